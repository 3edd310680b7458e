"""How an uploaded sheet is understood, for whoever uploaded it to look at before anything is washed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fiks.felles.innlesing.tabell import Ark
from fiks.felles.koder.identifikator import Miljoe
from fiks.felles.koder.kalender import format_kort_dato
from fiks.folkeregister.vask import celler, rader
from fiks.folkeregister.vask.kolonner import Felt, Inndeling, letter
from fiks.folkeregister.vask.rader import Feil, Rad

_ROWS, _FAULTS, _EXAMPLES, _LONGEST = 5, 10, 3, 40


@dataclass(frozen=True, slots=True)
class Kolonneblikk:
    """A column: letter, heading, and the first values in it."""

    nr: int
    bokstav: str
    overskrift: str
    eksempler: str


@dataclass(frozen=True, slots=True)
class Radblikk:
    """A row as it is understood. What cannot be read of it is empty."""

    nr: int
    nummer: str
    navn: str
    foedt: str
    adresse: str


@dataclass(frozen=True, slots=True)
class Blikk:
    """The first rows, how many there are, and the first faults of all."""

    rader: Sequence[Radblikk]
    antall: int
    feil: Sequence[Feil]
    antall_feil: int

    @property
    def flere_feil(self) -> int:
        return self.antall_feil - len(self.feil)


def columns(ark: Ark, inndeling: Inndeling) -> list[Kolonneblikk]:
    """Every column with what stands in it."""
    rows = [row for _nr, row in inndeling.data(ark)]
    found = []
    for nr, heading in enumerate(inndeling.headings(ark)):
        filled = (celler.text(row[nr]) for row in rows if nr < len(row) and row[nr] is not None)
        first = [text[:_LONGEST] for text, _ in zip(filled, range(_EXAMPLES), strict=False)]
        found.append(Kolonneblikk(nr, letter(nr + 1), heading, " · ".join(first)))
    return found


def look(ark: Ark, inndeling: Inndeling, *, miljoe: Miljoe, today: date) -> Blikk:
    """Read the whole sheet, and keep the first of it."""
    first: list[Radblikk] = []
    faults: list[Feil] = []
    count = faulty = 0
    for rad in rader.rows(ark, inndeling, miljoe=miljoe, today=today):
        count += 1
        faulty += len(rad.feil)
        if len(first) < _ROWS:
            first.append(_row(rad, inndeling))
        faults += rad.feil[: max(0, _FAULTS - len(faults))]
    return Blikk(first, count, faults, faulty)


def _row(rad: Rad, inndeling: Inndeling) -> Radblikk:
    def written(*felter: Felt) -> str:
        cells = (inndeling.column(felt) for felt in felter)
        texts = (celler.text(rad.celler[nr]) for nr in cells if nr is not None and nr < len(rad.celler))
        return " ".join(filter(None, texts))

    born = _(" eller ").join(map(format_kort_dato, rad.datoer)) or str(rad.aar or "")
    name = written(Felt.NAVN) or written(Felt.FORNAVN, Felt.MELLOMNAVN, Felt.ETTERNAVN)
    return Radblikk(rad.nr, rad.nummer, name, born, written(Felt.ADRESSE, Felt.POSTNUMMER))
