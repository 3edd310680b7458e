"""What the first page shows: what needs the actor, and how complete the organisation is. Each part adds its own.

A part registers itself when the app starts (`register`, from apps.ready), with the privileges that show it. It gives lines
(what waits, with a deadline when there is one) and measures (how much of something is in place). Both functions are called
only for an actor who has one of the privileges, inside his context, and must be narrowed to him as every query is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise

from fiks.digiorden.access import READERS
from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.queries import tildelinger_in_force

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Linje:
    """Something that waits for the actor. `lenke` is a path; `over`: the deadline has passed, whatever the date says."""

    tekst: str
    lenke: str
    under: str = ""
    frist: date | None = None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Maaling:
    """How much of something is in place. `totalt` 0 is not shown."""

    navn: str
    ferdig: int
    totalt: int
    lenke: str = ""


def nothing(_actor: Actor, _at: datetime) -> list[Linje]:
    """For a part without lines."""
    return []


def no_measures(_actor: Actor, _at: datetime) -> list[Maaling]:
    """For a part without measures."""
    return []


@dataclass(frozen=True, slots=True)
class Del:
    """A part of Digiorden. `url_name` is its page, which those with one of `koder` may open; `orden` sorts the parts."""

    kode: str
    navn: str | Promise
    beskrivelse: str | Promise
    url_name: str
    orden: int
    koder: Sequence[str] = READERS
    linjer: Callable[[Actor, datetime], list[Linje]] = nothing
    maalinger: Callable[[Actor, datetime], list[Maaling]] = no_measures


@dataclass(frozen=True, slots=True)
class Forside:
    """The first page of one actor: lines by urgency, measures, and the parts that are open to him."""

    over: list[Linje]
    snart: list[Linje]
    senere: list[Linje]
    maalinger: list[Maaling]
    deler: list[Del]

    @property
    def antall(self) -> int:
        """How many things wait."""
        return len(self.over) + len(self.snart) + len(self.senere)


_parts: dict[str, Del] = {}


def register(part: Del) -> None:
    """Make a part known. Called from apps.ready."""
    _parts[part.kode] = part


def forside_for(actor: Actor, *, at: datetime) -> Forside:
    """Ask every part that is open to the actor."""
    held = set(tildelinger_in_force(actor, at=at).values_list("privilegium", flat=True))
    parts = [part for part in sorted(_parts.values(), key=lambda one: one.orden) if held & set(part.koder)]
    linjer = sorted(
        (linje for part in parts for linje in part.linjer(actor, at)), key=lambda one: one.frist or date.max
    )
    groups: tuple[list[Linje], list[Linje], list[Linje]] = ([], [], [])
    for linje in linjer:
        groups[_urgency(linje, timezone.localdate(at))].append(linje)
    maalinger = [one for part in parts for one in part.maalinger(actor, at) if one.totalt]
    return Forside(*groups, maalinger, parts)


def _urgency(linje: Linje, today: date) -> int:
    """0 past its deadline, 1 within a week, 2 later or without one."""
    if linje.over or (linje.frist is not None and linje.frist < today):
        return 0
    return 1 if linje.frist is not None and linje.frist <= today + SOON else 2
