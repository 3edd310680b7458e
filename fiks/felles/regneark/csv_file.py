"""CSV as Norwegian spreadsheets open it: UTF-8 with BOM, semicolon, CRLF, every text in quotes, dates as 2026-12-31.

Spreadsheets take a text that begins like a formula for one, quotes or not. Such a text gets an apostrophe in front, which
is visible but does the least harm. A plus or minus before digits alone (+47 900 00 000, -5) computes nothing and is left.
A text that already has apostrophes there gets one more, so that `unguarded` gives every text back as it was.
"""

import re
import sys

from fiks.felles.regneark.markup import Markup
from fiks.felles.regneark.plan import Plan
from fiks.felles.regneark.zipping import Sink

_BOM = b"\xef\xbb\xbf"
# Spreadsheets skip blanks before the sign, and some read full-width signs as plain ones.
_FORMULA = re.compile(r"'*(?:[\t\n]|[\s\u200b-\u200f\u2060\ufeff]*(?:[=@＝＠]|[+\-＋－−](?![\d \xa0]+\Z)))")
# The first bytes of what _FORMULA matches; nearly all fields are let through by this look alone.
_SUSPECT = frozenset({b"'", b"\t", b"\n", b" ", b"=", b"@", b"+", b"-", b"\xc2", b"\xe1", b"\xe2", b"\xe3", b"\xef"})


def _guard(fields: list[bytes]) -> list[bytes]:
    return [b"'" + field if field[:1] in _SUSPECT and _FORMULA.match(field.decode()) else field for field in fields]


def unguarded(text: str) -> str:
    """A text that was read from a file of ours, without the apostrophe in front of what looks like a formula."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _escape(data: bytes) -> bytes:
    return data.replace(b'"', b'""')


def _date(value: bytes) -> bytes:
    return value


def _integer(value: bytes) -> bytes:
    return b"%d" % int(value) if value else b""


_ROWS = Markup(
    row=(b"", b"\r\n"),
    text=(b'"', b'"'),
    between=b";",
    date=_date,
    integer=_integer,
    escape=_escape,
    texts=_guard,
)


class _Sheet:
    """The rows of the file, or of a sheet that is left out."""

    room = sys.maxsize

    def __init__(self, sink: Sink | None) -> None:
        self._sink = sink

    def write(self, rows: bytes, _count: int, /) -> None:
        if self._sink:
            self._sink.write(rows)

    def end(self) -> None:
        pass


class Csv:
    """The first sheet alone: the format has no room for more."""

    rows: Markup = _ROWS
    headings: Markup = _ROWS
    wrapped: Markup = _ROWS

    def __init__(self, sink: Sink) -> None:
        self._sink: Sink | None = sink
        sink.write(_BOM)

    def begin(self, _plan: Plan, /) -> _Sheet:
        """Begin a sheet."""
        sheet = _Sheet(self._sink)
        self._sink = None
        return sheet

    def close(self) -> None:
        """Nothing comes after the rows."""
