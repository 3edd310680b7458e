"""Maskinporten: access tokens for an organisation, in exchange for a signed grant (RFC 7523, Digdir's «JWT-grant»)."""

import json
import re
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar

import httpx
import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

TIMEOUT: Final = httpx.Timeout(10, connect=5)
GRANT_TYPE: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_GRANT_SECONDS = 60  # Maskinporten allows at most 120
_RENEWED_BEFORE = timedelta(seconds=15)  # longer than a call may take
_PEM_KEY = re.compile(r"-----BEGIN (?P<kind>(?:RSA )?PRIVATE KEY)-----.+?-----END (?P=kind)-----", re.DOTALL)
_CODE = re.compile(r"\bMP-\d{3}\b")
_OAUTH_ERROR = re.compile(r"[a-z_]{1,60}", re.ASCII)
T = TypeVar("T")


class MaskinportenFeil(Exception):
    """No token. The texts are for the log: they hold no token and no key."""


class MaskinportenUtilgjengelig(MaskinportenFeil):
    """No answer, or one that is not the protocol. It may help to try again."""


class MaskinportenAvvist(MaskinportenFeil):
    """Maskinporten refused the grant. `kode` is Digdir's, such as MP-100; empty when it gave none."""

    def __init__(self, kode: str, feil: str) -> None:
        super().__init__(f"{kode} {feil}".strip())
        self.kode = kode
        self.feil = feil


class UgyldigNoekkel(ValueError):
    """The text is not a private RSA key, or the certificate beside it is of another key."""


@dataclass(frozen=True, slots=True)
class Noekkel:
    """A private key, and how Maskinporten knows it: by the `kid` it was registered with, or by a certificate chain."""

    key: RSAKey = field(repr=False)
    kid: str = ""
    x5c: tuple[str, ...] = ()

    def header(self) -> dict[str, object]:
        """The header of what it signs."""
        return {"alg": "RS256"} | ({"x5c": list(self.x5c)} if self.x5c else {"kid": self.kid})


@dataclass(frozen=True, slots=True)
class Klient:
    """Our registration. `issuer` is Maskinporten's own, such as `https://maskinporten.no/`."""

    issuer: str
    client_id: str
    noekkel: Noekkel


@dataclass(frozen=True, slots=True)
class Token:
    """An access token. `verdi` is left out of repr and logs."""

    verdi: str = field(repr=False)
    scope: str
    expires_at: datetime


class Tokenkilde(Protocol):
    """What gives tokens."""

    def token(self, scope: str) -> Token:
        """A token that is good for a call now. Raises MaskinportenFeil."""

    def forget(self, token: Token) -> None:
        """The one it was meant for refused it; the next call of `token` fetches another."""


class _Metadata(msgspec.Struct, frozen=True):
    """RFC 8414 section 2, the parts we use."""

    issuer: str
    token_endpoint: str


class _Answer(msgspec.Struct, frozen=True):
    access_token: str
    expires_in: int


class _Refusal(msgspec.Struct, frozen=True):
    error: str = ""
    error_description: str = ""


class Maskinporten:
    """The real one. Keeps a token for each scope until shortly before it expires. Safe to share between threads.

    `http` must have timeouts (TIMEOUT); `clock` gives an aware time.
    """

    def __init__(self, klient: Klient, http: httpx.Client, clock: Callable[[], datetime]) -> None:
        self._klient = klient
        self._http = http
        self._clock = clock
        self._lock = threading.Lock()
        self._tokens: dict[str, Token] = {}
        self._metadata: _Metadata | None = None

    def token(self, scope: str) -> Token:
        """A token with the scope (several are separated by space), kept or fetched.

        Raises:
            MaskinportenUtilgjengelig: it may help to try again.
            MaskinportenAvvist: with the published code.
        """
        with self._lock:
            kept = self._tokens.get(scope)
            if kept is None or kept.expires_at - self._clock() < _RENEWED_BEFORE:
                kept = self._tokens[scope] = self._fetch(scope)
            return kept

    def forget(self, token: Token) -> None:
        """Fetch another next time. One that has been replaced meanwhile is left alone."""
        with self._lock:
            if self._tokens.get(token.scope) == token:
                del self._tokens[token.scope]

    def _fetch(self, scope: str) -> Token:
        metadata = self._published()
        at = self._clock()
        form = {"grant_type": GRANT_TYPE, "assertion": self._grant(metadata.issuer, scope, at)}
        answer = self._ask("POST", metadata.token_endpoint, form)
        if answer.status_code != httpx.codes.OK:
            raise _refused(answer)
        found = _decode(answer, _Answer)
        return Token(found.access_token, scope, at + timedelta(seconds=found.expires_in))

    def _grant(self, audience: str, scope: str, at: datetime) -> str:
        now = int(at.timestamp())
        claims = {
            "aud": audience,
            "iss": self._klient.client_id,
            "scope": scope,
            "iat": now,
            "exp": now + _GRANT_SECONDS,
            "jti": secrets.token_urlsafe(24),
        }
        return jwt.encode(self._klient.noekkel.header(), claims, self._klient.noekkel.key)

    def _published(self) -> _Metadata:
        """The issuer as it writes itself, with or without a slash at the end, is what a grant must be for."""
        if self._metadata is None:
            issuer = self._klient.issuer.rstrip("/")
            answer = self._ask("GET", f"{issuer}/.well-known/oauth-authorization-server")
            if answer.status_code != httpx.codes.OK:
                raise MaskinportenUtilgjengelig(f"metadata_http_{answer.status_code}")
            found = _decode(answer, _Metadata)
            if found.issuer.rstrip("/") != issuer:
                raise MaskinportenUtilgjengelig("metadata_issuer")
            if issuer.startswith("https://") and not found.token_endpoint.startswith("https://"):
                raise MaskinportenUtilgjengelig("metadata_not_https")
            self._metadata = found
        return self._metadata

    def _ask(self, method: str, url: str, form: dict[str, str] | None = None) -> httpx.Response:
        try:
            answer = self._http.request(method, url, data=form)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise MaskinportenUtilgjengelig(type(error).__name__) from error
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS or answer.is_server_error:
            raise MaskinportenUtilgjengelig(f"http_{answer.status_code}")
        return answer


def read_key(text: str) -> Noekkel:
    """Read a private RSA key.

    Args:
        text: a JWK, or PEM. A JWK is known by its `kid`, else by its `x5c`. A PEM is known by the certificates that stand
            in the same text (virksomhetssertifikat), else by its RFC 7638 thumbprint.

    Raises:
        UgyldigNoekkel: it is not one.
    """
    try:
        return _from_jwk(json.loads(text)) if text.lstrip().startswith("{") else _from_pem(text)
    except (JoseError, ValueError, TypeError) as error:
        raise UgyldigNoekkel("not a private RSA key as PEM or JWK") from error


def _from_jwk(jwk: dict[str, str | list[str]]) -> Noekkel:
    key = _private(RSAKey.import_key(jwk))
    kid, chain = key.get("kid"), key.get("x5c")
    if not kid and isinstance(chain, list) and chain:
        return Noekkel(key, x5c=tuple(chain))
    return Noekkel(key, kid=str(kid or key.thumbprint()))


def _from_pem(text: str) -> Noekkel:
    found = _PEM_KEY.search(text)
    key = _private(RSAKey.import_key(found.group() if found else text))
    if "BEGIN CERTIFICATE" in text:
        return Noekkel(key, x5c=_chain(text, key))
    return Noekkel(key, kid=key.thumbprint())


def _private(key: RSAKey) -> RSAKey:
    if not key.is_private:
        raise ValueError("the key is public")
    return key


def _chain(text: str, key: RSAKey) -> tuple[str, ...]:
    """The certificates as `x5c` has them, the key's own first (RFC 7515 section 4.1.6)."""
    certificates = x509.load_pem_x509_certificates(text.encode())
    ours = [certificate for certificate in certificates if certificate.public_key() == key.public_key]
    if not ours:
        raise ValueError("the certificate is of another key")
    others = [certificate for certificate in certificates if certificate not in ours]
    return tuple(_base64_of_der(certificate) for certificate in ours[:1] + others)


def _base64_of_der(certificate: x509.Certificate) -> str:
    lines = certificate.public_bytes(Encoding.PEM).decode().splitlines()
    return "".join(lines[1:-1])


def _refused(answer: httpx.Response) -> MaskinportenFeil:
    """The code and nothing else from the text: it may repeat what we sent."""
    try:
        found = msgspec.json.decode(answer.content, type=_Refusal)
    except msgspec.DecodeError:
        return MaskinportenUtilgjengelig(f"http_{answer.status_code}")
    code = _CODE.search(found.error_description)
    error = found.error if _OAUTH_ERROR.fullmatch(found.error) else "unknown_error"
    return MaskinportenAvvist(code.group() if code else "", error)


def _decode(answer: httpx.Response, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(answer.content, type=kind)
    except msgspec.DecodeError as error:
        raise MaskinportenUtilgjengelig("not_the_protocol") from error
