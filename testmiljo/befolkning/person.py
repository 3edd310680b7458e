"""What is known about a person before it is written as a register document."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from testmiljo.befolkning.names import Name
from testmiljo.befolkning.origins import Origin
from testmiljo.befolkning.places import Address


class Trait(StrEnum):
    """Something unusual that a family has; at least three families of each in every town."""

    FORTROLIG = "fortrolig"
    STRENGT_FORTROLIG = "strengtFortrolig"
    KLIENTADRESSE = "klientadresse"
    VERGEMAAL = "vergemaal"
    GAMMELT_VERGEMAAL = "gammeltVergemaal"
    SAMMENSLAATT = "sammenslaatt"
    NYTT_NUMMER = "nyttNummer"
    UKJENT_BOSTED = "ukjentBosted"
    POSTBOKS = "postboks"
    SAMISK = "samisk"


class Status(StrEnum):
    BOSATT = "bosatt"
    UTFLYTTET = "utflyttet"
    DOED = "doed"
    OPPHOERT = "opphoert"
    MIDLERTIDIG = "midlertidig"
    INAKTIV = "inaktiv"
    FORSVUNNET = "forsvunnet"
    IKKE_BOSATT = "ikkeBosatt"
    FOEDSELSREGISTRERT = "foedselsregistrert"


_MIDLERTIDIG, _INAKTIV = Status.MIDLERTIDIG, Status.INAKTIV


@dataclass(slots=True)
class Home:
    """Where somebody lives from a date. Without address the home is unknown (ukjentBosted)."""

    since: date
    kommune: str
    address: Address | None
    grading: str = "ugradert"
    co_name: str | None = None

    def entered(self, since: date) -> "Home":
        """The same home for one who came on another day."""
        return Home(since, self.kommune, self.address, self.grading, self.co_name)


@dataclass(slots=True)
class Couple:
    """Dates are None for what has not happened; `married` is None for cohabitants."""

    married: date | None
    separated: date | None = None
    divorced: date | None = None
    widowed: date | None = None


@dataclass(slots=True)
class FormerNumber:
    number: str
    d_number: bool
    until: date
    reason: str


@dataclass(slots=True)
class Person:
    """`key` makes all random detail of the document; `since` is when the present number was given."""

    key: int
    number: str
    sex: int
    born: date
    origin: Origin
    name: Name
    status: Status = Status.BOSATT
    protection: str | None = None
    trait: Trait | None = None
    homes: list[Home] = field(default_factory=list)
    former_names: list[tuple[date, Name]] = field(default_factory=list)
    former_number: FormerNumber | None = None
    arrived: date | None = None
    norwegian_since: date | None = None
    left: date | None = None
    left_to: Origin | None = None
    died: date | None = None
    couple: Couple | None = None
    spouse: "Person | None" = None
    parents: "list[Person]" = field(default_factory=list)
    children: "list[Person]" = field(default_factory=list)
    shared_home: Home | None = None
    guardian: str | None = None
    sami: bool = False

    @property
    def d_number(self) -> bool:
        return self.status is _MIDLERTIDIG or self.status is _INAKTIV
