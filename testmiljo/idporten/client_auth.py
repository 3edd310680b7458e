"""Client authentication by private_key_jwt (RFC 7523 section 2.2), and where clients' keys come from."""

from collections.abc import Mapping, Sequence

import httpx
import msgspec

from testmiljo.idporten.config import Client, Jwk, KeySet
from testmiljo.idporten.errors import OAuthError
from testmiljo.idporten.jose import BadToken, Claims, header_and_claims, is_for, public_key, seconds, text, verify
from testmiljo.idporten.provider import Provider

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "ES256")
LONGEST_LIFE = 120
_FETCH_SECONDS = 5


class KeysUnavailable(Exception):
    """The client's jwks_uri did not answer with a key set."""


async def registered_keys(client: Client) -> list[Jwk]:
    """Keys registered with the client, or fetched anew from its jwks_uri; raises KeysUnavailable."""
    if not client.jwks_uri:
        return client.jwks.keys
    try:
        async with httpx.AsyncClient(timeout=_FETCH_SECONDS) as http:
            answer = await http.get(client.jwks_uri)
        return msgspec.json.decode(answer.raise_for_status().content, type=KeySet).keys
    except (httpx.HTTPError, msgspec.DecodeError) as error:
        raise KeysUnavailable(str(error)) from error


def key_named(keys: Sequence[Jwk], kid: object) -> Jwk | None:
    """The key with this `kid`; a lone key needs no name."""
    if kid is None and len(keys) == 1:
        return keys[0]
    return next((key for key in keys if key.get("kid") == kid), None)


async def authenticate(provider: Provider, form: Mapping[str, str], endpoint: str) -> Client:
    """The client that the form's assertion proves; raises OAuthError invalid_client."""
    try:
        return await _authenticate(provider, form, endpoint)
    except (BadToken, KeysUnavailable) as error:
        raise _refused(str(error)) from error


async def _authenticate(provider: Provider, form: Mapping[str, str], endpoint: str) -> Client:
    if form.get("client_assertion_type") != ASSERTION_TYPE:
        raise _refused("private_key_jwt is the only accepted method")
    assertion = form.get("client_assertion", "")
    header, unchecked = header_and_claims(assertion)
    client = provider.store.client(text(unchecked, "iss"), "idporten")
    if client is None or form.get("client_id", client.client_id) != client.client_id:
        raise _refused("unknown client")
    jwk = key_named(await registered_keys(client), header.get("kid"))
    if jwk is None:
        raise _refused("no such key is registered with the client")
    claims = verify(assertion, public_key(jwk), ALGORITHMS)
    _check_claims(provider, client, claims, endpoint)
    return client


def _check_claims(provider: Provider, client: Client, claims: Claims, endpoint: str) -> None:
    """`aud` may be the issuer or an endpoint of it (RFC 9126 section 2); a jti is good for one use."""
    token_endpoint = f"{provider.idporten}/token"
    expires, now = seconds(claims, "exp"), provider.now()
    if text(claims, "sub") != client.client_id:
        raise _refused("sub is not the client")
    if not is_for(claims, (provider.idporten, token_endpoint, endpoint)):
        raise _refused("aud is not this issuer")
    if expires is None or not now < expires <= now + LONGEST_LIFE + 10:
        raise _refused("exp is missing, passed, or more than 120 seconds ahead")
    jti = text(claims, "jti")
    if not jti or not provider.store.used.claim(f"idporten {client.client_id} {jti}", expires):
        raise _refused("jti is missing or used before")


def _refused(why: str) -> OAuthError:
    return OAuthError("invalid_client", f"Client authentication failed: {why}", status=401)
