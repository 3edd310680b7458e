"""Books: one way to write sheets, whatever the format."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from itertools import islice
from typing import Protocol

from fiks.felles.regneark.csv_file import Csv
from fiks.felles.regneark.fields import clean, copy_text
from fiks.felles.regneark.kolonne import Kolonne, Value
from fiks.felles.regneark.markup import Markup, Rows
from fiks.felles.regneark.ods import Ods
from fiks.felles.regneark.plan import Plan
from fiks.felles.regneark.xlsx import Xlsx
from fiks.felles.regneark.zipping import Sink

_BATCH = 500
_MAX_NAME = 27  # Excel takes 31; « 999» must have room
_NOT_IN_NAMES = frozenset("[]:*?/\\'")


class Format(StrEnum):
    """The kinds of files. The value is the file's ending."""

    XLSX = "xlsx"
    CSV = "csv"
    ODS = "ods"

    @property
    def media_type(self) -> str:
        """For the header Content-Type."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}


class Sheet(Protocol):
    """A sheet that a format is writing."""

    @property
    def room(self) -> int:
        """How many more rows it can take."""

    def write(self, rows: bytes, count: int, /) -> None:
        """Add finished rows."""

    def end(self) -> None:
        """Write what comes after the rows."""


class Container(Protocol):
    """What a format must know: how rows, headings and wrapped text are written, and what stands around them."""

    rows: Markup
    headings: Markup
    wrapped: Markup

    def begin(self, plan: Plan, /) -> Sheet:
        """Begin a sheet. The one before has ended."""

    def close(self) -> None:
        """Write what comes after the last sheet."""


class Book:
    """A file on its way to a sink. It is whole when the block of `open_book` has ended well."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._sheet: Sheet | None = None
        self.rows = 0

    def sheet(self, name: str, columns: Sequence[Kolonne], *, headings: bool = True) -> None:
        """Begin a sheet. Rows that do not fit go on in «name 2», «name 3» …

        Without headings there is neither filter nor frozen row, and long text wraps.

        Raises:
            ValueError: spreadsheets do not take the name, or there are no columns.
        """
        if not 0 < len(name) <= _MAX_NAME or _NOT_IN_NAMES & set(name) or not columns:
            raise ValueError(f"not a sheet: {name!r} with {len(columns)} columns")
        self._plan, self._part = Plan(name, tuple(columns), headings), 1
        self._rows = Rows(self._container.rows if headings else self._container.wrapped, columns)
        self._begin()

    @property
    def columns(self) -> Sequence[Kolonne]:
        """The columns of the sheet that is open."""
        return self._plan.columns

    def split(self, copied: bytes) -> list[bytes]:
        """The fields of whole rows in COPY text, one after the other, as `add` wants them."""
        return self._rows.split(clean(copied))

    def add(self, cells: list[bytes]) -> None:
        """Write rows whose fields come from `split`. Uses up the list."""
        width = len(self.columns)
        if not self._sheet or len(cells) % width:
            raise ValueError(f"{len(cells)} fields do not make rows of {width} in an open sheet")
        self.rows += len(cells) // width
        while cells:
            sheet = self._with_room(self._sheet)
            end = sheet.room * width
            part, cells = (cells, []) if len(cells) <= end else (cells[:end], cells[end:])
            sheet.write(self._rows.render(part), len(part) // width)

    def write(self, rows: Iterable[Sequence[Value]]) -> None:
        """Write rows that are in memory; equal values give the same bytes as rows from the database."""
        left = iter(rows)
        while batch := list(islice(left, _BATCH)):
            self.add(self.split(copy_text(batch)))

    def finish(self) -> None:
        """End the file."""
        if self._sheet:
            self._sheet.end()
        self._container.close()

    def _with_room(self, sheet: Sheet) -> Sheet:
        if sheet.room:
            return sheet
        self._part += 1
        return self._begin()

    def _begin(self) -> Sheet:
        if self._sheet:
            self._sheet.end()
        name = f"{self._plan.name} {self._part}" if self._part > 1 else self._plan.name
        self._sheet = self._container.begin(replace(self._plan, name=name))
        if self._plan.headings:
            names = [column.overskrift for column in self.columns]
            heading = Rows(self._container.headings, [Kolonne(name) for name in names])
            self._sheet.write(heading.render(heading.split(clean(copy_text([names])))), 1)
        return self._sheet


_CONTAINERS: dict[Format, Callable[[Sink], Container]] = {Format.XLSX: Xlsx, Format.CSV: Csv, Format.ODS: Ods}


@contextmanager
def open_book(format: Format, sink: Sink) -> Iterator[Book]:
    """Write a book to a sink. When the block fails the file stays cut off: throw away what the sink has got.

    The first bytes reach the sink at once. A cut-off xlsx or ods cannot be opened; a cut-off csv can, so its sink must tell.
    """
    book = Book(_CONTAINERS[format](sink))
    yield book
    book.finish()


def write_book(
    format: Format, sink: Sink, sheets: Iterable[tuple[str, Sequence[Kolonne], Iterable[Sequence[Value]]]]
) -> None:
    """Write whole sheets: name, columns and rows of each. CSV holds the first one only."""
    with open_book(format, sink) as book:
        for name, columns, rows in sheets:
            book.sheet(name, columns)
            book.write(rows)
