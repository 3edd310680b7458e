"""Which column is what: first by its heading, then by what stands in it. Whoever uploaded the file corrects it."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.innlesing.tabell import MOST_ROWS, Ark, Celle
from fiks.felles.koder.identifikator import is_valid
from fiks.felles.koder.norsk_orden import fold
from fiks.folkeregister.vask import celler

_LOOKED_AT = 200
_MOST_ABOVE = 10
# No name, number, day or address is longer; the patterns take the square of the length.
_LONGEST_LOOKED_AT = 100
_MOSTLY = 0.6


class Felt(TextChoices):
    """What a column can be. Other columns follow into the result as they are."""

    NUMMER = "NUMMER", gettext_lazy("Fødselsnummer eller d-nummer")
    NAVN = "NAVN", gettext_lazy("Hele navnet")
    FORNAVN = "FORNAVN", gettext_lazy("Fornavn")
    MELLOMNAVN = "MELLOMNAVN", gettext_lazy("Mellomnavn")
    ETTERNAVN = "ETTERNAVN", gettext_lazy("Etternavn")
    FOEDSELSDATO = "FOEDSELSDATO", gettext_lazy("Fødselsdato")
    ADRESSE = "ADRESSE", gettext_lazy("Adresse")
    POSTNUMMER = "POSTNUMMER", gettext_lazy("Postnummer")


NAMES = frozenset({Felt.NAVN, Felt.FORNAVN, Felt.ETTERNAVN})
_TABLE = Path(__file__).parent / "data" / "overskrifter.csv"
_NORWEGIAN = str.maketrans({"ø": "o", "æ": "ae", "å": "a"})
_STREET = re.compile(r"[^\W\d_]{3,}.* \d{1,4} ?[a-zæøå]?$", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][^\d_@]*$")


@dataclass(frozen=True, slots=True)
class Inndeling:
    """How a sheet is understood: which row has the headings (None: none has), and what each column is."""

    overskriftsrad: int | None
    felter: dict[int, Felt]

    def column(self, felt: Felt) -> int | None:
        return next((nr for nr, found in self.felter.items() if found == felt), None)

    def data(self, ark: Ark) -> Iterator[tuple[int, list[Celle]]]:
        """Rows below the headings that are not empty, with their numbers in the sheet."""
        first = 0 if self.overskriftsrad is None else self.overskriftsrad
        for nr, row in enumerate(ark.rader[first:], start=first + 1):
            if any(cell is not None for cell in row):
                yield nr, row

    def headings(self, ark: Ark) -> list[str]:
        """A heading for each column; those without one are called by their letters."""
        top = ark.rader[self.overskriftsrad - 1] if self.overskriftsrad else []
        given = [celler.text(cell) for cell in top] + [""] * (ark.bredde - len(top))
        return [
            heading or _("Kolonne %(bokstav)s") % {"bokstav": letter(nr)} for nr, heading in enumerate(given, start=1)
        ]

    def check(self, ark: Ark) -> None:
        """Raise LeseFeil unless somebody can be found by the columns that are chosen, and there are rows to wash."""
        chosen = set(self.felter.values())
        if Felt.NUMMER not in chosen and not chosen & NAMES:
            raise LeseFeil(_("Velg hvilken kolonne som er fødselsnummer, eller hvilke som er navn."))
        if Felt.NUMMER not in chosen and not chosen & {Felt.NAVN, Felt.ETTERNAVN}:
            raise LeseFeil(_("Velg også kolonnen med etternavn, eller en kolonne med hele navnet."))
        count = sum(1 for _row in self.data(ark))
        if not count:
            raise LeseFeil(_("Arket «%(ark)s» har ingen rader under overskriftene.") % {"ark": ark.navn})
        if count > MOST_ROWS:
            text = _("Arket «%(ark)s» har %(antall)s rader. Del det opp: høyst %(most)s rader om gangen.")
            raise LeseFeil(text % {"ark": ark.navn, "antall": count, "most": MOST_ROWS})


def letter(number: int) -> str:
    """The letters of a column, counted from 1."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(65 + place) + letters
    return letters


def recognise(ark: Ark) -> Inndeling:
    """The best guess."""
    top = _heading_row(ark)
    felter: dict[int, Felt] = {}
    if top is not None:
        for nr, cell in enumerate(ark.rader[top - 1]):
            felt = _known().get(_plain(celler.text(cell)))
            if felt and felt not in felter.values():
                felter[nr] = felt
    rows = ark.rader[top or 0 :][:_LOOKED_AT]
    for nr in range(ark.bredde):
        felt = None if nr in felter else _by_content([row[nr] for row in rows if row[nr] is not None])
        if felt and felt not in felter.values() and not (felt is Felt.NAVN and NAMES & set(felter.values())):
            felter[nr] = felt
    return Inndeling(top, dict(sorted(felter.items())))


@cache
def _known() -> dict[str, Felt]:
    """Headings as people write them, without capitals, signs and spaces."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["overskrift"]: Felt(row["felt"]) for row in csv.DictReader(file)}


def _heading_row(ark: Ark) -> int | None:
    """The first row with most headings that are known; else the first with text in every column and nothing like data."""
    known = [
        (sum(1 for cell in row if _plain(celler.text(cell)) in _known()), -nr)
        for nr, row in enumerate(ark.rader[:_MOST_ABOVE], start=1)
    ]
    most, nr = max(known, default=(0, 0))
    if most:
        return -nr
    for nr, row in enumerate(ark.rader[:_MOST_ABOVE], start=1):
        filled = [cell for cell in row if cell is not None]
        if len(filled) > 1 or len(filled) == ark.bredde:
            return nr if all(_is_heading(cell) for cell in filled) and _differs_below(ark, nr) else None
    return None


def _is_heading(cell: Celle) -> bool:
    return isinstance(cell, str) and not any(letter.isdigit() for letter in cell)


def _differs_below(ark: Ark, nr: int) -> bool:
    """Whether rows below hold figures or dates in some column, so that a row without any is no such row."""
    return any(not _is_heading(cell) for row in ark.rader[nr : nr + 5] for cell in row if cell is not None)


def _plain(heading: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(heading.lower().translate(_NORWEGIAN)))


def _by_content(cells: Sequence[Celle]) -> Felt | None:
    if not cells:
        return None
    cells = [cell[:_LONGEST_LOOKED_AT] if isinstance(cell, str) else cell for cell in cells]
    for felt, looks in (
        (Felt.NUMMER, lambda cell: is_valid(celler.digits(cell))),
        (Felt.FOEDSELSDATO, celler.is_date),
        (Felt.ADRESSE, lambda cell: isinstance(cell, str) and bool(_STREET.match(cell.strip()))),
        (Felt.NAVN, lambda cell: isinstance(cell, str) and bool(_NAME.match(cell)) and len(cell.split()) in {2, 3, 4}),
    ):
        if sum(1 for cell in cells if looks(cell)) >= _MOSTLY * len(cells):
            return felt
    return None
