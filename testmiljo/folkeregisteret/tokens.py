"""Is this a token from Maskinporten, and does it give access?"""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

_ALGORITHMS = ["RS256", "RS384", "RS512"]
_SECONDS = 5


class NotAuthenticated(Exception):
    """No token, or one that is not Maskinporten's or has expired."""


@dataclass(frozen=True, slots=True)
class Maskinporten:
    """Whose tokens are accepted."""

    issuer: str
    jwks_url: str


@dataclass(frozen=True, slots=True)
class Token:
    """`consumer` is the organisation that asks, empty when the token does not say."""

    scopes: frozenset[str]
    consumer: str


def discover(metadata_url: str) -> Maskinporten:
    """Issuer and keys from Maskinporten's published metadata (RFC 8414)."""
    metadata = httpx.get(metadata_url, timeout=_SECONDS, trust_env=False).raise_for_status().json()
    return Maskinporten(issuer=metadata["issuer"], jwks_url=metadata["jwks_uri"])


class TokenChecker:
    """Checks signature, issuer, expiry and scopes.

    `find` is called when the first token comes, so that Maskinporten may be started later. A token that the keys do not
    fit makes it fetch them once more, so that Maskinporten can change keys.
    """

    def __init__(self, find: Callable[[], Maskinporten]) -> None:
        self._find = find
        self._maskinporten: Maskinporten | None = None
        self._keys: KeySet | None = None
        self._lock = threading.Lock()

    def check(self, authorization: str) -> Token:
        """The token in an Authorization header; raises NotAuthenticated."""
        kind, _, text = authorization.partition(" ")
        if kind.lower() != "bearer" or not text:
            raise NotAuthenticated("no bearer token")
        try:
            token = self._decode(text)
            registry = jwt.JWTClaimsRegistry(
                iss={"essential": True, "value": self._who().issuer}, exp={"essential": True}
            )
            registry.validate(token.claims)
        except (JoseError, ValueError, httpx.HTTPError) as error:
            raise NotAuthenticated(str(error)) from error
        consumer = token.claims.get("consumer")
        who = str(consumer.get("ID", "")) if isinstance(consumer, dict) else ""
        return Token(frozenset(str(token.claims.get("scope", "")).split()), who)

    def _decode(self, text: str) -> jwt.Token:
        try:
            return jwt.decode(text, self._key_set(), algorithms=_ALGORITHMS)
        except (JoseError, ValueError):
            self._keys = None
            return jwt.decode(text, self._key_set(), algorithms=_ALGORITHMS)

    def _key_set(self) -> KeySet:
        keys = self._keys
        if keys is None:
            answer = httpx.get(self._who().jwks_url, timeout=_SECONDS, trust_env=False)
            keys = self._keys = KeySet.import_key_set(answer.raise_for_status().json())
        return keys

    def _who(self) -> Maskinporten:
        with self._lock:
            if self._maskinporten is None:
                self._maskinporten = self._find()
            return self._maskinporten
