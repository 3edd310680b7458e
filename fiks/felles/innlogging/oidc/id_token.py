"""What an ID token must say before anybody is logged in by it (Core section 3.1.3.7, and Digdir's page on ID tokens)."""

import hmac
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import msgspec

from fiks.felles.innlogging.oidc.errors import TokenRejected
from fiks.felles.innlogging.oidc.provider import Provider
from fiks.felles.innlogging.oidc.signature import verified_payload

LEEWAY: Final = 30  # seconds that two clocks may differ
_OLDEST: Final = 600  # seconds since it was issued; we fetch it ourselves, at once
LEVELS: Final = ("idporten-loa-substantial", "idporten-loa-high")  # from low to high
_PID = re.compile(r"[0-9]{11}", re.ASCII)
_TYPES = frozenset({"jwt"})


class _Claims(msgspec.Struct, frozen=True):
    iss: str
    aud: str | list[str]
    sub: str
    exp: int
    iat: int
    nonce: str
    acr: str
    pid: str
    auth_time: int
    sid: str
    azp: str | None = None
    nbf: int = 0
    events: object = None


@dataclass(frozen=True, slots=True)
class Login:
    """Who logged in, and how. `id_token` is kept for the log-out."""

    pid: str = field(repr=False)
    acr: str
    sub: str
    sid: str
    auth_time: int
    id_token: str = field(repr=False)


def read_id_token(
    token: str, provider: Provider, *, client_id: str, nonce: str, acr: str, fresh_since: int | None, at: datetime
) -> Login:
    """Return who logged in, when everything holds.

    `acr` is the lowest level that was asked for; `fresh_since`, when given, the time (seconds since 1970) after which the
    person must have proved who she is.

    Raises:
        TokenRejected: something does not hold; `reason` names the claim.
        ProviderUnavailable: the keys cannot be fetched.
    """
    payload = verified_payload(token, provider, types=_TYPES)
    try:
        claims = msgspec.json.decode(payload, type=_Claims)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise TokenRejected("claims") from error
    _check_parties(claims, issuer=provider.issuer, client_id=client_id)
    _check_times(claims, now=int(at.timestamp()))
    if not hmac.compare_digest(claims.nonce.encode(), nonce.encode()):
        raise TokenRejected("nonce")
    _check_person(claims, acr=acr, fresh_since=fresh_since)
    return Login(claims.pid, claims.acr, claims.sub, claims.sid, claims.auth_time, token)


def _check_parties(claims: _Claims, *, issuer: str, client_id: str) -> None:
    """The audience is us alone: a token for several could have been got by another of them."""
    if claims.iss != issuer:
        raise TokenRejected("iss")
    if claims.aud not in (client_id, [client_id]):
        raise TokenRejected("aud")
    if claims.azp not in {None, client_id}:
        raise TokenRejected("azp")


def _check_times(claims: _Claims, *, now: int) -> None:
    if claims.exp <= now - LEEWAY:
        raise TokenRejected("exp")
    if not now - _OLDEST <= claims.iat <= now + LEEWAY:
        raise TokenRejected("iat")
    if claims.nbf > now + LEEWAY:
        raise TokenRejected("nbf")
    if not 0 < claims.auth_time <= now + LEEWAY:
        raise TokenRejected("auth_time")


def _check_person(claims: _Claims, *, acr: str, fresh_since: int | None) -> None:
    if claims.acr not in LEVELS or LEVELS.index(claims.acr) < LEVELS.index(acr):
        raise TokenRejected("acr")
    if fresh_since is not None and claims.auth_time < fresh_since - LEEWAY:
        raise TokenRejected("auth_time")
    if not _PID.fullmatch(claims.pid):
        raise TokenRejected("pid")
    if not claims.sub or not claims.sid:
        raise TokenRejected("sub" if not claims.sub else "sid")
    if claims.events is not None:  # a log-out token is signed with the same key
        raise TokenRejected("events")
