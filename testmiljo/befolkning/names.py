"""Names: SSB's first names by birth year and sex and surnames by count, names of Sami and immigrant families, and rare
ones. Every part of a name is drawn by itself, so a whole name that some living person has is chance."""

from dataclasses import dataclass
from datetime import date
from random import Random

from testmiljo.befolkning.numbers import FEMALE
from testmiljo.befolkning.origins import NORWAY, Origin
from testmiljo.befolkning.rarenames import FIRST_NAME, SURNAME, rules
from testmiljo.befolkning.tables import first_names, surnames

# SSB's list of surnames covers half of the population; the rest have rarer ones.
_RARE_SURNAME, _RARE_FIRST_NAME = 0.4, 0.05
_OWN_SURNAME, _OWN_FIRST_NAME = 0.4, 0.8
"""For those from elsewhere: how many have one of the country's most common names."""


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
        if draw.random() < _OWN_FIRST_NAME:
            return draw.choice(origin.women if sex == FEMALE else origin.men)
        return rules(origin.rule, FIRST_NAME[sex]).draw(draw).capitalize()
    if draw.random() < _RARE_FIRST_NAME:
        return rules(NORWAY.rule, FIRST_NAME[sex]).draw(draw).capitalize()
    return first_names(born.year, "female" if sex == FEMALE else "male").draw(draw)


def _last(draw: Random, origin: Origin) -> str:
    if origin is NORWAY:
        rare = draw.random() < _RARE_SURNAME
        return rules(NORWAY.rule, SURNAME).draw(draw).capitalize() if rare else surnames().draw(draw)
    if draw.random() < _OWN_SURNAME:
        return draw.choice(origin.surnames)
    return rules(origin.rule, SURNAME).draw(draw).capitalize()
