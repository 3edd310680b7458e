"""Rows as fields, in the text format of COPY, which rows from Python are turned into as well.

Fields are parted by the control character US (0x1F). COPY puts a backslash before it where it stands in a value, so a
value can never pass for two; every control character that XML forbids is removed, this one included.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from fiks.felles.regneark.kolonne import Value

SEPARATOR = b"\x1f"
COPY_OPTIONS = "FORMAT text, DELIMITER E'\\x1f', NULL ''"

_FORBIDDEN = bytes(set(range(0x20)) - set(b"\t\n\r\x1f"))
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_ESCAPED = re.compile(rb"\\(r\\n|.)", re.DOTALL)
_MEANING = {rb"r\n": b"\n", b"r": b"\n", b"n": b"\n", b"t": b"\t", b"\\": b"\\"}
_ESCAPES = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\x1f": "\\\x1f"})


def clean(rows: bytes) -> bytes:
    """Turn whole rows of COPY text into fields that each end with SEPARATOR.

    What no spreadsheet can hold is removed: control characters other than tab and line break, U+FFFE and U+FFFF. Carriage
    returns become line breaks, which XML would make them anyhow.
    """
    data = rows.translate(None, _FORBIDDEN).replace(b"\n", SEPARATOR)
    if b"\xef" in data:  # their first byte; one byte is looked for much faster than three
        for character in _NONCHARACTERS:
            data = data.replace(character, b"")
    return _ESCAPED.sub(_unescape, data) if b"\\" in data else data


def _unescape(match: re.Match[bytes]) -> bytes:
    return _MEANING.get(match[1], b"")


def copy_text(rows: Iterable[Sequence[Value]]) -> bytes:
    """Write rows as COPY would have sent them."""
    return b"".join(SEPARATOR.join(map(_encode, row)) + b"\n" for row in rows)


def _encode(value: Value) -> bytes:
    if value is None:
        return b""
    text = value.isoformat() if isinstance(value, date) else str(value)
    return text.translate(_ESCAPES).encode(errors="replace")


def longer_than(limit: int, data: bytes) -> bool:
    """Tell whether some field has more than `limit` bytes, by looking at a few places only."""
    start = 0
    while start + limit < len(data):
        start = data.rfind(SEPARATOR, start, start + limit + 1) + 1
        if not start:
            return True
    return False
