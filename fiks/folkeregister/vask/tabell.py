"""Reading an uploaded spreadsheet: xlsx, ods or csv, into sheets of plain cells. Nothing in it is run, fetched or trusted.

Formulas come as the value that was last counted out; errors such as #N/A come empty. A value in cells that are merged
downwards counts for each of the rows.
"""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import python_calamine as calamine
from django.utils.translation import gettext as _

from fiks.folkeregister.vask import tekstfil
from fiks.folkeregister.vask.lesefeil import LeseFeil

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST_CELL = 2_000
_MOST_UNPACKED = 400_000_000
_MOST_CELLS = 3_000_000
_MOST_SHEETS = 50
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
    found = _book(content) if content.startswith(_ZIP) else [Ark("csv", _plain(tekstfil.rows(content)))]
    sheets = [ark for ark in map(_trimmed, found) if ark.rader]
    if not sheets:
        raise LeseFeil(_("Filen har ingen rader."))
    for ark in sheets:
        _check_size(ark)
    return sheets


def _check_size(ark: Ark) -> None:
    if len(ark.rader) > MOST_ROWS + 50:
        text = _("Arket «%(ark)s» har %(antall)s rader. Del det opp: høyst %(most)s rader om gangen.")
        raise LeseFeil(text % {"ark": ark.navn, "antall": len(ark.rader), "most": MOST_ROWS})
    if ark.bredde > MOST_COLUMNS:
        text = _("Arket «%(ark)s» har %(antall)s kolonner. Ta bort dem som ikke trengs: høyst %(most)s kolonner.")
        raise LeseFeil(text % {"ark": ark.navn, "antall": ark.bredde, "most": MOST_COLUMNS})


def _book(content: bytes) -> list[Ark]:
    _check_unpacked(content)
    try:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        names = book.sheet_names[:_MOST_SHEETS]
        return [_sheet(book.get_sheet_by_name(name)) for name in names if _is_shown(book, name)]
    except calamine.PasswordError as error:
        raise LeseFeil(_("Filen er låst med passord. Ta bort passordet og prøv igjen.")) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise LeseFeil(_broken()) from error
    except BaseException as error:
        # The reader is written in Rust: what it did not foresee comes as a panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise LeseFeil(_broken()) from error


def _broken() -> str:
    return _("Filen kan ikke leses. Åpne den i regnearkprogrammet, lagre den på nytt som xlsx, og prøv igjen.")


def _check_unpacked(content: bytes) -> None:
    """Raise LeseFeil for what would fill the memory when it is unpacked."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            unpacked = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise LeseFeil(_broken()) from error
    if unpacked > _MOST_UNPACKED:
        raise LeseFeil(_("Filen er for stor når den pakkes ut. Del listen i flere filer."))


def _is_shown(book: calamine.CalamineWorkbook, name: str) -> bool:
    meta = next((one for one in book.sheets_metadata if one.name == name), None)
    return meta is None or meta.visible == calamine.SheetVisibleEnum.Visible


def _sheet(sheet: calamine.CalamineSheet) -> Ark:
    height, width = sheet.total_height, sheet.total_width
    if height * width > _MOST_CELLS:
        text = _("Arket «%(ark)s» er for stort: %(rader)s rader og %(kolonner)s kolonner.")
        raise LeseFeil(text % {"ark": sheet.name, "rader": height, "kolonner": width})
    rows = _plain(sheet.to_python(skip_empty_area=False))
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if left == right and top < bottom < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    return Ark(sheet.name, rows)


def _plain(rows: Iterable[Iterable[object]]) -> list[list[Celle]]:
    return [[_cell(value) for value in row] for row in rows]


def _cell(value: object) -> Celle:
    """Text, whole number, day, or nothing."""
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if isinstance(value, float):
        return int(value) if value.is_integer() else str(value).replace(".", ",")
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, int | date):
        return value
    text = str(value)[:LONGEST_CELL]
    return text if text.strip() else None


def _trimmed(ark: Ark) -> Ark:
    """Without the empty rows below and the empty columns to the right."""
    rows = ark.rader
    last = max((nr for nr, row in enumerate(rows, start=1) if any(cell is not None for cell in row)), default=0)
    width = max((nr for row in rows for nr, cell in enumerate(row, start=1) if cell is not None), default=0)
    return Ark(ark.navn, [[*row[:width], *[None] * (width - len(row))] for row in rows[:last]])
