"""Log-ins under way: what we must remember until the browser comes back from the provider.

They lie in the browser's own session, so that an answer can only be used by the browser that asked. More than one may be
under way, as a person can have several tabs.
"""

import msgspec
from django.contrib.sessions.backends.base import SessionBase

from fiks.felles.innlogging.oidc import Pending

_KEY = "innlogging_venter"
_MOST = 5


class Ventende(msgspec.Struct, frozen=True):
    """`neste` is the page to go to afterwards; `steg_opp` that the person was logged in and needs a higher level."""

    pending: Pending
    neste: str
    steg_opp: bool = False


def remember(session: SessionBase, waiting: Ventende) -> None:
    """Keep a log-in under way. The oldest give way."""
    kept = [*session.get(_KEY, []), msgspec.to_builtins(waiting)]
    session[_KEY] = kept[-_MOST:]


def take(session: SessionBase, state: str) -> Ventende | None:
    """The log-in with this state, once: it is forgotten at the same time."""
    kept = [msgspec.convert(one, Ventende) for one in session.get(_KEY, [])]
    found = next((one for one in kept if one.pending.state == state), None)
    if found:
        session[_KEY] = [msgspec.to_builtins(one) for one in kept if one is not found]
    return found
