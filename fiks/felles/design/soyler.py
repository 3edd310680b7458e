"""Geometry of the small bar chart: horizontal bars, so that any number of groups and any length of value fits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

WIDTH = 288  # the narrowest column on a phone; text in a drawing shrinks when the drawing does
ROW = 26
_LETTER = 7.6  # the widest mean of Inter 14 px, so that labels never meet their bars
_GAP = 8


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
    label: str
    shown: str
    top: int
    baseline: int
    left: int
    length: str
    value_x: str


@dataclass(frozen=True, slots=True)
class Chart:
    bars: list[Bar]
    height: int
    width: int
    axis: int
    largest: Row | None


def chart(rows: Iterable[Row]) -> Chart:
    """Lay the bars out from a zero baseline, in the order given."""
    rows = list(rows)
    axis = round(max((len(str(row.label)) for row in rows), default=0) * _LETTER) + _GAP
    room = WIDTH - axis - _GAP - round(max((len(str(row.shown)) for row in rows), default=0) * _LETTER)
    most = max((row.antall for row in rows), default=0)
    bars = [_bar(number, row, axis, max(room, 20), most) for number, row in enumerate(rows)]
    largest = max(rows, key=lambda row: row.antall, default=None)
    return Chart(bars, ROW * len(rows), WIDTH, axis, largest if most else None)


def _bar(number: int, row: Row, axis: int, room: int, most: int) -> Bar:
    length = room * row.antall / most if most else 0.0
    top = number * ROW
    return Bar(str(row.label), str(row.shown), top + 4, top + 18, axis, f"{length:.1f}", f"{axis + length + _GAP:.1f}")
