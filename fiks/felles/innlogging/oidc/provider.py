"""What the provider publishes: endpoints and keys, fetched once and kept for a while."""

import threading
import time
from dataclasses import dataclass, field
from typing import Final, TypeVar

import httpx
import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from fiks.felles.innlogging.oidc.errors import ProviderUnavailable, TokenRejected

KEPT_SECONDS: Final = 3600
# A token with an unknown key makes us ask again, but anyone can send such a token: never more often than this.
REFETCH_SECONDS: Final = 10
T = TypeVar("T")
PublicKey = RSAKey | ECKey


class Metadata(msgspec.Struct, frozen=True):
    """OpenID Connect Discovery 1.0 section 3, the parts we use."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str = ""
    pushed_authorization_request_endpoint: str = ""
    authorization_response_iss_parameter_supported: bool = False


class _KeySet(msgspec.Struct, frozen=True):
    keys: list[dict[str, object]]


@dataclass
class Provider:
    """One provider, by its issuer. Safe to share between threads; `http` must have timeouts."""

    issuer: str
    http: httpx.Client
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    _metadata: tuple[float, Metadata] | None = field(default=None, repr=False)
    _keys: tuple[float, list[PublicKey]] | None = field(default=None, repr=False)

    def metadata(self) -> Metadata:
        """Return the endpoints.

        Raises:
            ProviderUnavailable: no answer, or the metadata is another issuer's.
        """
        with self._lock:
            if self._metadata is None or _age(self._metadata[0]) > KEPT_SECONDS:
                found = self._get(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration", Metadata)
                self._check(found)
                self._metadata = (time.monotonic(), found)
            return self._metadata[1]

    def key(self, kid: str | None) -> PublicKey:
        """Return the key that signs with this id. An id we have not seen makes us fetch the keys anew.

        Raises:
            ProviderUnavailable: the keys cannot be fetched.
            TokenRejected: the provider has no such key.
        """
        uri = self.metadata().jwks_uri
        with self._lock:
            if self._keys is None or _age(self._keys[0]) > KEPT_SECONDS:
                self._keys = self._fetch_keys(uri)
            found = _choose(self._keys[1], kid)
            if found is None and _age(self._keys[0]) > REFETCH_SECONDS:
                self._keys = self._fetch_keys(uri)
                found = _choose(self._keys[1], kid)
        if found is None:
            raise TokenRejected("kid")
        return found

    def post(self, url: str, form: dict[str, str]) -> httpx.Response:
        """Send a form. Raises ProviderUnavailable when there is no answer, or one that says the fault is theirs."""
        try:
            answer = self.http.post(url, data=form)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ProviderUnavailable(type(error).__name__) from error
        if answer.status_code >= 500:
            raise ProviderUnavailable(f"http_{answer.status_code}")
        return answer

    def _check(self, found: Metadata) -> None:
        if found.issuer != self.issuer:
            raise ProviderUnavailable("metadata_issuer")
        endpoints = [found.authorization_endpoint, found.token_endpoint, found.jwks_uri, found.end_session_endpoint]
        endpoints.append(found.pushed_authorization_request_endpoint)
        if self.issuer.startswith("https://") and not all(url.startswith("https://") for url in endpoints if url):
            raise ProviderUnavailable("metadata_not_https")

    def _fetch_keys(self, uri: str) -> tuple[float, list[PublicKey]]:
        published = self._get(uri, _KeySet).keys
        return time.monotonic(), [key for jwk in published if (key := _public_key(jwk)) is not None]

    def _get(self, url: str, kind: type[T]) -> T:
        try:
            answer = self.http.get(url).raise_for_status()
            return msgspec.json.decode(answer.content, type=kind)
        except (httpx.HTTPError, httpx.InvalidURL, msgspec.DecodeError) as error:
            raise ProviderUnavailable(type(error).__name__) from error


def _age(since: float) -> float:
    return time.monotonic() - since


def _public_key(jwk: dict[str, object]) -> PublicKey | None:
    """A key for signatures, or None for kinds and uses that a token is never signed with (RFC 7517 section 5)."""
    parts: dict[str, str | list[str]] = {name: value for name, value in jwk.items() if isinstance(value, str)}
    kinds: dict[str, type[RSAKey] | type[ECKey]] = {"RSA": RSAKey, "EC": ECKey}
    kind = kinds.get(str(jwk.get("kty")))
    if kind is None or parts.get("use", "sig") != "sig":
        return None
    try:
        return kind.import_key(parts)
    except (JoseError, ValueError):
        return None


def _choose(keys: list[PublicKey], kid: str | None) -> PublicKey | None:
    """The key with this id. A token without an id is accepted only while there is one key to try (Core section 10.1)."""
    if kid is None:
        return keys[0] if len(keys) == 1 else None
    return next((key for key in keys if key.get("kid") == kid), None)
