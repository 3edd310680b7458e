"""Labelled rows: what stands in somebody's list, and who it is about, or that it is about nobody in the register.

Persons of a population whose data are spoiled by rule, one kind of fault a row, each kind by its share. Made before weights
and limits of washing were set. Rows about nobody are the hard ones: a name that somebody has with a birth date that somebody
else has, a brother or sister born the same day, and a namesake born on another day of the same year.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from bench._navnevarianter import OPERATIONS, SPELLING, Navn, one_word

HEADINGS = ("Nr", "Fødselsnummer", "Fornavn", "Etternavn", "Fødselsdato", "Adresse", "Postnummer")


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the population. `ordnet` is a number that leads to her, one whose digits agree."""

    nummer: str
    fornavn: str
    etternavn: str
    foedt: date
    adresse: str
    postnummer: str
    tidligere: str = ""
    ordnet: str = ""


@dataclass(frozen=True, slots=True)
class Rad:
    """A row. `sann` is the person's number; empty when it is about nobody."""

    slag: str
    sann: str
    nummer: str = ""
    fornavn: str = ""
    etternavn: str = ""
    foedt: str = ""
    adresse: str = ""
    postnummer: str = ""

    def cells(self, nr: int) -> tuple[str | int, ...]:
        """Under HEADINGS."""
        return (nr, self.nummer, self.fornavn, self.etternavn, self.foedt, self.adresse, self.postnummer)


Makes = Callable[[Person, Person, Random], Rad | None]


def _plain(slag: str, one: Person) -> Rad:
    return Rad(slag, one.nummer, "", one.fornavn.title(), one.etternavn.title(), f"{one.foedt:%d.%m.%Y}")


def _by_number(one: Person, _other: Person, _draw: Random) -> Rad | None:
    return Rad("nummer", one.nummer, one.ordnet) if one.ordnet else None


def _addressed(one: Person, _other: Person, _draw: Random) -> Rad:
    return replace(_plain("med_adresse", one), adresse=one.adresse, postnummer=one.postnummer)


def _misspelled(one: Person, _other: Person, draw: Random) -> Rad | None:
    """One slip of the keyboard in the given name or the surname."""
    name = Navn(one.fornavn.split()[0], "", one.etternavn)
    text = one_word(name, draw, draw.choice(list(OPERATIONS.values())))
    if text is None:
        return None
    given, _space, family = text.partition(" ")
    return replace(_plain("tastefeil", one), fornavn=given.title(), etternavn=family.title())


def _respelled(one: Person, _other: Person, draw: Random) -> Rad | None:
    """Another spelling by the lists."""
    import re

    for slag, pattern, instead in draw.sample(SPELLING, len(SPELLING)):
        family = re.sub(pattern, instead, one.etternavn.lower(), count=1)
        if family != one.etternavn.lower() and slag != "sen_son":
            return replace(_plain("skrivemaate", one), etternavn=family.title())
    return None


def _turned_day(one: Person, _other: Person, _draw: Random) -> Rad | None:
    if one.foedt.day > 12 or one.foedt.day == one.foedt.month:
        return None
    return replace(_plain("dag_maaned", one), foedt=f"{one.foedt:%m.%d.%Y}")


def _slipped_day(one: Person, _other: Person, draw: Random) -> Rad:
    step = draw.choice((1, -1, 10, 365))
    return replace(_plain("datofeil", one), foedt=f"{one.foedt + timedelta(step):%d.%m.%Y}")


def _turned_name(one: Person, _other: Person, _draw: Random) -> Rad:
    found = _plain("motsatt", one)
    return replace(found, fornavn=found.etternavn, etternavn=found.fornavn)


def _initial(one: Person, _other: Person, _draw: Random) -> Rad:
    return replace(_plain("initial", one), fornavn=f"{one.fornavn[0]}.")


def _two_digits(one: Person, _other: Person, _draw: Random) -> Rad:
    return replace(_plain("to_sifre", one), foedt=f"{one.foedt:%d%m%y}")


def _former(one: Person, _other: Person, _draw: Random) -> Rad | None:
    return replace(_plain("tidligere_etternavn", one), etternavn=one.tidligere.title()) if one.tidligere else None


def _dayless(one: Person, _other: Person, _draw: Random) -> Rad:
    return replace(_plain("uten_dato", one), foedt="", adresse=one.adresse, postnummer=one.postnummer)


def _nobody(one: Person, other: Person, _draw: Random) -> Rad:
    """A name of one, the birth date of another."""
    return replace(_plain("ingen", one), sann="", foedt=f"{other.foedt:%d.%m.%Y}")


def _mixed(one: Person, other: Person, _draw: Random) -> Rad:
    """The given name of another: as a twin has it."""
    return replace(_plain("soesken", one), sann="", fornavn=other.fornavn.title())


def _namesake(one: Person, _other: Person, draw: Random) -> Rad:
    """The same name, some other day of the same year."""
    day = date(one.foedt.year, 1, 1) + timedelta(draw.randrange(365))
    return replace(_plain("navnebror", one), sann="", foedt=f"{day:%d.%m.%Y}")


SHARES: tuple[tuple[float, Makes], ...] = (
    (0.25, _by_number),
    (0.25, lambda one, _other, _draw: _plain("likt", one)),
    (0.07, _addressed),
    (0.08, _misspelled),
    (0.06, _respelled),
    (0.02, _turned_day),
    (0.03, _slipped_day),
    (0.02, _turned_name),
    (0.03, _initial),
    (0.03, _two_digits),
    (0.03, _former),
    (0.03, _dayless),
    (0.04, _nobody),
    (0.03, _mixed),
    (0.03, _namesake),
)


def rows(persons: Sequence[Person], size: int, *, froe: int = 1) -> list[Rad]:
    """So many rows, about persons drawn in turn."""
    draw = Random(froe)
    weights = [share for share, _make in SHARES]
    found: list[Rad] = []
    while len(found) < size:
        one, other = draw.choice(persons), draw.choice(persons)
        make = draw.choices(SHARES, weights)[0][1]
        made = make(one, other, draw)
        # What is made to be about nobody must not be about somebody by chance.
        if made is not None and (
            made.sann or made.foedt != _plain("", one).foedt or made.fornavn != one.fornavn.title()
        ):
            found.append(made)
    return found


def counted(rows: Iterable[Rad], found: Iterable[tuple[str, str]]) -> Iterator[tuple[str, bool, bool]]:
    """For each row its kind, whether it was certain, and whether the one that was found is the right one."""
    for rad, (outcome, number) in zip(rows, found, strict=True):
        yield rad.slag, outcome == "Sikker", bool(number) and number == rad.sann
