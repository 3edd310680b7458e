"""Reading an uploaded spreadsheet: xlsx, ods or csv, into sheets of plain cells. Nothing in it is run, fetched or trusted.

Formulas come as the value that was last counted out; errors such as #N/A come empty. A value in cells that are merged
downwards counts for each of the rows.
"""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.utils.translation import gettext as _

from fiks.folkeregister.vask import regneark, tekstfil
from fiks.folkeregister.vask.lesefeil import LeseFeil, too_wide

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 2_000
_MOST_UNPACKED = 400_000_000
_ZIP, _OLD, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
Celle = str | int | date | None


@dataclass(frozen=True, slots=True)
class Ark:
    """One sheet. `rader[0]` is row 1 of the sheet, so that rows are named as the spreadsheet names them."""

    navn: str
    rader: list[list[Celle]]

    @property
    def bredde(self) -> int:
        return max(map(len, self.rader), default=0)


def read(content: bytes) -> list[Ark]:
    """The sheets that hold something, in their order.

    Raises:
        LeseFeil: the file is broken, too big, or of another kind. The text is for whoever uploaded it.
    """
    if not content.strip():
        raise LeseFeil(_("Filen er tom."))
    if len(content) > MOST_BYTES:
        raise LeseFeil(_("Filen er for stor. Den kan være på høyst %(mb)s MB.") % {"mb": MOST_BYTES // 1_000_000})
    if content.startswith(_OLD):
        raise LeseFeil(
            _("Filen er låst med passord eller er i det gamle formatet xls. Lagre den som xlsx uten passord.")
        )
    if content.startswith(_PDF) or content.lstrip()[:1] == b"<":
        raise LeseFeil(_("Filen er ikke et regneark. Lagre listen som xlsx, ods eller csv."))
    found = _book(content) if content.startswith(_ZIP) else [_text(content)]
    sheets = [ark for ark in map(_trimmed, found) if ark.rader]
    if not sheets:
        raise LeseFeil(_("Filen har ingen rader."))
    return sheets


def _check_size(navn: str, rows: int, columns: int) -> None:
    if rows > MOST_ROWS + 50:
        text = _("Arket «%(ark)s» har %(antall)s rader. Del det opp: høyst %(most)s rader om gangen.")
        raise LeseFeil(text % {"ark": navn, "antall": rows, "most": MOST_ROWS})
    if columns > MOST_COLUMNS:
        raise LeseFeil(too_wide(navn, columns, MOST_COLUMNS))


def _book(content: bytes) -> list[Ark]:
    _check_unpacked(content)
    return [Ark(name, _plain(rows)) for name, rows in regneark.read(content)]


def _text(content: bytes) -> Ark:
    return Ark("csv", _plain(tekstfil.rows(content, most_columns=MOST_COLUMNS)))


def _check_unpacked(content: bytes) -> None:
    """Raise LeseFeil for what would fill the memory when it is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise LeseFeil(regneark.broken()) from error
    if unpacked > _MOST_UNPACKED:
        raise LeseFeil(regneark.too_large())


def _plain(rows: Iterable[Iterable[object]]) -> list[list[Celle]]:
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> Celle:
    """Text, whole number, day, or nothing."""
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, list):
        return date.fromisoformat(value[0])
    if value is None or isinstance(value, int):
        return value
    text = str(value)[:LONGEST_CELL]
    return text if text.strip() else None


def _trimmed(ark: Ark) -> Ark:
    """Without the empty rows below and the empty columns to the right."""
    rows = ark.rader
    last = max((nr for nr, row in enumerate(rows, start=1) if any(cell is not None for cell in row)), default=0)
    width = max((nr for row in rows for nr, cell in enumerate(row, start=1) if cell is not None), default=0)
    _check_size(ark.navn, last, width)
    return Ark(ark.navn, [[*row[:width], *[None] * (width - len(row))] for row in rows[:last]])
