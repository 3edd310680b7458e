"""The token endpoint of ID-porten: an authorization code becomes an ID token and an access token."""

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from testmiljo.idporten.client_auth import authenticate
from testmiljo.idporten.config import Client
from testmiljo.idporten.errors import NO_STORE, OAuthError
from testmiljo.idporten.forms import read_form
from testmiljo.idporten.provider import Provider
from testmiljo.idporten.store import Grant

ID_TOKEN_SECONDS, ACCESS_TOKEN_SECONDS = 120, 600
_VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")


async def exchange(provider: Provider, request: Request) -> Response:
    form = await read_form(request)
    client = await authenticate(provider, form, f"{provider.idporten}/token")
    if form.get("grant_type") != "authorization_code":
        raise OAuthError("unsupported_grant_type", "grant_type must be authorization_code")
    grant = _redeem(provider, client, form)
    if not provider.store.join(grant.session.sid, client.client_id):
        raise OAuthError("invalid_grant", "the person has logged out")
    answer = {
        "access_token": provider.idporten_key.sign(_access_claims(provider, client, grant)),
        "id_token": provider.idporten_key.sign(_id_claims(provider, client, grant)),
        "token_type": "Bearer",
        "expires_in": ACCESS_TOKEN_SECONDS,
        "scope": grant.order.scope,
    }
    return JSONResponse(answer, headers=NO_STORE)


def organisation(orgnr: str) -> dict[str, str]:
    """An organisation as tokens name it (ISO 6523; 0192 is Enhetsregisteret)."""
    return {"authority": "iso6523-actorid-upis", "ID": f"0192:{orgnr}"}


def _redeem(provider: Provider, client: Client, form: Mapping[str, str]) -> Grant:
    """The code is spent by the first client that shows it, whether the rest fits or not."""
    grant = provider.store.codes.take(form.get("code", ""))
    if grant is None:
        raise OAuthError("invalid_grant", "the code is unknown, used before or expired")
    order = grant.order
    if order.client_id != client.client_id or order.redirect_uri != form.get("redirect_uri"):
        raise OAuthError("invalid_grant", "the code belongs to another client or redirect_uri")
    if not _fits(form.get("code_verifier", ""), order.code_challenge):
        raise OAuthError("invalid_grant", "code_verifier does not fit code_challenge")
    return grant


def _fits(verifier: str, challenge: str) -> bool:
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return bool(_VERIFIER.fullmatch(verifier)) and hmac.compare_digest(digest, challenge)


def subject(client_id: str, pid: str) -> str:
    """Pairwise: the same person gets another subject at another client, and the same one each time."""
    digest = hashlib.sha256(f"testmiljo sub {client_id} {pid}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()


def _id_claims(provider: Provider, client: Client, grant: Grant) -> dict[str, object]:
    now, order, session = provider.now(), grant.order, grant.session
    claims: dict[str, object] = {
        "iss": provider.idporten,
        "aud": client.client_id,
        "sub": subject(client.client_id, session.pid),
        "pid": session.pid,
        "acr": session.level,
        "amr": ["TestID"],
        "auth_time": session.auth_time,
        "locale": order.locale,
        "sid": session.sid,
        "iat": now,
        "exp": now + ID_TOKEN_SECONDS,
        "jti": secrets.token_urlsafe(32),
    }
    return claims | ({"nonce": order.nonce} if order.nonce else {})


def _access_claims(provider: Provider, client: Client, grant: Grant) -> dict[str, object]:
    now, session = provider.now(), grant.session
    return {
        "iss": provider.idporten,
        "aud": grant.order.resource or "unspecified",
        "sub": subject(client.client_id, session.pid),
        "pid": session.pid,
        "acr": session.level,
        "client_id": client.client_id,
        "client_amr": "private_key_jwt",
        "consumer": organisation(client.client_orgno),
        "scope": grant.order.scope,
        "token_type": "Bearer",
        "iat": now,
        "exp": now + ACCESS_TOKEN_SECONDS,
        "jti": secrets.token_urlsafe(32),
    }
