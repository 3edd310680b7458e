"""When somebody came to a municipality and when she left it: moves told apart from new numbers and corrected rows.

A row that Matrikkelen wrote anew, or that a municipality's change brought, is no move (folkeregister.md a.1 rule 4), and
nobody is seen to come from or go to a graded address.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from fiks.felles.koder import kommuneendringer
from fiks.folkeregister.registerkopi import rader
from fiks.folkeregister.registerkopi.document import Adresse, Doedsfall
from fiks.folkeregister.registerkopi.plassering import kommunenummer_in

FLYTTET = "FLYTTET"
DOED = "DOED"
UNGRADERT = "ugradert"
_CHANGED = "Kommuneregulering"


class Avgang(NamedTuple):
    """How a home in a municipality ended: by a move out of it, or by death. Of a death, when it was registered."""

    avgang: str | None = None
    avgang_date: date | None = None
    avgang_registrert_at: datetime | None = None


NONE = Avgang()
_NO_TEXT: tuple[str | None, ...] = (None, None, None)


def as_text(avgang: Avgang) -> tuple[str | None, ...]:
    """As COPY writes it."""
    if avgang is NONE:
        return _NO_TEXT
    registered = avgang.avgang_registrert_at
    return avgang.avgang, rader.iso(avgang.avgang_date), registered.isoformat() if registered else None


def is_ungraded(row: Adresse) -> bool:
    """Anything but the one word is a grading, also one that nobody has seen before."""
    return row.adressegradering == UNGRADERT


def moved_in(newest_first: Sequence[Adresse]) -> date | None:
    """Since when in the municipality without a break, as far as ungraded rows tell.

    None when she came from a graded address: then even the day tells of it.
    """
    since, came_from_graded = None, False
    for row in newest_first:
        if since is None:
            since = row if row.is_current and is_ungraded(row) else None
        elif not is_ungraded(row):
            came_from_graded = True
        elif _stayed(since, row, newest_first):
            since, came_from_graded = row, False
        else:
            break
    return _began(since) if since and not came_from_graded else None


def avganger(newest_first: Sequence[Adresse], died: Doedsfall | None, *, emigrated: bool) -> Sequence[Avgang]:
    """How each row ended, in their order; empty when none did so.

    Nobody left from or to a graded address, nor after having moved to one. `emigrated`: without a home now, she is abroad.
    """
    newest = newest_first[0]
    if not is_ungraded(newest) or (len(newest_first) == 1 and newest.is_current and not died):
        return ()
    found = [_last(newest, died, emigrated=emigrated)]
    newer = newest
    for row in newest_first[1:]:
        ended = None
        if is_ungraded(row) and is_ungraded(newer) and not _stayed(newer, row, newest_first):
            ended = _left_country(newer, row) or _began(newer)
        found.append(Avgang(FLYTTET, ended) if ended else NONE)
        newer = row
    return found


def _last(row: Adresse, died: Doedsfall | None, *, emigrated: bool) -> Avgang:
    """The end of the last home: death, unless it had ended before; else that she left the country.

    Who has been annulled, merged into another or lost has neither died nor moved.
    """
    ended = rader.norwegian_date(row.opphoerstidspunkt)
    if died and died.doedsdato and (ended is None or ended >= died.doedsdato):
        return Avgang(DOED, died.doedsdato, died.ajourholdstidspunkt)
    return Avgang(FLYTTET, ended) if ended and emigrated and not row.is_current else NONE


def _is_regulated(moment: datetime | None, rows: Sequence[Adresse]) -> bool:
    """Whether the municipality changed then, and not the person. Such a row can be written anew, for another reason."""
    return any(_same(moment, row.gyldighetstidspunkt) for row in rows if row.aarsak == _CHANGED)


def _stayed(newer: Adresse, older: Adresse, every: Sequence[Adresse]) -> bool:
    """Whether going from one row to the next, of all a person's, is no move out of the municipality."""
    if older.opphoerstidspunkt and _left_country(newer, older):
        return False
    here, before = kommunenummer_in(newer), kommunenummer_in(older)
    return (
        here == before
        or newer.aarsak == _CHANGED
        or _is_regulated(newer.gyldighetstidspunkt, every)
        or _same(newer.gyldighetstidspunkt, older.gyldighetstidspunkt)
        or _same(newer.flyttedato, older.flyttedato)
        or _same(newer.adresse_identifikator_fra_matrikkelen, older.adresse_identifikator_fra_matrikkelen)
        or kommuneendringer.may_be_same(here, before)
    )


def _left_country(newer: Adresse, older: Adresse) -> date | None:
    """The day that the older home ended, when nothing followed it at once."""
    if older.opphoerstidspunkt and rader.wall_time(older.opphoerstidspunkt) < rader.wall_time(
        newer.gyldighetstidspunkt
    ):
        return rader.norwegian_date(older.opphoerstidspunkt)
    return None


def _began(row: Adresse) -> date | None:
    return rader.norwegian_date(row.gyldighetstidspunkt) or row.flyttedato


def _same(one: object, other: object) -> bool:
    return one is not None and one == other
