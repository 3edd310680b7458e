"""Log-out: started by a client, told to the others through frames and from server to server.

As ID-porten does it: the client that starts is not told through a frame, and the server call is tried once.
"""

import asyncio
import logging
import secrets
from collections.abc import Mapping, Sequence

import httpx
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from testmiljo.idporten import pages
from testmiljo.idporten.authorize import COOKIE
from testmiljo.idporten.config import Client
from testmiljo.idporten.errors import OAuthError, PageError, with_query
from testmiljo.idporten.forms import once, read_form
from testmiljo.idporten.jose import BadToken, Claims, is_for, text
from testmiljo.idporten.provider import Provider
from testmiljo.idporten.store import Session
from testmiljo.idporten.token import subject

EVENT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_TOKEN_SECONDS = 300
_TIMEOUT = httpx.Timeout(5, connect=2)
_log = logging.getLogger(__name__)


async def end_session(provider: Provider, request: Request) -> Response:
    try:
        parameters = once(request.query_params) if request.method == "GET" else await read_form(request)
    except OAuthError as error:
        raise PageError("Tjenesten sendte en forespørsel vi ikke forstår", str(error)) from error
    hint = _hint(provider, parameters.get("id_token_hint", ""))
    starter = provider.store.client(text(hint, "aud"), "idporten")
    next_url = _next_url(starter, parameters)
    session = provider.store.end(text(hint, "sid")) or _of_browser(provider, request)
    clients = list(provider.store.clients_of(session)) if session else []
    if session:
        await _tell_servers(provider, clients, session)
    others = [client for client in clients if client != starter and client.frontchannel_logout_uri]
    answer = _answer([_frame(provider, client, session) for client in others if session], next_url)
    answer.delete_cookie(COOKIE, path="/idporten")
    return answer


def _hint(provider: Provider, token: str) -> Claims:
    """Claims of an ID token of ours, expired or not; nothing when there is no hint."""
    if not token:
        return {}
    try:
        claims = provider.idporten_key.read(token)
    except BadToken as error:
        raise PageError("Utloggingen mangler gyldig id_token_hint", "Bruk et ID-token herfra.") from error
    if text(claims, "iss") != provider.idporten or not is_for(claims, tuple(provider.store.clients)):
        raise PageError("Utloggingen mangler gyldig id_token_hint", "Bruk et ID-token til en registrert klient.")
    return claims


def _next_url(starter: Client | None, parameters: Mapping[str, str]) -> str:
    """Where to go afterwards; empty when the hint is missing or the address is not registered."""
    uri = parameters.get("post_logout_redirect_uri", "")
    if starter is None or uri not in starter.post_logout_redirect_uris:
        return ""
    state = parameters.get("state", "")
    return with_query(uri, {"state": state}) if state else uri


def _of_browser(provider: Provider, request: Request) -> Session | None:
    session = provider.store.session(request.cookies.get(COOKIE))
    return provider.store.end(session.sid) if session else None


def _frame(provider: Provider, client: Client, session: Session) -> str:
    return with_query(client.frontchannel_logout_uri, {"iss": provider.idporten, "sid": session.sid})


def _answer(frames: Sequence[str], next_url: str) -> Response:
    if next_url and not frames:
        return RedirectResponse(next_url, status_code=303)
    return pages.respond(pages.logged_out(frames=frames, next_url=next_url), frames=frames)


async def _tell_servers(provider: Provider, clients: Sequence[Client], session: Session) -> None:
    told = [client for client in clients if client.backchannel_logout_uri]
    if not told:
        return
    async with httpx.AsyncClient(timeout=_TIMEOUT) as http:
        await asyncio.gather(*(_tell(http, provider, client, session) for client in told))


async def _tell(http: httpx.AsyncClient, provider: Provider, client: Client, session: Session) -> None:
    form = {"logout_token": provider.idporten_key.sign(_logout_claims(provider, client, session), "logout+jwt")}
    try:
        answer = await http.post(client.backchannel_logout_uri, data=form)
    except httpx.HTTPError as error:
        _log.warning("back-channel logout of %s failed: %s", client.client_id, type(error).__name__)
        return
    if not answer.is_success:
        _log.warning("back-channel logout of %s was answered with %s", client.client_id, answer.status_code)


def _logout_claims(provider: Provider, client: Client, session: Session) -> dict[str, object]:
    now = provider.now()
    return {
        "iss": provider.idporten,
        "aud": client.client_id,
        "sub": subject(client.client_id, session.pid),
        "sid": session.sid,
        "iat": now,
        "exp": now + LOGOUT_TOKEN_SECONDS,
        "jti": secrets.token_urlsafe(32),
        "events": {EVENT: {}},
    }
