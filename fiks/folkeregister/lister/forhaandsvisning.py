"""Counts that find nobody: what a preview may tell (docs/adr/0009).

A total below `LEAST` is told as «færre enn 5», none included, and without ages. Ages stand in bands of five years, merged
until each holds `LEAST`. The total is rounded to the nearest five, and the bands to fives above or below so that they add up
to it: told otherwise, total and bands together could be solved for the numbers behind.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fiks.folkeregister.lister.utvalg import OLDEST

LEAST = 5
_BAND = 5
_OPEN_FROM = 95  # the oldest are one band from the start


@dataclass(frozen=True, slots=True)
class Baand:
    """An age band: its label, its rounded number, and that number as text."""

    label: str
    antall: int

    @property
    def shown(self) -> str:
        """The number as it stands beside the bar."""
        return _tall(self.antall)


@dataclass(frozen=True, slots=True)
class Forhaandsvisning:
    """What is told before the list is drawn. `antall` is rounded, None when there are fewer than five."""

    antall: int | None
    baand: tuple[Baand, ...] = ()

    @property
    def shown(self) -> str:
        """The total as text: «2 320» or «færre enn 5»."""
        return _("færre enn 5") if self.antall is None else _tall(self.antall)


@dataclass(slots=True)
class _Cell:
    """Ages from and to, both counted in; `unknown` when persons without an age are in it."""

    fra: int
    til: int
    count: int
    unknown: bool = False


def forhaandsvis(by_age: Mapping[int | None, int], *, fra: int, til: int) -> Forhaandsvisning:
    """Make the preview of a number of persons by age (None: unknown), within the ages that the criteria ask for."""
    total = sum(by_age.values())
    if total < LEAST:
        return Forhaandsvisning(None)
    cells = merge(_cells(by_age, fra=fra, til=til))
    rounded = round_to_sum([cell.count for cell in cells])
    return Forhaandsvisning(sum(rounded), tuple(map(_baand, cells, rounded)))


def round_to_sum(counts: Sequence[int]) -> list[int]:
    """Round to fives above or below, so that the sum is the nearest five of the true sum. The largest remainders go up."""
    rounded = [count // _BAND * _BAND for count in counts]
    missing = (nearest(sum(counts)) - sum(rounded)) // _BAND
    largest_first = sorted(range(len(counts)), key=lambda place: -(counts[place] % _BAND))
    for place in largest_first[:missing]:
        rounded[place] += _BAND
    return rounded


def nearest(count: int) -> int:
    """The nearest multiple of five."""
    return (count + 2) // 5 * 5


def merge(cells: Sequence[_Cell]) -> list[_Cell]:
    """Join cells with the next until each holds LEAST; what is left at the end joins the last. Needs LEAST in all."""
    merged: list[_Cell] = []
    for cell in cells:
        if merged and merged[-1].count < LEAST:
            _join(merged[-1], cell)
        else:
            merged.append(_Cell(cell.fra, cell.til, cell.count, cell.unknown))
    if len(merged) > 1 and merged[-1].count < LEAST:
        _join(merged[-2], merged.pop())
    return merged


def _join(cell: _Cell, following: _Cell) -> None:
    cell.til, cell.count = max(cell.til, following.til), cell.count + following.count
    cell.unknown = cell.unknown or following.unknown


def _cells(by_age: Mapping[int | None, int], *, fra: int, til: int) -> list[_Cell]:
    """Bands of five years from the first age to the last, whether there is somebody or not, and the unknown at the end."""
    starts = [fra, *(start for start in range(0, _OPEN_FROM + 1, _BAND) if fra < start <= til)]
    ends = [start - 1 for start in starts[1:]] + [til]
    cells = [_Cell(first, last, 0) for first, last in zip(starts, ends, strict=True)]
    for age, count in by_age.items():
        if age is not None:
            _cell_of(cells, age).count += count
    if unknown := by_age.get(None, 0):
        cells.append(_Cell(til, til, unknown, unknown=True))
    return cells


def _cell_of(cells: list[_Cell], age: int) -> _Cell:
    return next((cell for cell in cells if age <= cell.til), cells[-1])


def _baand(cell: _Cell, antall: int) -> Baand:
    label = _label(cell.fra, cell.til)
    return Baand(_("%(alder)s, eller ukjent") % {"alder": label} if cell.unknown else label, antall)


def _label(fra: int, til: int) -> str:
    if til >= OLDEST:
        return _("%(fra)s år eller eldre") % {"fra": fra}
    return _("%(fra)s år") % {"fra": fra} if fra == til else _("%(fra)s–%(til)s år") % {"fra": fra, "til": til}


def _tall(number: int) -> str:
    """With a hard space between thousands."""
    return f"{number:,}".replace(",", "\u00a0")
