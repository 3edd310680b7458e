"""What became of old municipality numbers. Source: SSB KLASS, changes 2011–2024.

A change is written in the table when it has taken effect, so what has no date here means «after every change so far».
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from fiks.felles.koder.tabeller import rows


@dataclass(frozen=True, slots=True)
class Endring:
    """What a municipality number became on a day: one number, or several when the municipality was divided."""

    nummer: str
    navn: str
    dato: date
    nye: tuple[str, ...]


def current(nummer: str, *, on: date) -> frozenset[str]:
    """The numbers that a number had become on a day: itself when nothing happened, several after a division.

    A number that was never a municipality comes back as it is.
    """
    numbers = {nummer}
    for change_date, changes in _by_day().items():
        if change_date > on:
            break
        numbers = {new for old in numbers for new in (changes[old].nye if old in changes else (old,))}
    return frozenset(numbers)


@lru_cache(maxsize=4_096)
def became(nummer: str) -> frozenset[str]:
    """The numbers that a number is today; see `current`."""
    return current(nummer, on=date.max)


@lru_cache(maxsize=4_096)
def settled(nummer: str) -> str:
    """The number that a number is for certain today: as far as no division makes it several."""
    change = _by_number().get(nummer)
    return settled(change.nye[0]) if change and len(change.nye) == 1 else nummer


@lru_cache(maxsize=4_096)
def through(nummer: str) -> frozenset[str]:
    """The number itself and all that it has been since."""
    change = _by_number().get(nummer)
    return frozenset({nummer}).union(*(through(new) for new in change.nye)) if change else frozenset({nummer})


def may_be_same(old: str | None, new: str | None) -> bool:
    """Whether two numbers can be of one municipality, before and after a change: going between them may be no move."""
    if old is None or new is None:
        return old == new
    return old == new or not through(old).isdisjoint(through(new))


def endring(nummer: str) -> Endring | None:
    """What a number became first; None for those of today."""
    return _by_number().get(nummer)


def divided(nummer: str) -> Endring | None:
    """The division that keeps a number from being one of today's for certain."""
    found = _by_number().get(settled(nummer))
    return found if found and len(found.nye) > 1 else None


@cache
def endringer() -> tuple[Endring, ...]:
    """Every change, the oldest first."""
    found: dict[tuple[str, str], Endring] = {}
    for row in sorted(rows("kommuneendringer.csv"), key=lambda row: row["dato"]):
        key = row["dato"], row["gammelt_nummer"]
        before = found[key].nye if key in found else ()
        day = date.fromisoformat(row["dato"])
        found[key] = Endring(row["gammelt_nummer"], row["gammelt_navn"], day, (*before, row["nytt_nummer"]))
    return tuple(found.values())


@cache
def _by_day() -> Mapping[date, Mapping[str, Endring]]:
    """Changes by day and old number, oldest day first."""
    days: dict[date, dict[str, Endring]] = {}
    for change in endringer():
        days.setdefault(change.dato, {})[change.nummer] = change
    return days


@cache
def _by_number() -> Mapping[str, Endring]:
    """The first change of each number; no number has come back."""
    return {change.nummer: change for change in reversed(endringer())}
