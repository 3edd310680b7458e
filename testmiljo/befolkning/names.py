"""Names: SSB's first names by birth year and sex and surnames by count, and names of Sami and immigrant families."""

from dataclasses import dataclass
from datetime import date
from random import Random

from norwegian_fake_data.names import sample_name

from testmiljo.befolkning.numbers import FEMALE
from testmiljo.befolkning.origins import NORWAY, Origin

_SURNAMES_AS_OF = date(2025, 1, 1)
_SURNAMES_BORN = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Name:
    """In capitals, as the register has them."""

    first: str
    middle: str | None
    last: str


def first_name(draw: Random, born: date, sex: int, origin: Origin) -> str:
    """One name, or two as a compound (Anne-Lise, Ola Kristian)."""
    name = _first(draw, born, sex, origin)
    chance = draw.random()
    if chance < 0.12:
        return f"{name} {_first(draw, born, sex, origin)}"
    if chance < 0.15:
        return f"{name}-{_first(draw, born, sex, origin)}"
    return name


def surname(draw: Random, origin: Origin) -> str:
    """A surname; a few are double."""
    name = _last(draw, origin)
    return f"{name}-{_last(draw, origin)}" if draw.random() < 0.02 else name


def child_surname(draw: Random, parents: tuple[str, ...]) -> tuple[str | None, str]:
    """Middle name and surname of a child: one parent's, or the other's as middle name."""
    if len(parents) == 1 or parents[0] == parents[1]:
        return None, parents[0]
    chance = draw.random()
    if chance < 0.45:
        return parents[0], parents[1]
    return None, parents[1] if chance < 0.8 else parents[0]


def register_name(first: str, middle: str | None, last: str) -> Name:
    return Name(first.upper(), middle.upper() if middle else None, last.upper())


def shortened(name: Name) -> str | None:
    """forkortetNavn: at most 40 characters, only when the whole name is longer."""
    whole = " ".join(part for part in (name.last, name.first, name.middle) if part)
    if len(whole) <= 40:
        return None
    initials = " ".join(f"{part[0]}." for part in name.first.split())
    return f"{name.last} {initials}"[:40]


def _first(draw: Random, born: date, sex: int, origin: Origin) -> str:
    if origin.women:
        return draw.choice(origin.women if sex == FEMALE else origin.men)
    category = "female" if sex == FEMALE else "male"
    record = sample_name(born, _SURNAMES_AS_OF, category=category, name_fallback="nearest", rng=draw)
    return str(record.first_name)


def _last(draw: Random, origin: Origin) -> str:
    if origin is not NORWAY:
        return draw.choice(origin.surnames)
    record = sample_name(_SURNAMES_BORN, _SURNAMES_AS_OF, category="male", name_fallback="error", rng=draw)
    return str(record.last_name)
