"""What the life file holds: one act a line, with the events that it gave."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

OSLO = ZoneInfo("Europe/Oslo")


class Navn(msgspec.Struct, frozen=True, omit_defaults=True):
    fornavn: str
    etternavn: str
    mellomnavn: str = ""


class Bolig(msgspec.Struct, frozen=True, omit_defaults=True):
    """A dwelling of the synthetic country: municipality, street and place in the street. Without street the residence
    is unknown. `naa` is the number that the municipality has now, when that is another."""

    kommune: str
    gate: int | None = None
    plass: int = 0
    naa: str = ""


class Akt(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, rename={"slag": "type"}):
    """Something that is to happen, as it is ordered and as it stands in the file.

    `med` is the other person (spouse, guardian, the number that is merged); `nytt` a number that is given; `adresse` where
    a newborn child lives. Which fields an act needs is told by its order in `orders`.
    """

    slag: str
    nummer: str = ""
    dato: str = ""
    med: str = ""
    nytt: str = ""
    mor: str = ""
    far: str = ""
    kjoenn: str = ""
    foedt: str = ""
    land: str = ""
    grad: str = ""
    element: str = ""
    hendelsetype: str = ""
    kommune: str = ""
    gamle: tuple[str, ...] = ()
    kretser: tuple[int, ...] = ()
    navn: Navn | None = None
    bolig: Bolig | None = None
    verdier: dict[str, str] = {}
    adresse: dict[str, Any] | None = None
    andel: float = 0
    antall: int = 0


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """`hendelser` are (number, event type). A line that stands for a range of events has `antall` of them instead, all of
    the type `hendelsetype`; who they are about follows from the act."""

    tid: float
    akt: Akt
    hendelser: tuple[tuple[str, str], ...] = ()
    antall: int = 0
    hendelsetype: str = ""

    @property
    def count(self) -> int:
        return self.antall or len(self.hendelser)

    @property
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.tid, UTC).astimezone(OSLO)


def stamp(at: datetime) -> str:
    """As the register writes times: Norwegian offset, thousandths."""
    return at.astimezone(OSLO).isoformat(timespec="milliseconds")


def midnight(day: str) -> str:
    """gyldighetstidspunkt of something that is valid from a day."""
    return datetime.fromisoformat(day).replace(tzinfo=OSLO).isoformat(timespec="seconds")
