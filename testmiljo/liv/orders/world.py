"""What every order needs: the register as it is, the time, and a place to live."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from testmiljo.befolkning import Document
from testmiljo.befolkning.hashing import mix
from testmiljo.befolkning.tables import kommuner
from testmiljo.liv.kinds import Kinds
from testmiljo.liv.line import Akt, Bolig, Line, Navn
from testmiljo.liv.numbers import NoNumber, free_number
from testmiljo.liv.register import LivingRegister
from testmiljo.liv.rows import current, status_of, text

_STREETS, _PLACES = 40, 60
_NUMBERS_FROM, _NUMBERS_UNTIL = "1900-01-01", "2032-01-01"
_NAMES = {
    "kvinne": ("NORA", "EMMA", "SOFIE", "ELLA", "OLIVIA", "INGRID", "AMIRA", "MÁRJÁ"),
    "mann": ("NOAH", "OSKAR", "LUCAS", "ISAK", "MOHAMMED", "HÅKON", "AKSEL", "NILLÁ"),
}
_SPOUSES = {"gift", "separert", "registrertPartner", "separertPartner"}


class Refused(Exception):
    """The order cannot be carried out. The text says why, without numbers."""


@dataclass(frozen=True, slots=True)
class World:
    register: LivingRegister
    at: datetime

    def person(self, number: str) -> Document:
        document = self.register.document(number) if len(number) == 11 and number.isdigit() else None
        if document is None:
            raise Refused("Fant ingen person med nummeret.")
        return document

    def with_status(self, number: str, *statuses: str) -> Document:
        document = self.person(number)
        status = status_of(document) or "ukjent"
        if status not in statuses:
            raise Refused(f"Personen har status {status}, og skulle hatt {' eller '.join(statuses)}.")
        return document

    def write(self, akt: Akt, *events: tuple[str, str]) -> list[Line]:
        return [self.register.write(akt, list(events), self.at)]

    def new_number(self, born: str, kjoenn: str, *, d_number: bool = False) -> str:
        if not _NUMBERS_FROM <= born < _NUMBERS_UNTIL:
            raise Refused(f"Fødselsdatoen skal være fra {_NUMBERS_FROM} og før {_NUMBERS_UNTIL}.")
        try:
            return free_number(self.register, date.fromisoformat(born), kjoenn, d_number=d_number)
        except NoNumber as error:
            raise Refused("Det er ingen ledige numre for fødselsdatoen.") from error

    def some_kjoenn(self) -> str:
        return "kvinne" if self.chance(1) % 2 else "mann"

    def some_name(self, kjoenn: str, etternavn: str) -> Navn:
        names = _NAMES["kvinne" if kjoenn == "kvinne" else "mann"]
        return Navn(names[self.chance(2) % len(names)], etternavn)

    def dwelling(self, akt: Akt, near: str = "") -> Bolig:
        """The one that is ordered, or one in the municipality that is ordered, or near, or in the town."""
        if akt.bolig:
            if akt.bolig.kommune not in kommuner():
                raise Refused("Kommunenummeret finnes ikke.")
            return akt.bolig
        kommune = akt.kommune or near or self.register.home_kommune
        built = self.register.built_as(kommune)
        if built not in kommuner():
            raise Refused("Kommunenummeret finnes ikke.")
        chance = self.chance(3)
        return Bolig(built, chance % _STREETS, chance // _STREETS % _PLACES, kommune if kommune != built else "")

    def chance(self, series: int) -> int:
        """The same life draws the same."""
        return mix(self.register.lines, series)


def spouse_of(document: Document) -> str:
    """The number of the one somebody is married to; empty for others."""
    row = current(document, "sivilstand")
    return text(row, "relatertVedSivilstand") if text(row, "sivilstand") in _SPOUSES else ""


def grade_of(document: Document) -> str:
    """fortrolig, strengtFortrolig or empty."""
    return text(current(document, "adressebeskyttelse"), "graderingsnivaa")


def with_address(world: World, number: str) -> Document:
    document = world.with_status(number, "bosatt")
    if current(document, "bostedsadresse") is None:
        raise Refused("Personen har ingen bostedsadresse.")
    return document


ORDERS: Kinds[Callable[[World, Akt], list[Line]]] = Kinds()
