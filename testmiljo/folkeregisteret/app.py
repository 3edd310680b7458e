"""Skatteetaten's services for consumers as an ASGI app.

Paths and answers follow Skatteetaten's OpenAPI 1.5 and its pages on feed, extracts and return codes.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from testmiljo.folkeregisteret import hendelser, kontroll, personer, personsoek, uttrekk, xml
from testmiljo.folkeregisteret.answers import Answer, Kind, Refused, refusal, told, wanted
from testmiljo.folkeregisteret.calls import Call, Service
from testmiljo.folkeregisteret.disturbance import Disturbances, order
from testmiljo.folkeregisteret.extracts import Extracts
from testmiljo.folkeregisteret.parts import PACKAGES, Package
from testmiljo.folkeregisteret.register import Register
from testmiljo.folkeregisteret.schema import schema
from testmiljo.folkeregisteret.soek.index import Searcher
from testmiljo.folkeregisteret.throttle import REQUESTS_A_MINUTE, Throttle
from testmiljo.folkeregisteret.tokens import Maskinporten, NotAuthenticated, Token, TokenChecker
from testmiljo.liv import LivingRegister

_Handler = Callable[[Call], Answer | Response]

_BASES = ("/folkeregisteret/{pakke}/api/v1", "/folkeregisteret/{pakke}/v1", "/folkeregisteret/api/{pakke}/v1")
_DOCUMENT = (Kind.JSON, Kind.XML)
_FEED = (Kind.JSON, Kind.XML, Kind.ATOM)
_BARE = (Kind.JSON, Kind.XML, Kind.TEXT)
_SERVICES: tuple[tuple[str, str, _Handler, tuple[Kind, ...]], ...] = (
    ("POST", "/personer/bulkoppslag", personer.bulk, _DOCUMENT),
    ("POST", "/personer/bulkoppslag/arkiv", personer.archived_bulk, _DOCUMENT),
    ("GET", "/personer/arkiv/{document}", personer.archived, _DOCUMENT),
    ("GET", "/personer/soek", personsoek.soek, _DOCUMENT),
    ("GET", "/personer/entydigsoek", personsoek.entydigsoek, _DOCUMENT),
    ("GET", "/personer/xsd", schema(xml.PERSON, "folkeregisterperson"), _DOCUMENT),
    ("GET", "/personer/{number}", personer.one, _DOCUMENT),
    ("GET", "/hendelser/feed", hendelser.feed, _FEED),
    ("GET", "/hendelser/siste/sekvensnummer", hendelser.last, _BARE),
    ("POST", "/hendelser/bulkoppslag", hendelser.thick_bulk, _DOCUMENT),
    ("GET", "/hendelser/xsd", schema(xml.EVENT, "dokumentForHendelse"), _DOCUMENT),
    ("GET", "/hendelser/feedxsd", schema(xml.EVENT, "lagretHendelse"), _DOCUMENT),
    ("GET", "/hendelser/{document}", hendelser.thick, _DOCUMENT),
    ("POST", "/uttrekk/tilpasset", uttrekk.tilpasset, _DOCUMENT),
    ("GET", "/uttrekk/komplett", uttrekk.komplett, _DOCUMENT),
    ("GET", "/uttrekk/{jobb}/batch/{batch}", uttrekk.batch, _DOCUMENT),
)


def create_app(
    register: Register,
    find: Callable[[], Maskinporten],
    *,
    requests_a_minute: int = REQUESTS_A_MINUTE,
    extract_seconds: float = 1.0,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Starlette:
    """Serves `/folkeregisteret/{package}/api/v1/…`; the shorter path without `api` is answered as well, and the one with
    `api` first.

    `find` says whose tokens are accepted; it is called when the first one comes. An extract takes at least
    `extract_seconds`. A register that does not live gets a
    life that is gone with the app.
    """
    living = register if isinstance(register, LivingRegister) else LivingRegister(register)
    service = Service(
        register=living,
        searcher=Searcher(living),
        extracts=Extracts(extract_seconds),
        tokens=TokenChecker(find),
        throttle=Throttle(requests_a_minute),
        disturbances=Disturbances(),
        clock=clock,
    )
    routes = [
        Route("/forstyrrelser", partial(order, service.disturbances), methods=["POST"]),
        *kontroll.routes(living, clock),
        *_published(service),
    ]
    return Starlette(routes=routes, exception_handlers={Refused: refusal, 404: _not_found})


def _published(service: Service) -> Iterator[Route]:
    for base in _BASES:
        for method, path, handler, kinds in _SERVICES:
            for ending in ("", "/"):
                yield Route(base + path + ending, _endpoint(service, handler, kinds), methods=[method])


def _endpoint(service: Service, handler: _Handler, kinds: tuple[Kind, ...]) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(_answer, service, handler, kinds, request, body)

    return endpoint


def _answer(service: Service, handler: _Handler, kinds: tuple[Kind, ...], request: Request, body: bytes) -> Response:
    """What somebody has ordered to go wrong goes wrong first."""
    disturbance = service.disturbances.next(request.url.path)
    if disturbance and (instead := disturbance.instead()):
        return instead
    answer = _answered(service, handler, kinds, request, body)
    return disturbance.spoiled(answer) if disturbance else answer


def _answered(service: Service, handler: _Handler, kinds: tuple[Kind, ...], request: Request, body: bytes) -> Response:
    """The checks that all calls share, in the order that the real service makes them."""
    wait = service.throttle.wait_milliseconds(request.client.host if request.client else "")
    if wait:
        raise Refused(429, "For mange kall på kort tid.", {"Retry-After": str(wait)})
    package = PACKAGES.get(request.path_params["pakke"])
    if package is None:
        raise Refused(404, "Rettighetspakken finnes ikke.")
    token = _token(service, request, package)
    base, _, _ = str(request.url.replace(query="")).partition("/hendelser")
    call = Call(
        service=service,
        package=package,
        consumer=token.consumer,
        path=request.path_params,
        query=request.query_params,
        headers=request.headers,
        body=body,
        kind=wanted(request.headers.get("accept", "*/*"), kinds),
        base=base,
        now=service.clock(),
    )
    answer = handler(call)
    return answer if isinstance(answer, Response) else told(answer, call.kind)


def _token(service: Service, request: Request, package: Package) -> Token:
    try:
        token = service.tokens.check(request.headers.get("authorization", ""))
    except NotAuthenticated as error:
        raise Refused(401, "Access token mangler, er utløpt eller er ikke fra Maskinporten.") from error
    if package.scope not in token.scopes:
        raise Refused(403, f"Virksomheten mangler tilgang: {package.scope} er ikke i tokenet.")
    return token


def _not_found(request: Request, _error: Exception) -> Response:
    return refusal(request, Refused(404, "Adressen finnes ikke."))
