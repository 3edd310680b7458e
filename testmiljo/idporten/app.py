"""All addresses of the player: ID-porten under /idporten, Maskinporten under /maskinporten."""

import time
from functools import partial

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from testmiljo.idporten import admin, authorize, discovery, login, logout, maskinporten, pages, par, token
from testmiljo.idporten.config import Config
from testmiljo.idporten.errors import (
    OAuthError,
    PageError,
    RedirectError,
    answer_as_json,
    answer_as_page,
    answer_as_redirect,
)
from testmiljo.idporten.provider import Provider, make_provider
from testmiljo.idporten.store import Clock


def create_app(config: Config, clock: Clock = time.time) -> Starlette:
    """The player as an ASGI app. `clock` gives seconds since 1970; `app.state.provider` is for tests in-process."""
    provider = make_provider(config, clock)
    app = Starlette(
        routes=[*_idporten(provider), *_maskinporten(provider), *_admin(provider)],
        exception_handlers={
            OAuthError: answer_as_json,
            PageError: answer_as_page,
            RedirectError: answer_as_redirect,
        },
    )
    app.state.provider = provider
    return app


def _idporten(provider: Provider) -> list[Route]:
    return [
        Route("/idporten/.well-known/openid-configuration", partial(discovery.idporten_metadata, provider)),
        Route("/idporten/jwks.json", partial(discovery.idporten_keys, provider)),
        Route("/idporten/par", partial(par.push, provider), methods=["POST"]),
        Route("/idporten/authorize", partial(authorize.authorize, provider)),
        Route("/idporten/logg-inn/{login}", partial(login.show, provider), methods=["GET"]),
        Route("/idporten/logg-inn/{login}", partial(login.choose, provider), methods=["POST"]),
        Route("/idporten/token", partial(token.exchange, provider), methods=["POST"]),
        Route("/idporten/logout", partial(logout.end_session, provider), methods=["GET", "POST"]),
        Route("/idporten/stil.css", _style),
        Route("/idporten/utlogging.js", _script),
    ]


def _maskinporten(provider: Provider) -> list[Route]:
    """Metadata lies where Digdir has it, where RFC 8414 section 3.1 puts it, and at the root, as it is the only one."""
    well_known = "/.well-known/oauth-authorization-server"
    metadata = partial(discovery.maskinporten_metadata, provider)
    return [
        *(Route(path, metadata) for path in (f"/maskinporten{well_known}", f"{well_known}/maskinporten", well_known)),
        Route("/maskinporten/jwk", partial(discovery.maskinporten_keys, provider)),
        Route("/maskinporten/token", partial(maskinporten.grant_token, provider), methods=["POST"]),
    ]


def _admin(provider: Provider) -> list[Route]:
    return [
        Route("/klienter", partial(admin.register_client, provider), methods=["POST"]),
        Route("/testpersoner", partial(admin.register_person, provider), methods=["POST"]),
        Route("/virksomhetssertifikater", partial(admin.issue_certificate, provider), methods=["POST"]),
    ]


async def _style(_request: Request) -> Response:
    return FileResponse(pages.STYLE)


async def _script(_request: Request) -> Response:
    return FileResponse(pages.SCRIPT, media_type="text/javascript")
