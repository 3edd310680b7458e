"""What came of reading a file of records: the records, and every fault with its place."""

from dataclasses import dataclass, field

from fiks.digiorden.protokoll.innhold import Innhold

MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class Feil:
    """A fault: the sheet, the row and the column as the spreadsheet names them; 0 and empty when it is about all of it."""

    ark: str
    rad: int
    kolonne: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Lest:
    """A record, and the place where it begins."""

    innhold: Innhold
    ark: str
    rad: int


@dataclass(slots=True)
class Funn:
    """What was read. Nothing may be kept when there are faults; `utelatt` counts faults past the first 200.

    `merknader` are about what will not come along, and stop nothing.
    """

    lest: list[Lest] = field(default_factory=list)
    feil: list[Feil] = field(default_factory=list)
    merknader: list[Feil] = field(default_factory=list)
    utelatt: int = 0

    def add(self, feil: Feil) -> None:
        """Note a fault."""
        if len(self.feil) < MOST_FAULTS:
            self.feil.append(feil)
        else:
            self.utelatt += 1

    @property
    def ok(self) -> bool:
        """Whether everything can be kept."""
        return not self.feil and bool(self.lest)
