"""Cells of OpenDocument tables. The names of styles are those of `ods_parts`."""

import re
from dataclasses import replace
from datetime import date

from fiks.felles.regneark.markup import Markup

_MAX_DIGITS = 15  # a longer number loses its last digits, since spreadsheets count with binary fractions

# Spaces at the edges of a paragraph are dropped, and all but the first of several (ODF part 3, 6.1.2).
_LOST_SPACE = re.compile(rb"(?:(?<=[\x1f\n ])|\A) | (?=[\x1f\n])")
_LOST = (b"  ", b" \x1f", b"\x1f ", b"\n")
_END = b"</text:p></table:table-cell>"
_TEXT = (b'<table:table-cell table:style-name="t" office:value-type="string"><text:p>', _END)
_HEADING = (b'<table:table-cell table:style-name="h" office:value-type="string"><text:p>', _END)
_WRAPPED = (b'<table:table-cell table:style-name="w" office:value-type="string"><text:p>', _END)
_DATE = b'<table:table-cell table:style-name="d" office:value-type="date" office:date-value="%b"><text:p>%b' + _END
_INTEGER = b'<table:table-cell office:value-type="float" office:value="%b"><text:p>%b' + _END
_EMPTY = b"<table:table-cell/>"


def escape(data: bytes) -> bytes:
    """Write fields as paragraphs, with elements for the spaces that would be dropped.

    A tab becomes a space: readers, LibreOffice among them, drop the element that stands for it.
    """
    data = data.replace(b"\t", b" ").replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    if data[:1] == b" " or any(white in data for white in _LOST):
        data = _LOST_SPACE.sub(b"<text:s/>", data).replace(b"\n", b"</text:p><text:p>")
    return data


def _text(value: bytes) -> bytes:
    return _TEXT[0] + value + _TEXT[1]


def _date(value: bytes) -> bytes:
    if not value:
        return _EMPTY
    try:
        day = date.fromisoformat(value.decode())
    except ValueError:  # infinity, or a year that Python lacks
        return _text(value)
    return _DATE % (value, f"{day.day:02d}.{day.month:02d}.{day.year:04d}".encode())


def _integer(value: bytes) -> bytes:
    """A true number; text when digits would be lost.

    Raises:
        ValueError: the column holds something else than whole numbers.
    """
    if not value:
        return _EMPTY
    digits = b"%d" % int(value)
    return _INTEGER % (digits, digits) if len(digits) <= _MAX_DIGITS else _text(digits)


ROWS = Markup(
    row=(b"<table:table-row>", b"</table:table-row>"),
    text=_TEXT,
    date=_date,
    integer=_integer,
    escape=escape,
    empty=_EMPTY,
)
HEADINGS = replace(ROWS, text=_HEADING)
WRAPPED = replace(ROWS, text=_WRAPPED)
