"""The look-up services as an ASGI app: one person, and up to a thousand at a time.

Paths and answers follow Skatteetaten's OpenAPI 1.5; error bodies follow its page on return codes. XML is not spoken.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from testmiljo.befolkning import Document
from testmiljo.folkeregisteret.disturbance import Disturbances, order
from testmiljo.folkeregisteret.parts import PACKAGES, Package, Selection, UnknownPart, cut, select
from testmiljo.folkeregisteret.register import Register
from testmiljo.folkeregisteret.throttle import REQUESTS_A_MINUTE, Throttle
from testmiljo.folkeregisteret.tokens import Maskinporten, NotAuthenticated, TokenChecker

MAX_BULK = 1000


class Refused(Exception):
    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


@dataclass(frozen=True, slots=True)
class Service:
    register: Register
    tokens: TokenChecker
    throttle: Throttle
    disturbances: Disturbances


def create_app(
    register: Register, find: Callable[[], Maskinporten], *, requests_a_minute: int = REQUESTS_A_MINUTE
) -> Starlette:
    """Serves `/folkeregisteret/{package}/api/v1/personer/…`; the shorter path without `api` is answered as well.

    `find` says whose tokens are accepted; it is called when the first one comes.
    """
    service = Service(register, TokenChecker(find), Throttle(requests_a_minute), Disturbances())
    routes = [Route("/forstyrrelser", partial(order, service.disturbances), methods=["POST"])]
    for base in ("/folkeregisteret/{pakke}/api/v1/personer", "/folkeregisteret/{pakke}/v1/personer"):
        routes.append(Route(f"{base}/bulkoppslag", _endpoint(service, _bulk), methods=["POST"]))
        routes.append(Route(f"{base}/{{number}}", _endpoint(service, _one), methods=["GET"]))
    return Starlette(routes=routes, exception_handlers={Refused: _refusal, 404: _not_found})


Handler = Callable[[Service, Request, Package, Selection, bytes], Response]


def _endpoint(service: Service, handler: Handler) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(_answer, service, handler, request, body)

    return endpoint


def _answer(service: Service, handler: Handler, request: Request, body: bytes) -> Response:
    """The checks that all calls share, in the order that the real service makes them."""
    if disturbed := service.disturbances.answer():
        return disturbed
    wait = service.throttle.wait_milliseconds(request.client.host if request.client else "")
    if wait:
        raise Refused(429, "For mange kall på kort tid.", {"Retry-After": str(wait)})
    package = PACKAGES.get(request.path_params["pakke"])
    if package is None:
        raise Refused(404, "Rettighetspakken finnes ikke.")
    _check_access(service, request, package)
    _check_accept(request)
    try:
        selection = select(request.query_params.getlist("part"))
    except UnknownPart as unknown:
        raise Refused(400, f"Ukjent verdi for part: {unknown}") from unknown
    return handler(service, request, package, selection, body)


def _check_access(service: Service, request: Request, package: Package) -> None:
    try:
        scopes = service.tokens.scopes(request.headers.get("authorization", ""))
    except NotAuthenticated as error:
        raise Refused(401, "Access token mangler, er utløpt eller er ikke fra Maskinporten.") from error
    if package.scope not in scopes:
        raise Refused(403, f"Virksomheten mangler tilgang: {package.scope} er ikke i tokenet.")


def _check_accept(request: Request) -> None:
    accepted = request.headers.get("accept", "*/*")
    if not any(kind in accepted for kind in ("*/*", "application/*", "application/json")):
        raise Refused(406, "Bare application/json støttes i testmiljøet.")


def _one(service: Service, request: Request, package: Package, selection: Selection, _body: bytes) -> Response:
    number = request.path_params["number"]
    if not _is_number(number):
        raise Refused(400, "Fødsels- eller d-nummer skal ha 11 siffer.")
    document = service.register.document(number)
    if document is None:
        raise Refused(404, "Fant ingen person.")
    return _json(cut(document, selection, package))


class _BulkRequest(msgspec.Struct, rename={"numbers": "foedselsEllerDNummer"}):
    numbers: list[str]


def _bulk(service: Service, request: Request, package: Package, selection: Selection, body: bytes) -> Response:
    try:
        numbers = msgspec.json.decode(body, type=_BulkRequest).numbers
    except msgspec.DecodeError as error:
        raise Refused(400, "Innholdet skal være JSON med listen foedselsEllerDNummer.") from error
    if len(numbers) > MAX_BULK:
        raise Refused(400, f"Maksimalt {MAX_BULK} numre per kall.")
    as_ordered = request.query_params.get("somBestilt", "false").lower() == "true"
    lookup = _as_ordered if as_ordered else _as_found
    return _json({"oppslag": list(lookup(service.register, numbers, selection, package))})


def _as_found(register: Register, numbers: list[str], selection: Selection, package: Package) -> list[Document]:
    """Each number once, those of nobody left out."""
    found = ((number, register.document(number)) for number in dict.fromkeys(numbers) if _is_number(number))
    return [_hit(number, document, selection, package) for number, document in found if document]


def _as_ordered(register: Register, numbers: list[str], selection: Selection, package: Package) -> list[Document]:
    """In the order asked, repeated numbers repeated, with an error for numbers that have ended or are nobody's."""
    answers: list[Document] = []
    for number in numbers:
        document = register.document(number) if _is_number(number) else None
        if document is None:
            answers.append(_miss(number, "Fant ingen person med dette nummeret."))
        elif number not in _numbers_in_use(document):
            answers.append(_miss(number, "Nummeret er opphørt."))
        else:
            answers.append(_hit(number, document, selection, package))
    return answers


def _hit(number: str, document: Document, selection: Selection, package: Package) -> Document:
    return {"foedselsEllerDNummer": number, "folkeregisterperson": cut(document, selection, package)}


def _miss(number: str, message: str) -> Document:
    return {"foedselsEllerDNummer": number, "feilmelding": {"feilmelding": message}}


def _numbers_in_use(document: Document) -> set[object]:
    rows = document["identifikasjonsnummer"]
    assert isinstance(rows, list)
    return {row["foedselsEllerDNummer"] for row in rows if isinstance(row, dict) and row.get("erGjeldende", True)}


def _is_number(text: str) -> bool:
    return len(text) == 11 and text.isascii() and text.isdigit()


def _json(content: Document) -> Response:
    return Response(msgspec.json.encode(content), media_type="application/json")


def _refusal(_request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    if error.status in {401, 403}:
        body: dict[str, object] = {
            "feilkode": f"FREG-{error.status}",
            "feilmelding": error.message,
            "httpStatus": error.status,
            "alvorlighetsgrad": "FEIL",
        }
    else:
        body = {"kode": f"FREG-{error.status}", "melding": error.message}
    return JSONResponse(body, status_code=error.status, headers=error.headers)


def _not_found(request: Request, _error: Exception) -> Response:
    return _refusal(request, Refused(404, "Adressen finnes ikke."))
