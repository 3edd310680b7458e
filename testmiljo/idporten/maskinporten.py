"""Maskinporten's token endpoint: a signed grant becomes an access token for an organisation (RFC 7523)."""

import hashlib
import secrets
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from joserfc.jwk import RSAKey
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from testmiljo.idporten.ca import BadChain, NotTrusted
from testmiljo.idporten.client_auth import KeysUnavailable, key_named, registered_keys
from testmiljo.idporten.config import Client
from testmiljo.idporten.discovery import JWT_BEARER
from testmiljo.idporten.errors import NO_STORE, OAuthError
from testmiljo.idporten.forms import read_form
from testmiljo.idporten.jose import (
    RSA_ALGORITHMS,
    BadToken,
    Claims,
    header_and_claims,
    is_for,
    public_key,
    seconds,
    text,
    verify,
)
from testmiljo.idporten.provider import Provider
from testmiljo.idporten.refusals import refused
from testmiljo.idporten.token import organisation

TOKEN_SECONDS = 120
CLOCK_SKEW, LONGEST_GRANT = 10, 120


async def grant_token(provider: Provider, request: Request) -> Response:
    form = await read_form(request)
    if form.get("grant_type") != JWT_BEARER:
        raise OAuthError("unsupported_grant_type", f"grant_type must be {JWT_BEARER}")
    assertion = form.get("assertion", "")
    client, client_amr, claims = await _authenticate(provider, assertion)
    _check_times(provider, claims)
    _check_once(provider, client, assertion, claims)
    token_claims = _token_claims(provider, client, client_amr, claims)
    answer = {
        "access_token": provider.maskinporten_key.sign(token_claims),
        "token_type": "Bearer",
        "expires_in": TOKEN_SECONDS,
        "scope": token_claims["scope"],
    }
    return JSONResponse(answer, headers=NO_STORE)


async def _authenticate(provider: Provider, assertion: str) -> tuple[Client, str, Claims]:
    """The client, how it proved itself, and the claims of the grant."""
    try:
        header, unchecked = header_and_claims(assertion)
    except BadToken as error:
        raise refused("MP-011", "the assertion is not a JWT") from error
    client = provider.store.client(text(unchecked, "iss"), "maskinporten")
    if client is None:
        raise refused("MP-100")
    if not is_for(unchecked, (provider.maskinporten,)):
        raise refused("MP-110", f"expected {provider.maskinporten}")
    if ("x5c" in header) == ("kid" in header):
        raise refused("MP-011", "the header must have either kid or x5c")
    key = (
        _certified_key(provider, client, header) if "x5c" in header else await _registered_key(provider, client, header)
    )
    try:
        claims = verify(assertion, key, RSA_ALGORITHMS)
    except BadToken as error:
        raise refused("MP-124") from error
    return client, "virksomhetssertifikat" if "x5c" in header else "private_key_jwt", claims


def _certified_key(provider: Provider, client: Client, header: Mapping[str, object]) -> RSAKey:
    try:
        orgnr, key = provider.ca.check(header["x5c"])
    except BadChain as error:
        raise refused("MP-123") from error
    except NotTrusted as error:
        raise refused("MP-120", str(error)) from error
    if orgnr != client.client_orgno:
        raise refused("MP-122")
    return _as_jwk(key)


def _as_jwk(key: RSAPublicKey) -> RSAKey:
    return RSAKey.import_key(key)


async def _registered_key(provider: Provider, client: Client, header: Mapping[str, object]) -> RSAKey:
    try:
        jwk = key_named(await registered_keys(client), header["kid"])
        key = public_key(jwk) if jwk else None
    except (BadToken, KeysUnavailable) as error:
        raise refused("MP-124", str(error)) from error
    if jwk is None or not isinstance(key, RSAKey):
        raise refused("MP-124", "no RSA key with this kid is registered")
    expires = jwk.get("exp")
    if isinstance(expires, int) and expires <= provider.now():
        raise refused("MP-121")
    return key


def _check_times(provider: Provider, claims: Claims) -> None:
    issued, expires, now = seconds(claims, "iat"), seconds(claims, "exp"), provider.now()
    if issued is None or expires is None:
        raise refused("MP-011", "iat and exp are required")
    if expires <= now or issued < now - CLOCK_SKEW:
        raise refused("MP-130")
    if issued > now + CLOCK_SKEW:
        raise refused("MP-011", "issue time is after now")
    if expires - issued > LONGEST_GRANT:
        raise refused("MP-011", f"exp can be at most {LONGEST_GRANT} seconds after iat")


def _check_once(provider: Provider, client: Client, assertion: str, claims: Claims) -> None:
    """The same grant is refused, and so is another grant with the same jti."""
    until = provider.now() + LONGEST_GRANT + CLOCK_SKEW
    jti = text(claims, "jti") or hashlib.sha256(assertion.encode()).hexdigest()
    if not provider.store.used.claim(f"maskinporten {client.client_id} {jti}", until):
        raise refused("MP-012")


def _token_claims(provider: Provider, client: Client, client_amr: str, claims: Claims) -> dict[str, object]:
    now = provider.now()
    return {
        "iss": provider.maskinporten,
        "client_amr": client_amr,
        "token_type": "Bearer",
        "aud": claims.get("resource") or "unspecified",
        "client_id": client.client_id,
        "scope": " ".join(_scopes(claims)),
        "iat": now,
        "exp": now + TOKEN_SECONDS,
        "jti": secrets.token_urlsafe(32),
        **_parties(client, claims),
        **_person(claims),
    }


def _scopes(claims: Claims) -> list[str]:
    scopes = text(claims, "scope").split()
    if not scopes:
        raise refused("MP-011", "scope is required")
    return scopes


def _parties(client: Client, claims: Claims) -> dict[str, object]:
    """Who consumes, and who does it for her when a delegation in Altinn is used."""
    consumer = text(claims, "consumer_org")
    if not consumer:
        if set(_scopes(claims)) - set(client.scopes):
            raise refused("MP-200")
        return {"consumer": organisation(client.client_orgno)}
    if consumer == client.client_orgno:
        raise OAuthError("invalid_request", "consumer_org is the client's own organisation; leave the claim out")
    if set(_scopes(claims)) - set(client.delegations.get(consumer, [])):
        raise refused("MP-251")
    return {
        "consumer": organisation(consumer),
        "supplier": organisation(client.client_orgno),
        "delegation_source": "https://altinn.no",
    }


def _person(claims: Claims) -> dict[str, object]:
    if "pid" not in claims:
        return {}
    pid = text(claims, "pid")
    if not (len(pid) == 11 and pid.isascii() and pid.isdigit()):
        raise refused("MP-011", "pid must have 11 digits")
    return {"pid": pid}
