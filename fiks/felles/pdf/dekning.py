"""Which characters the typeface can show."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

SKRIFTER = Path(__file__).parent / "skrifter"
_ERSTATNING = "\N{WHITE SQUARE}"


def showable(text: str) -> str:
    """The text, composed, with what the typeface lacks (emojis, Chinese …) replaced by □.

    PDF/UA does not allow characters without a glyph, so one such in a user's text would otherwise stop the whole document.
    Control characters are removed, apart from line breaks; a tab becomes a space.
    """
    if text.isascii() and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(map(_shown, composed))


def _shown(character: str) -> str:
    if character == "\n" or ord(character) in _covered():
        return character
    return "" if unicodedata.category(character) in {"Cc", "Cf"} else _ERSTATNING


@cache
def _covered() -> frozenset[int]:
    """Code points that every vendored font has, without those for private use and those that cannot be seen."""
    fonts = [_code_points(file.read_bytes()) for file in sorted(SKRIFTER.glob("*.ttf"))]
    common = frozenset.intersection(*fonts)
    return frozenset(point for point in common if unicodedata.category(chr(point)) not in {"Cc", "Cf", "Co", "Cn"})


def _code_points(font: bytes) -> frozenset[int]:
    """What the table `cmap` of a TrueType font maps to a glyph (OpenType 1.9, formats 4 and 12)."""
    offset = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, offset + 2)
    points: set[int] = set()
    for index in range(count):
        (subtable,) = struct.unpack_from(">I", font, offset + 4 + 8 * index + 4)
        (kind,) = struct.unpack_from(">H", font, offset + subtable)
        if kind == 4:
            points |= _format_4(font, offset + subtable)
        elif kind == 12:
            points |= _format_12(font, offset + subtable)
    return frozenset(points)


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError(f"the font has no table {tag!r}")


def _format_4(font: bytes, at: int) -> set[int]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    ends = struct.unpack_from(f">{double // 2}H", font, at + 14)
    starts = struct.unpack_from(f">{double // 2}H", font, at + 16 + double)
    return {
        point for start, end in zip(starts, ends, strict=True) for point in range(start, end + 1) if point != 0xFFFF
    }


def _format_12(font: bytes, at: int) -> set[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    groups = (struct.unpack_from(">III", font, at + 16 + 12 * index) for index in range(count))
    return {point for start, end, _ in groups for point in range(start, end + 1)}
