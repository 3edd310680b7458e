"""Opaque ids in place of national numbers, so that no number stands in an address, a form or a log.

A look-up that is at work gets a random id; what it stands for lies sealed in the session, is the user's own, and is gone
when the session ends. A link to somebody not yet looked up (a relative, a hit) carries the number sealed for this session.
"""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec

from fiks.felles.innlogging import oekt
from fiks.felles.innlogging.forsegling import seal, unseal
from fiks.felles.kontekst import FiksRequest

_KEY = "folkeregister.referanser"
_BOLIG = "bolig:"
# The oldest is forgotten first; nobody works with more at a time, and the session is read in each request.
_MOST = 50
SHOWN_FOR = timedelta(minutes=5)


class Referanse(msgspec.Struct, frozen=True):
    """Whom an id means, to whom it belongs, and whether graded addresses are chosen: in which role, why, until when."""

    nummer: str
    bruker: str
    begrunnelse: str = ""
    rolle: str = ""
    gradert_until: datetime | None = None

    def shows_graded(self, rolle: UUID | None, at: datetime) -> bool:
        """A choice holds for the role it was made in."""
        return self.gradert_until is not None and at < self.gradert_until and self.rolle == str(rolle)


def keep(request: FiksRequest, nummer: str) -> UUID:
    """Make an id for a number."""
    made = uuid4()
    _put(request, made, Referanse(nummer, request.actor.id))
    return made


def keep_bolig(request: FiksRequest, bolig: str) -> UUID:
    """Make an id for a dwelling, by its key."""
    return keep(request, f"{_BOLIG}{bolig}")


def find_bolig(request: FiksRequest, referanse_id: UUID) -> str:
    """The dwelling that an id means; empty when it is forgotten, another user's, or a person's."""
    found = _find(request, referanse_id)
    return found.nummer.removeprefix(_BOLIG) if found and found.nummer.startswith(_BOLIG) else ""


def find(request: FiksRequest, referanse_id: UUID) -> Referanse | None:
    """Whom an id means; None when it is forgotten, another user's, or a dwelling's."""
    found = _find(request, referanse_id)
    return found if found and not found.nummer.startswith(_BOLIG) else None


def _find(request: FiksRequest, referanse_id: UUID) -> Referanse | None:
    sealed = request.session.get(_KEY, {}).get(str(referanse_id), "")
    text = unseal(sealed, _owner(request))
    found = msgspec.json.decode(text, type=Referanse) if text else None
    return found if found and found.bruker == request.actor.id else None


def choose_graded(request: FiksRequest, referanse_id: UUID, begrunnelse: str, *, at: datetime) -> None:
    """Let graded addresses be shown for some minutes."""
    rolle = str(request.actor.ressurs_id)
    _change(request, referanse_id, begrunnelse=begrunnelse, rolle=rolle, gradert_until=at + SHOWN_FOR)


def hide_graded(request: FiksRequest, referanse_id: UUID) -> None:
    """End it before the time is up."""
    _change(request, referanse_id, begrunnelse="", gradert_until=None)


def seal_number(request: FiksRequest, nummer: str) -> str:
    """A number as it may stand in a form: of no use in another session."""
    return seal(nummer, _owner(request))


def unseal_number(request: FiksRequest, sealed: str) -> str:
    """The number of a form; empty when it was not sealed for this session."""
    try:
        return unseal(sealed, _owner(request))
    except ValueError:
        return ""


def _change(request: FiksRequest, referanse_id: UUID, **changes: object) -> None:
    found = find(request, referanse_id)
    if found is not None:
        _put(request, referanse_id, msgspec.structs.replace(found, **changes))


def _put(request: FiksRequest, referanse_id: UUID, referanse: Referanse) -> None:
    kept = dict(request.session.get(_KEY, {}))
    kept.pop(str(referanse_id), None)
    kept[str(referanse_id)] = seal(msgspec.json.encode(referanse).decode(), _owner(request))
    request.session[_KEY] = dict(list(kept.items())[-_MOST:])


def _owner(request: FiksRequest) -> str:
    """What sealed texts are bound to: the session's row, and the user acting in it."""
    content = oekt.read(request.session)
    return f"{content.oekt if content else ''} {request.actor.id}"
