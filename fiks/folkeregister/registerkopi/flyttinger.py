"""When somebody came to a municipality and when she left it: moves told apart from new numbers and corrected rows.

A row that Matrikkelen wrote anew, or that a municipality's change brought, is no move (folkeregister.md a.1 rule 4), and
nobody is seen to come from or go to a graded address.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from fiks.felles.koder import kommuneendringer
from fiks.folkeregister.registerkopi import rader
from fiks.folkeregister.registerkopi.document import Adresse, Doedsfall
from fiks.folkeregister.registerkopi.plassering import kommunenummer_in

FLYTTET = "FLYTTET"
DOED = "DOED"
_CHANGED = "Kommuneregulering"


class Avgang(NamedTuple):
    """How a home in a municipality ended: by a move out of it, or by death. Of a death, when it was registered."""

    avgang: str | None = None
    avgang_date: date | None = None
    avgang_registrert_at: datetime | None = None


NONE = Avgang()


def is_ungraded(row: Adresse) -> bool:
    """Anything but the one word is a grading, also one that nobody has seen before."""
    return row.adressegradering == "ugradert"


def moved_in(newest_first: Sequence[Adresse]) -> date | None:
    """Since when in the municipality without a break, as far as ungraded rows tell.

    None when she came from a graded address: then even the day tells of it.
    """
    current = next((place for place, row in enumerate(newest_first) if row.is_current and is_ungraded(row)), None)
    if current is None:
        return None
    since, before = newest_first[current], list(newest_first[current + 1 :])
    regulated = _regulated(newest_first)
    for place, older in enumerate(before):
        if not is_ungraded(older):
            continue
        if not _stayed(since, older, regulated):
            came_from_graded = place > 0 and not is_ungraded(before[place - 1])
            return None if came_from_graded else _began(since)
        since = older
    return None if before and not is_ungraded(before[-1]) else _began(since)


def avganger(newest_first: Sequence[Adresse], died: Doedsfall | None) -> list[Avgang]:
    """How each row ended, by place. Nobody left from or to a graded address, nor after having moved to one."""
    found = [NONE] * len(newest_first)
    if not newest_first or not is_ungraded(newest_first[0]):
        return found
    found[0] = _last(newest_first[0], died)
    regulated = _regulated(newest_first)
    for place, row in enumerate(newest_first[1:], start=1):
        newer = newest_first[place - 1]
        if is_ungraded(row) and is_ungraded(newer) and not _stayed(newer, row, regulated):
            found[place] = Avgang(FLYTTET, _left_country(newer, row) or _began(newer))
    return [one if one.avgang_date else NONE for one in found]


def _last(row: Adresse, died: Doedsfall | None) -> Avgang:
    """The end of the last home: death, unless it had ended before."""
    ended = rader.norwegian_date(row.opphoerstidspunkt)
    if died and died.doedsdato and (ended is None or ended >= died.doedsdato):
        return Avgang(DOED, died.doedsdato, died.ajourholdstidspunkt)
    return NONE if row.is_current else Avgang(FLYTTET, ended)


def _regulated(rows: Sequence[Adresse]) -> frozenset[datetime]:
    """When the municipality changed, and not the person. Such a row can have been written anew, for another reason."""
    return frozenset(row.gyldighetstidspunkt for row in rows if row.aarsak == _CHANGED and row.gyldighetstidspunkt)


def _stayed(newer: Adresse, older: Adresse, regulated: Collection[datetime]) -> bool:
    """Whether going from one row to the next is no move out of the municipality."""
    return _left_country(newer, older) is None and (
        newer.aarsak == _CHANGED
        or newer.gyldighetstidspunkt in regulated
        or _same(newer.gyldighetstidspunkt, older.gyldighetstidspunkt)
        or _same(newer.flyttedato, older.flyttedato)
        or _same(newer.adresse_identifikator_fra_matrikkelen, older.adresse_identifikator_fra_matrikkelen)
        or kommuneendringer.may_be_same(kommunenummer_in(newer), kommunenummer_in(older))
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
