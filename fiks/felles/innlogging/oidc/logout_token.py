"""The token that tells us, from server to server, that a session at the provider has ended."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from fiks.felles.innlogging.oidc.errors import TokenRejected
from fiks.felles.innlogging.oidc.id_token import LEEWAY
from fiks.felles.innlogging.oidc.provider import Provider
from fiks.felles.innlogging.oidc.signature import verified_payload

EVENT = "http://schemas.openid.net/event/backchannel-logout"
_OLDEST = 600  # seconds
_TYPES = frozenset({"jwt", "logout+jwt"})


class _Claims(msgspec.Struct, frozen=True):
    iss: str
    aud: str | list[str]
    iat: int
    jti: str
    events: dict[str, dict[str, object]]
    exp: int | None = None
    sub: str = ""
    sid: str = ""
    nonce: object = None


@dataclass(frozen=True, slots=True)
class LogoutClaims:
    """Whose sessions end: those with this `sid`, or without one, all of this `sub`. `jti` is good for one use."""

    sid: str
    sub: str
    jti: str


def read_logout_token(token: str, provider: Provider, *, client_id: str, at: datetime) -> LogoutClaims:
    """Check a log-out token (Back-Channel Logout 1.0 section 2.6); that its `jti` is new is for the caller to see to.

    Raises:
        TokenRejected, ProviderUnavailable
    """
    payload = verified_payload(token, provider, types=_TYPES)
    try:
        claims = msgspec.json.decode(payload, type=_Claims)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise TokenRejected("claims") from error
    if reason := _fault(claims, issuer=provider.issuer, client_id=client_id, now=int(at.timestamp())):
        raise TokenRejected(reason)
    return LogoutClaims(claims.sid, claims.sub, claims.jti)


def _fault(claims: _Claims, *, issuer: str, client_id: str, now: int) -> str:
    """The first claim that does not hold; empty when all do."""
    holds = {
        "iss": claims.iss == issuer,
        "aud": claims.aud in (client_id, [client_id]),
        "iat": now - _OLDEST <= claims.iat <= now + LEEWAY,
        "exp": claims.exp is None or claims.exp > now - LEEWAY,
        "events": EVENT in claims.events,
        "nonce": claims.nonce is None,
        "sub": bool(claims.sub or claims.sid),
        "jti": 0 < len(claims.jti) <= 200,
    }
    return next((name for name, held in holds.items() if not held), "")
