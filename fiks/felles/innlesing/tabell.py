"""Reading an uploaded spreadsheet: xlsx, ods or csv, into sheets of plain cells. Nothing in it is run, fetched or trusted.

Formulas come as the value that was last counted out; errors such as #N/A come empty. A value in cells that are merged
downwards counts for each of the rows.
"""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO

from django.utils.translation import gettext as _

from fiks.felles.innlesing import arkfil, tekstfil
from fiks.felles.innlesing.grenser import Grenser
from fiks.felles.innlesing.lesefeil import LeseFeil, too_wide

_MOST_UNPACKED = 400_000_000
_ZIP, _OLD, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
Celle = str | int | date | None
_VANLIG = Grenser()
MOST_BYTES, MOST_ROWS = _VANLIG.byte, _VANLIG.rader


@dataclass(frozen=True, slots=True)
class Ark:
    """One sheet. `rader[0]` is row 1 of the sheet, so that rows are named as the spreadsheet names them.

    `formler` names the first cells that hold formulas («B7»), when they were asked for.
    """

    navn: str
    rader: list[list[Celle]]
    formler: tuple[str, ...] = ()

    @property
    def bredde(self) -> int:
        return max(map(len, self.rader), default=0)


def read(content: bytes, grenser: Grenser = _VANLIG) -> list[Ark]:
    """The sheets that hold something, in their order.

    Raises:
        LeseFeil: the file is broken, too big, or of another kind. The text is for whoever uploaded it.
    """
    if not content.strip():
        raise LeseFeil(_("Filen er tom."))
    if len(content) > grenser.byte:
        raise LeseFeil(_("Filen er for stor. Den kan være på høyst %(mb)s MB.") % {"mb": grenser.byte // 1_000_000})
    if content.startswith(_OLD):
        raise LeseFeil(
            _("Filen er låst med passord eller er i det gamle formatet xls. Lagre den som xlsx uten passord.")
        )
    if content.startswith(_PDF) or content.lstrip()[:1] == b"<":
        raise LeseFeil(_("Filen er ikke et regneark. Lagre listen som xlsx, ods eller csv."))
    found = _book(content, grenser) if content.startswith(_ZIP) else [_text(content, grenser)]
    sheets = [ark for ark in (_trimmed(ark, grenser) for ark in found) if ark.rader]
    if not sheets:
        raise LeseFeil(_("Filen har ingen rader."))
    return sheets


def _check_size(navn: str, rows: int, columns: int, grenser: Grenser) -> None:
    if rows > grenser.rader + 50:
        text = _("Arket «%(ark)s» har %(antall)s rader. Del det opp: høyst %(most)s rader om gangen.")
        raise LeseFeil(text % {"ark": navn, "antall": rows, "most": grenser.rader})
    if columns > grenser.kolonner:
        raise LeseFeil(too_wide(navn, columns, grenser.kolonner))


def _book(content: bytes, grenser: Grenser) -> list[Ark]:
    _check_unpacked(content)
    return [
        Ark(name, _plain(rows, grenser.celle), tuple(formulas))
        for name, rows, formulas in arkfil.read(content, longest=grenser.celle, formulas=grenser.formler)
    ]


def _text(content: bytes, grenser: Grenser) -> Ark:
    return Ark("csv", _plain(tekstfil.rows(content, most_columns=grenser.kolonner), grenser.celle))


def _check_unpacked(content: bytes) -> None:
    """Raise LeseFeil for what would fill the memory when it is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise LeseFeil(arkfil.broken()) from error
    if unpacked > _MOST_UNPACKED:
        raise LeseFeil(arkfil.too_large())


def _plain(rows: Iterable[Iterable[object]], longest: int) -> list[list[Celle]]:
    return [[_cell(value, longest) for value in row] for row in rows]


def _cell(value: object, longest: int) -> Celle:
    """Text, whole number, day, or nothing."""
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, list):
        return date.fromisoformat(value[0])
    if value is None or isinstance(value, int):
        return value
    text = str(value)[:longest]
    return text if text.strip() else None


def _trimmed(ark: Ark, grenser: Grenser) -> Ark:
    """Without the empty rows below and the empty columns to the right."""
    rows = ark.rader
    last = max((nr for nr, row in enumerate(rows, start=1) if any(cell is not None for cell in row)), default=0)
    width = max((nr for row in rows for nr, cell in enumerate(row, start=1) if cell is not None), default=0)
    _check_size(ark.navn, last, width, grenser)
    return replace(ark, rader=[[*row[:width], *[None] * (width - len(row))] for row in rows[:last]])
