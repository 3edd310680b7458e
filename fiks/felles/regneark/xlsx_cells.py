"""Cells of SpreadsheetML. The numbers of styles are places in `xlsx_parts.STYLES`."""

import re
from dataclasses import replace
from datetime import date

from fiks.felles.regneark.fields import SEPARATOR, longer_than
from fiks.felles.regneark.markup import MARK, Markup

MAX_TEXT = 32_767  # Excel's limit for a cell, in UTF-16 code units
_MAX_DIGITS = 15  # a longer number loses its last digits in Excel
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 and knows nothing before that year

_LOOKS_ENCODED = re.compile(rb"_(?=x[0-9A-Fa-f]{4}_)")
_SPACE_AT_EDGE = re.compile(rb"(?:(?<=\x1f)|\A)(?=[ \t\n]|[^\x1f]*[ \t\n]\x1f)")
_EDGES = (b" \x1f", b"\x1f ", b"\n", b"\t")
_TEXT = (b'<c s="1" t="inlineStr"><is><t>', b"</t></is></c>")
_HEADING = (b'<c s="3" t="inlineStr"><is><t>', b"</t></is></c>")
_WRAPPED = (b'<c s="4" t="inlineStr"><is><t>', b"</t></is></c>")
_EMPTY = b"<c/>"


def escape(data: bytes) -> bytes:
    """Write fields as XML, none longer than Excel takes, and mark those whose spaces Excel would drop."""
    if longer_than(MAX_TEXT, data):
        data = SEPARATOR.join(map(_cut, data.split(SEPARATOR)))
    data = data.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    if b"_" in data:  # Excel would read _x0041_ as the letter A (ECMA-376 part 1, 22.9.2.19)
        data = _LOOKS_ENCODED.sub(b"_x005F_", data)
    return _SPACE_AT_EDGE.sub(MARK, data) if any(edge in data for edge in _EDGES) or data[:1] == b" " else data


def _cut(value: bytes) -> bytes:
    """Cut a text that Excel would call damaged, and end it with «…»."""
    units = value.decode().encode("utf-16-le") if len(value) > MAX_TEXT else b""
    if len(units) <= 2 * MAX_TEXT:
        return value
    return units[: 2 * (MAX_TEXT - 1)].decode("utf-16-le", "ignore").encode() + "…".encode()


def _text(value: bytes) -> bytes:
    return _TEXT[0] + value + _TEXT[1]


def _date(value: bytes) -> bytes:
    """A true date; text where Excel's calendar does not reach."""
    if not value:
        return _EMPTY
    try:
        day = date.fromisoformat(value.decode())
    except ValueError:  # infinity, or a year that Python lacks
        return _text(value)
    if day < _FIRST_DAY:
        return _text(f"{day.day:02d}.{day.month:02d}.{day.year:04d}".encode())
    return b'<c s="2"><v>%d</v></c>' % (day.toordinal() - _DAY_ZERO)


def _integer(value: bytes) -> bytes:
    """A true number; text when Excel would lose digits.

    Raises:
        ValueError: the column holds something else than whole numbers.
    """
    if not value:
        return _EMPTY
    digits = b"%d" % int(value)
    return b"<c><v>%b</v></c>" % digits if len(digits) <= _MAX_DIGITS else _text(digits)


ROWS = Markup(
    row=(b"<row>", b"</row>"),
    text=_TEXT,
    date=_date,
    integer=_integer,
    escape=escape,
    empty=_EMPTY,
    marked=(b"<t>" + MARK, b'<t xml:space="preserve">'),
)
HEADINGS = replace(ROWS, text=_HEADING)
WRAPPED = replace(ROWS, text=_WRAPPED)
