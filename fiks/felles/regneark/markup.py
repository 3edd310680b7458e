"""Fields to the markup of rows, many rows at a time: the same constants between the cells of each row, joined once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fiks.felles.regneark.fields import SEPARATOR
from fiks.felles.regneark.kolonne import Kolonne, Slag

MARK = b"\x01"
_REMEMBERED = 50_000


class Cells(dict[bytes, bytes]):
    """Finished cells of values that come again and again, such as dates and ages. Starts over when it has grown big."""

    def __init__(self, render: Callable[[bytes], bytes]) -> None:
        super().__init__()
        self._render = render

    def __missing__(self, value: bytes) -> bytes:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[value] = cell = self._render(value)
        return cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """How a format writes rows. Dates come as ISO text, integers as digits; both may be empty.

    `escape` gets many fields at once, parted by fields.SEPARATOR, and `texts` the fields of one text column after that.
    `escape` may put MARK first in a field whose cell must begin in another way: `marked` says what becomes what.
    """

    row: tuple[bytes, bytes]
    text: tuple[bytes, bytes]
    date: Callable[[bytes], bytes]
    integer: Callable[[bytes], bytes]
    escape: Callable[[bytes], bytes]
    between: bytes = b""
    empty: bytes | None = None
    marked: tuple[bytes, bytes] | None = None
    texts: Callable[[list[bytes]], list[bytes]] | None = None


class Rows:
    """Turns the fields of rows into markup. Made once for each sheet."""

    def __init__(self, markup: Markup, columns: Sequence[Kolonne]) -> None:
        self.markup, self.width = markup, len(columns)
        self._texts = [place for place, column in enumerate(columns) if column.slag is Slag.TEXT]
        self._made = {
            place: Cells(markup.date if column.slag is Slag.DATE else markup.integer)
            for place, column in enumerate(columns)
            if column.slag is not Slag.TEXT
        }
        plain = (b"", b"")
        around = [plain if place in self._made else markup.text for place in range(self.width)]
        self._first = markup.row[0] + around[0][0]
        self._last = around[-1][1] + markup.row[1]
        inner = [left[1] + markup.between + right[0] for left, right in pairwise(around)]
        # A place for each cell, and after it what stands between it and the next one.
        self._between = [piece for after in (*inner, self._last + self._first) for piece in (b"", after)]
        self._empty = b"".join(markup.text)

    def split(self, data: bytes) -> list[bytes]:
        """Escape cleaned rows and part their fields."""
        fields = self.markup.escape(data).split(SEPARATOR)
        fields.pop()
        return fields

    def render(self, cells: list[bytes]) -> bytes:
        """Markup of whole rows, whose cells stand after each other. Changes the list."""
        filled = all(cells)
        for place, made in self._made.items():
            cells[place :: self.width] = map(made.__getitem__, cells[place :: self.width])
        if self.markup.texts:
            for place in self._texts:
                cells[place :: self.width] = self.markup.texts(cells[place :: self.width])
        pieces = self._between * (len(cells) // self.width)
        pieces[::2] = cells
        pieces[-1] = self._last
        pieces.insert(0, self._first)
        rows = b"".join(pieces)
        if not filled and self.markup.empty is not None:
            rows = rows.replace(self._empty, self.markup.empty)
        return rows.replace(*self.markup.marked) if self.markup.marked and MARK in rows else rows
