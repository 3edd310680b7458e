"""Geometry of the small bar chart: horizontal bars, so that any number of groups and any length of value fits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

WIDTH = 288  # the narrowest column on a phone; text in a drawing shrinks when the drawing does
ROW = 26
# A letter and a digit of Inter 14 px, wide enough a mean that texts neither meet a bar nor leave the drawing.
_LETTER = 7.4
_DIGIT = 9.2
_GAP = 8
_SHORTEST = 20  # room for the longest bar, however long the labels are


class Row(Protocol):
    """One bar: its name, its length, and the value as it may be shown («færre enn 5»)."""

    @property
    def label(self) -> str: ...
    @property
    def antall(self) -> int: ...
    @property
    def shown(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in pixels; `baseline` is of its texts, `value_x` where its value begins."""

    label: str
    shown: str
    top: int
    baseline: int
    length: str
    value_x: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars and the drawing they stand in; `axis` is where they begin, `largest` the row that the description names."""

    bars: list[Bar]
    width: int
    height: int
    axis: int
    largest: Row | None


def chart(rows: Iterable[Row]) -> Chart:
    """Lay the bars out from a zero baseline, in the order given."""
    rows = list(rows)
    axis = max((_text_width(row.label) for row in rows), default=0) + _GAP
    scale = _scale(rows, axis)
    bars = [_bar(number, row, axis, scale * row.antall) for number, row in enumerate(rows)]
    largest = max(rows, key=lambda row: row.antall, default=None)
    return Chart(bars, WIDTH, ROW * len(rows), axis, largest if largest and largest.antall else None)


def _text_width(text: str) -> int:
    digits = sum(letter.isdecimal() for letter in str(text))
    return round((len(str(text)) - digits) * _LETTER + digits * _DIGIT)


def _scale(rows: Sequence[Row], axis: int) -> float:
    """Pixels a unit: as long as each bar can be with its own value beside it."""
    rooms = ((max(WIDTH - axis - _GAP - _text_width(row.shown), _SHORTEST), row.antall) for row in rows)
    return min((room / antall for room, antall in rooms if antall > 0), default=0.0)


def _bar(number: int, row: Row, axis: int, length: float) -> Bar:
    top = number * ROW
    return Bar(str(row.label), str(row.shown), top + 4, top + 18, f"{length:.1f}", f"{axis + length + _GAP:.1f}")
