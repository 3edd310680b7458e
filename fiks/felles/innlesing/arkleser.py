"""Reading xlsx and ods in a process of its own, which a file made to fill the memory may bring down. Run by `regneark`.

The reader makes room for the whole rectangle that a sheet says it has, before anybody can ask how large it is. So the
bounds are the operating system's. Nothing but the standard library and the reader is imported, and the environment is
empty: no secret is within reach. In: the file. Arguments: the longest cell, and «formler» when the cells that hold
formulas are asked for. Out: one line of JSON for each sheet, or what is wrong.
"""

import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from xml.etree import ElementTree as ET

import python_calamine as calamine

_MOST_MEMORY = 1_000_000_000
_MOST_SECONDS = 40
_MOST_SHEETS = 50
_MOST_CELLS = 3_000_000
_MOST_LETTERS = 60_000_000
_MOST_FORMULAS = 20
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")


class TooLarge(Exception):
    """More than a list holds: the sheet's name, its rows, and its columns."""


def main() -> None:
    """Read standard input, write standard output. The exit status tells nothing but whether it went well."""
    for limit, most in ((resource.RLIMIT_AS, _MOST_MEMORY), (resource.RLIMIT_CPU, _MOST_SECONDS)):
        resource.setrlimit(limit, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        for line in sheets(sys.stdin.buffer.read(), longest=int(sys.argv[1]), formulas="formler" in sys.argv):
            sys.stdout.write(json.dumps(line) + "\n")
    except calamine.PasswordError:
        sys.stdout.write(json.dumps({"feil": "passord"}) + "\n")
    except TooLarge as error:
        name, height, width = error.args
        sys.stdout.write(json.dumps({"feil": "stort", "ark": name, "rader": height, "kolonner": width}) + "\n")
    except (calamine.CalamineError, zipfile.BadZipFile, ET.ParseError, OSError, ValueError, KeyError):
        sys.stdout.write(json.dumps({"feil": "broken"}) + "\n")
    except BaseException as error:
        # The reader is written in Rust: what it did not foresee comes as a panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        sys.stdout.write(json.dumps({"feil": "broken"}) + "\n")


def sheets(content: bytes, *, longest: int, formulas: bool) -> Iterator[dict[str, object]]:
    """Each sheet that is shown: its name and its rows, without what is empty at the ends."""
    book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    hidden = {one.name for one in book.sheets_metadata if one.visible != calamine.SheetVisibleEnum.Visible}
    computed = formula_cells(content) if formulas else {}
    cells = letters = 0
    for name in book.sheet_names[:_MOST_SHEETS]:
        if name in hidden:
            continue
        rows = list(_trimmed(_rows(book.get_sheet_by_name(name), longest)))
        cells += sum(map(len, rows))
        letters += sum(len(cell) for row in rows for cell in row if isinstance(cell, str))
        if cells > _MOST_CELLS or letters > _MOST_LETTERS:
            raise TooLarge(name[:100], len(rows), max(map(len, rows)))
        yield {"ark": name[:100], "rader": rows, "formler": computed.get(name, [])}


def _rows(sheet: calamine.CalamineSheet, longest: int) -> list[list[object]]:
    height, width = sheet.total_height, sheet.total_width
    if height * width > _MOST_CELLS:
        raise TooLarge(sheet.name[:100], height, width)
    rows: list[list[object]] = [
        [_cell(value, longest) for value in row] for row in sheet.to_python(skip_empty_area=False)
    ]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if left == right and top < bottom < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    return rows


def _cell(value: object, longest: int) -> object:
    """Text, number, yes or no, day (in a list, so that nobody takes it for text), or nothing."""
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else str(value).replace(".", ",")
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return [value.date().isoformat()] if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return [value.isoformat()]
    text = str(value)[:longest]
    return text if text.strip() else None


def _trimmed(rows: list[list[object]]) -> Iterable[list[object]]:
    last = max((nr for nr, row in enumerate(rows, start=1) if any(cell is not None for cell in row)), default=0)
    for row in rows[:last]:
        width = max((nr for nr, cell in enumerate(row, start=1) if cell is not None), default=0)
        yield row[:width]


def formula_cells(content: bytes) -> dict[str, list[str]]:
    """The first cells of each sheet that hold formulas, which the reader itself says nothing of."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        if "content.xml" in packed.namelist():
            return _in_ods(packed.read("content.xml"))
        return {name: _in_xlsx(packed.read(place)) for name, place in _places(packed)}


def _places(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet of an xlsx file, and the part that it lies in."""
    targets = {one.get("Id"): one.get("Target", "") for one in _xml(packed.read("xl/_rels/workbook.xml.rels"))}
    for sheet in _xml(packed.read("xl/workbook.xml")).iterfind("{*}sheets/{*}sheet"):
        link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)
        target = targets.get(link, "")
        place = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if target and place in packed.namelist():
            yield sheet.get("name", ""), place


def _in_xlsx(sheet: bytes) -> list[str]:
    if not _FORMULA.search(sheet):
        return []
    cells = _xml(sheet).iterfind("{*}sheetData/{*}row/{*}c")
    return [cell.get("r", "?") for cell in cells if cell.find("{*}f") is not None][:_MOST_FORMULAS]


def _xml(part: bytes) -> ET.Element:
    """A part of a file as XML. None that spreadsheets write has a document type, where entities could be defined."""
    if b"<!DOCTYPE" in part:
        raise ValueError("a document type")
    return ET.fromstring(part)  # noqa: S314 — in a process with bounds on memory and time


def _in_ods(content: bytes) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if b"formula=" not in content:
        return found
    for table in _xml(content).iterfind(".//{*}table"):
        name = next((value for key, value in table.attrib.items() if key.endswith("}name")), "")
        found[name] = list(_ods_cells(table))[:_MOST_FORMULAS]
    return found


def _ods_cells(table: ET.Element) -> Iterator[str]:
    row_nr = 0
    for row in table.iterfind(".//{*}table-row"):
        column = 0
        for cell in row:
            if any(key.endswith("}formula") for key in cell.attrib):
                yield f"{_letters(column)}{row_nr + 1}"
            column += _repeated(cell, "number-columns-repeated")
        row_nr += _repeated(row, "number-rows-repeated")


def _repeated(element: ET.Element, name: str) -> int:
    return next((int(value) for key, value in element.attrib.items() if key.endswith(f"}}{name}")), 1)


def _letters(column: int) -> str:
    """The name of a column: 0 is A, 26 is AA."""
    letters = ""
    while column >= 0:
        letters, column = chr(65 + column % 26) + letters, column // 26 - 1
    return letters


if __name__ == "__main__":
    main()
