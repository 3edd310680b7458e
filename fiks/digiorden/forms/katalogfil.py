"""A file of systems for the catalogue: semicolon-separated, several values of one column with | between."""

import csv
from io import StringIO

from django.utils.translation import gettext as _

from fiks.digiorden.katalog import temaer

_ONE = ("navn", "leverandoer_navn", "beskrivelse")
_MANY = ("tidligere_navn", "alias", "tidligere_leverandoerer", "temaer")
COLUMNS = (*_ONE, *_MANY)
OPTIONAL = ("leverandoer_orgnr",)
_MOST_ROWS = 20_000
_LONGEST = 4_000


class Filfeil(Exception):
    """The file cannot be read as a catalogue. Each text names a row and a column."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read_katalogfil(content: bytes) -> list[dict[str, object]]:
    """The systems of a file, as actions.katalog.les_inn takes them: all of them, or none.

    Raises:
        Filfeil
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Filfeil([_("Filen er ikke tekst i UTF-8.")]) from error
    rows = list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))
    if not rows:
        raise Filfeil([_("Filen er tom.")])
    if missing := [column for column in COLUMNS if column not in rows[0]]:
        raise Filfeil([_("Filen mangler kolonnen «%(kolonne)s».") % {"kolonne": column} for column in missing])
    if len(rows) > _MOST_ROWS:
        raise Filfeil([_("Filen har flere enn 20 000 rader.")])
    faults = [fault for nr, row in enumerate(rows, 2) for fault in _faults(nr, row)]
    if faults:
        raise Filfeil(faults)
    return [_values(row) for row in rows]


def _faults(nr: int, row: dict[str, str]) -> list[str]:
    if None in row or None in row.values():
        return [_("Rad %(rad)d: raden har ikke like mange kolonner som overskriften.") % {"rad": nr}]
    found = []
    if not row["navn"].strip():
        found.append(_("Rad %(rad)d, navn: skriv navnet på systemet.") % {"rad": nr})
    for column, text in row.items():
        if len(text) > _LONGEST:
            found.append(_("Rad %(rad)d, %(kolonne)s: teksten er for lang.") % {"rad": nr, "kolonne": column})
    unknown = [tema for tema in _split(row["temaer"]) if tema not in temaer.temaer()]
    found += [_("Rad %(rad)d, temaer: «%(tema)s» er ikke et tema.") % {"rad": nr, "tema": tema} for tema in unknown]
    orgnr = (row.get("leverandoer_orgnr") or "").strip()
    if orgnr and not (orgnr.isascii() and orgnr.isdecimal() and len(orgnr) == 9):
        found.append(_("Rad %(rad)d, leverandoer_orgnr: skriv 9 sifre.") % {"rad": nr})
    return found


def _values(row: dict[str, str]) -> dict[str, object]:
    values: dict[str, object] = {column: row[column].strip() for column in _ONE}
    values |= {column: _split(row[column]) for column in _MANY}
    return values | {"leverandoer_orgnr": (row.get("leverandoer_orgnr") or "").strip()}


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split("|") if part.strip()]
