"""What one cell says: a number, a day, text. Leading zeros that spreadsheets have dropped are put back."""

import re
from datetime import date

from fiks.felles.koder.kalender import FeilDato, format_kort_dato, parse_norsk_dato

_LATEST = date(2999, 12, 31)
_BETWEEN = re.compile(r"[\s.\-\u2010-\u2013\u00a0\u202f']")
_TWO_DIGITS = re.compile(r"(\d{1,2})\D?(\d{1,2})\D?(\d{2})", re.ASCII)
_CENTURIES = (1900, 2000)
_OLDEST = 1880

Celle = str | int | date | None


def text(cell: Celle) -> str:
    """As somebody reads it."""
    if isinstance(cell, date):
        return format_kort_dato(cell)
    return "" if cell is None else str(cell).strip()


def digits(cell: Celle) -> str:
    """A national number as eleven digits when that is what the cell holds; a zero that was lost in front is put back."""
    found = _BETWEEN.sub("", text(cell)) if not isinstance(cell, date) else ""
    return found.zfill(11) if found.isascii() and found.isdigit() and len(found) == 10 else found


def is_date(cell: Celle) -> bool:
    """Whether the cell is some day, or text or digits that are written as one; bare years and short numbers are not."""
    if isinstance(cell, date):
        return True
    written = text(cell)
    return len(written) >= 6 and bool(dates(cell)[0])


def dates(cell: Celle) -> tuple[tuple[date, ...], int | None]:
    """The days that a cell may mean, and the year when there is no day. Years with two digits mean either century."""
    if isinstance(cell, date):
        return (cell,), None
    written = text(cell)
    if written.isascii() and written.isdigit():
        number = int(written)
        if len(written) == 4 and _OLDEST <= number <= _LATEST.year:
            return (), number
        if len(written) in {5, 7}:
            written = f"0{written}"
        if len(written) == 8 and _is_day(written[:4], written[4:6], written[6:]):
            return (date(int(written[:4]), int(written[4:6]), int(written[6:])),), None
    if found := _TWO_DIGITS.fullmatch(written):
        day, month, year = map(int, found.groups())
        both = [date(century + year, month, day) for century in _CENTURIES if _is_day(century + year, month, day)]
        return tuple(both), None
    try:
        return (parse_norsk_dato(written.partition(" 00:00")[0], latest=_LATEST),), None
    except FeilDato:
        return (), None


def _is_day(year: str | int, month: str | int, day: str | int) -> bool:
    try:
        return date(int(year), int(month), int(day)).year >= _OLDEST
    except ValueError:
        return False
