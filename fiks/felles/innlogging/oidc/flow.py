"""The steps of a log-in: send the browser away with a request, take it back with a code, and log it out at the end."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlencode

import httpx
import msgspec

from fiks.felles.innlogging.oidc.client import ASSERTION_TYPE, Client, assertion
from fiks.felles.innlogging.oidc.errors import ProviderRefused, ProviderUnavailable, TokenRejected
from fiks.felles.innlogging.oidc.id_token import Login, read_id_token
from fiks.felles.innlogging.oidc.provider import Provider

T = TypeVar("T")
SCOPE = "openid profile"
PENDING_SECONDS = 20 * 60  # as long as ID-porten lets a person take


class Pending(msgspec.Struct, frozen=True):
    """A log-in under way, kept in the browser's session until it comes back. `asked_at` is seconds since 1970."""

    state: str
    nonce: str
    verifier: str
    acr: str
    asked_at: int
    fresh: bool = False


class Answer(msgspec.Struct, frozen=True):
    """What the provider sent the browser back with."""

    code: str = ""
    state: str = ""
    error: str = ""
    iss: str = ""


class _Pushed(msgspec.Struct, frozen=True):
    request_uri: str


class _Tokens(msgspec.Struct, frozen=True):
    id_token: str


class _Error(msgspec.Struct, frozen=True):
    error: str


def begin(
    provider: Provider, client: Client, *, acr: str, locale: str = "nb", fresh: bool = False, at: datetime
) -> tuple[str, Pending]:
    """Start a log-in: the address to send the browser to, and what to remember until it returns.

    `fresh` makes the person prove who she is although she has a session at the provider.

    Raises:
        ProviderUnavailable, ProviderRefused
    """
    new = secrets.token_urlsafe
    pending = Pending(new(32), new(32), new(48), acr, int(at.timestamp()), fresh)
    request = {
        "client_id": client.client_id,
        "response_type": "code",
        "scope": SCOPE,
        "redirect_uri": client.redirect_uri,
        "state": pending.state,
        "nonce": pending.nonce,
        "code_challenge": _challenge(pending.verifier),
        "code_challenge_method": "S256",
        "acr_values": acr,
        "ui_locales": locale,
    }
    if fresh:
        request["prompt"] = "login"
    if client.par:
        request = _push(provider, client, request, at=at)
    return with_query(provider.metadata().authorization_endpoint, request), pending


def finish(provider: Provider, client: Client, pending: Pending, answer: Answer, *, at: datetime) -> Login:
    """Turn what the browser came back with into a person.

    The caller has found `pending` by the answer's state in the same browser's session, and forgotten it: a code or a
    state that comes again finds nothing.

    Raises:
        ProviderUnavailable, ProviderRefused, TokenRejected
    """
    _check_answer(provider, pending, answer, at=at)
    form = {
        "grant_type": "authorization_code",
        "code": answer.code,
        "redirect_uri": client.redirect_uri,
        "code_verifier": pending.verifier,
        **_proof(provider, client, at=at),
    }
    tokens = _read(provider.post(provider.metadata().token_endpoint, form), _Tokens)
    return read_id_token(
        tokens.id_token,
        provider,
        client_id=client.client_id,
        nonce=pending.nonce,
        acr=pending.acr,
        fresh_since=pending.asked_at if pending.fresh else None,
        at=at,
    )


def logout_url(provider: Provider, client: Client, *, id_token: str, state: str, locale: str = "nb") -> str:
    """Where to send the browser so that the session at the provider ends too, and with it the other services'.

    Raises:
        ProviderUnavailable: also when the provider has no such page.
    """
    endpoint = provider.metadata().end_session_endpoint
    if not endpoint:
        raise ProviderUnavailable("no_end_session_endpoint")
    query = {
        "id_token_hint": id_token,
        "post_logout_redirect_uri": client.post_logout_redirect_uri,
        "state": state,
        "ui_locales": locale,
    }
    return with_query(endpoint, {name: value for name, value in query.items() if value})


def with_query(url: str, query: Mapping[str, str]) -> str:
    """Add to the query that the address may already have."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode(query)}"


def _check_answer(provider: Provider, pending: Pending, answer: Answer, *, at: datetime) -> None:
    if not hmac.compare_digest(answer.state.encode(), pending.state.encode()):
        raise TokenRejected("state")
    if at.timestamp() - pending.asked_at > PENDING_SECONDS:
        raise TokenRejected("too_late")
    promised = provider.metadata().authorization_response_iss_parameter_supported
    if answer.iss != provider.issuer and (answer.iss or promised):
        raise TokenRejected("answer_iss")
    if answer.error:
        raise ProviderRefused(answer.error)
    if not answer.code:
        raise TokenRejected("code")


def _push(provider: Provider, client: Client, request: dict[str, str], *, at: datetime) -> dict[str, str]:
    """Hand the request over from server to server (RFC 9126), so that nothing in it can be changed on the way."""
    endpoint = provider.metadata().pushed_authorization_request_endpoint
    if not endpoint:
        raise ProviderUnavailable("no_par_endpoint")
    pushed = _read(provider.post(endpoint, request | _proof(provider, client, at=at)), _Pushed)
    return {"client_id": client.client_id, "request_uri": pushed.request_uri}


def _proof(provider: Provider, client: Client, *, at: datetime) -> dict[str, str]:
    return {
        "client_id": client.client_id,
        "client_assertion_type": ASSERTION_TYPE,
        "client_assertion": assertion(client, audience=provider.issuer, at=at),
    }


def _read(answer: httpx.Response, kind: type[T]) -> T:
    try:
        if answer.is_success:
            return msgspec.json.decode(answer.content, type=kind)
        refused = msgspec.json.decode(answer.content, type=_Error)
    except msgspec.DecodeError as error:
        raise ProviderUnavailable("not_the_protocol") from error
    raise ProviderRefused(refused.error)


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
