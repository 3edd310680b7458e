"""Who we are to the provider, and the proof of it."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_ASSERTION_SECONDS = 60  # the provider allows at most 120
PrivateKey = RSAKey | ECKey


@dataclass(frozen=True, slots=True)
class Client:
    """Our registration with the provider. `par` is False only in tests against providers without PAR."""

    client_id: str
    key: PrivateKey = field(repr=False)
    redirect_uri: str
    post_logout_redirect_uri: str
    par: bool = True


def read_key(text: str) -> PrivateKey:
    """Read a private key, RSA or P-256, as PEM or as a JWK. A PEM is known to the provider by its RFC 7638 thumbprint.

    Raises:
        ValueError: it is neither, or it is public.
    """
    try:
        key = _import(text.strip())
    except (JoseError, ValueError, TypeError) as error:
        raise ValueError("not a private key as PEM or JWK") from error
    if not key.is_private:
        raise ValueError("the key is public")
    return key


def _import(text: str) -> PrivateKey:
    value: str | dict[str, str | list[str]] = json.loads(text) if text.startswith("{") else text
    kinds: tuple[type[RSAKey], type[ECKey]] = (RSAKey, ECKey)
    if isinstance(value, dict):
        return kinds[value.get("kty") == "EC"].import_key(value)
    try:
        return RSAKey.import_key(value, {"use": "sig"})
    except (JoseError, ValueError, TypeError):
        return ECKey.import_key(value, {"use": "sig"})


def assertion(client: Client, *, audience: str, at: datetime) -> str:
    """A signed statement that the client sends this, good for one use (RFC 7523 section 3)."""
    now = int(at.timestamp())
    header = {"alg": "ES256" if client.key.key_type == "EC" else "RS256", "kid": key_id(client.key)}
    claims = {
        "iss": client.client_id,
        "sub": client.client_id,
        "aud": audience,
        "iat": now,
        "exp": now + _ASSERTION_SECONDS,
        "jti": secrets.token_urlsafe(24),
    }
    return jwt.encode(header, claims, client.key)


def key_id(key: PrivateKey) -> str:
    """The name under which the public half is registered."""
    return str(key.get("kid") or key.thumbprint())
