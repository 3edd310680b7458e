"""Signing and checking tokens: keys of the two issuers, keys of clients."""

import json
from collections.abc import Mapping, Sequence
from functools import cached_property

from joserfc import jws, jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

Claims = Mapping[str, object]
RSA_ALGORITHMS = ("RS256", "RS384", "RS512")


class _LongHeaders(jws.JWSRegistry):
    """A chain of certificates does not fit in joserfc's 512 bytes."""

    max_header_length = 32_000


class BadToken(Exception):
    """Not a signed token, or not signed by this key with an accepted algorithm."""


class SigningKey:
    """An issuer's key, made when it is first needed; clients find it by `kid` in the published key set."""

    @cached_property
    def _key(self) -> RSAKey:
        return RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)

    def sign(self, claims: Claims, typ: str = "JWT") -> str:
        return jwt.encode({"alg": "RS256", "kid": self._key.kid, "typ": typ}, dict(claims), self._key)

    def read(self, token: str) -> Claims:
        """Claims of a token that this key has signed, expired ones too; raises BadToken."""
        return verify(token, self._key, ("RS256",))

    def key_set(self) -> dict[str, object]:
        return {"keys": [self._key.as_dict(private=False)]}


def verify(token: str, key: RSAKey | ECKey, algorithms: Sequence[str]) -> Claims:
    """Check the signature only; raises BadToken."""
    try:
        claims: dict[str, object] = jwt.decode(token, key, registry=_LongHeaders(algorithms=algorithms)).claims
    except (JoseError, ValueError) as error:
        raise BadToken(str(error)) from error
    return claims


def header_and_claims(token: str) -> tuple[Claims, Claims]:
    """Both parts of a token, not checked at all; raises BadToken."""
    try:
        unchecked = jws.extract_compact(token.encode(), registry=_LongHeaders())
        header, claims = unchecked.headers(), json.loads(unchecked.payload)
    except (JoseError, ValueError) as error:
        raise BadToken(str(error)) from error
    if not isinstance(claims, dict):
        raise BadToken("the payload is not an object")
    return header, claims


def public_key(jwk: Mapping[str, str | int | list[str]]) -> RSAKey | ECKey:
    """A client's registered key; raises BadToken for kinds that neither issuer accepts."""
    parts = {name: value for name, value in jwk.items() if not isinstance(value, int)}
    if jwk.get("kty") not in {"RSA", "EC"} or "d" in parts:
        raise BadToken("the registered key is not a public RSA or EC key")
    try:
        return RSAKey.import_key(parts) if jwk["kty"] == "RSA" else ECKey.import_key(parts)
    except (JoseError, ValueError) as error:
        raise BadToken(str(error)) from error


def text(claims: Claims, name: str) -> str:
    """A claim as text; empty when it is absent or something else."""
    value = claims.get(name)
    return value if isinstance(value, str) else ""


def seconds(claims: Claims, name: str) -> int | None:
    """A time claim; None when it is absent or something else."""
    value = claims.get(name)
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def is_for(claims: Claims, accepted: Sequence[str]) -> bool:
    """Whether `aud` is exactly one receiver, and that one is accepted."""
    audience = claims.get("aud")
    if isinstance(audience, list):
        audience = audience[0] if len(audience) == 1 else None
    return audience in accepted
