"""Reading xlsx and ods in a process of its own, which a file made to fill the memory may bring down. Run by `regneark`.

The reader makes room for the whole rectangle that a sheet says it has, before anybody can ask how large it is. So the
bounds are the operating system's. Nothing but the standard library and the reader is imported, and the environment is
empty: no secret is within reach. In: the file. Out: one line of JSON for each sheet, or what is wrong.
"""

import json
import resource
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO

import python_calamine as calamine

_MOST_MEMORY = 1_000_000_000
_MOST_SECONDS = 40
_MOST_SHEETS = 50
_MOST_CELLS = 3_000_000
_MOST_LETTERS = 60_000_000
_LONGEST_CELL = 2_000


class TooLarge(Exception):
    """More than a list of persons holds: the sheet's name, its rows, and its columns."""


def main() -> None:
    """Read standard input, write standard output. The exit status tells nothing but whether it went well."""
    for limit, most in ((resource.RLIMIT_AS, _MOST_MEMORY), (resource.RLIMIT_CPU, _MOST_SECONDS)):
        resource.setrlimit(limit, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        for line in sheets(sys.stdin.buffer.read()):
            sys.stdout.write(json.dumps(line) + "\n")
    except calamine.PasswordError:
        sys.stdout.write(json.dumps({"feil": "passord"}) + "\n")
    except TooLarge as error:
        name, height, width = error.args
        sys.stdout.write(json.dumps({"feil": "stort", "ark": name, "rader": height, "kolonner": width}) + "\n")
    except (calamine.CalamineError, OSError, ValueError):
        sys.stdout.write(json.dumps({"feil": "broken"}) + "\n")
    except BaseException as error:
        # The reader is written in Rust: what it did not foresee comes as a panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        sys.stdout.write(json.dumps({"feil": "broken"}) + "\n")


def sheets(content: bytes) -> Iterator[dict[str, object]]:
    """Each sheet that is shown: its name and its rows, without what is empty at the ends."""
    book = calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    hidden = {one.name for one in book.sheets_metadata if one.visible != calamine.SheetVisibleEnum.Visible}
    cells = letters = 0
    for name in book.sheet_names[:_MOST_SHEETS]:
        if name in hidden:
            continue
        rows = list(_trimmed(_rows(book.get_sheet_by_name(name))))
        cells += sum(map(len, rows))
        letters += sum(len(cell) for row in rows for cell in row if isinstance(cell, str))
        if cells > _MOST_CELLS or letters > _MOST_LETTERS:
            raise TooLarge(name[:100], len(rows), max(map(len, rows)))
        yield {"ark": name[:100], "rader": rows}


def _rows(sheet: calamine.CalamineSheet) -> list[list[object]]:
    height, width = sheet.total_height, sheet.total_width
    if height * width > _MOST_CELLS:
        raise TooLarge(sheet.name[:100], height, width)
    rows: list[list[object]] = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if left == right and top < bottom < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left]
    return rows


def _cell(value: object) -> object:
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
    text = str(value)[:_LONGEST_CELL]
    return text if text.strip() else None


def _trimmed(rows: list[list[object]]) -> Iterable[list[object]]:
    last = max((nr for nr, row in enumerate(rows, start=1) if any(cell is not None for cell in row)), default=0)
    for row in rows[:last]:
        width = max((nr for nr, cell in enumerate(row, start=1) if cell is not None), default=0)
        yield row[:width]


if __name__ == "__main__":
    main()
