"""Workbooks of Office Open XML (ECMA-376)."""

from collections.abc import Callable
from dataclasses import dataclass

from fiks.felles.regneark import xlsx_cells, xlsx_parts
from fiks.felles.regneark.markup import Markup
from fiks.felles.regneark.plan import Area, Plan
from fiks.felles.regneark.zipping import Entry, Sink, ZipWriter

MAX_ROWS = 1_048_576  # of a sheet, headings included
_MAX_SHEET_BYTES = 0xF000_0000  # keeps every part within 32 bits, since not every reader knows 64


@dataclass(slots=True)
class _Sheet:
    """One part of the package, being written."""

    plan: Plan
    entry: Entry
    done: Callable[[Area], None]
    height: int = 0

    @property
    def room(self) -> int:
        return MAX_ROWS - self.height if self.entry.size < _MAX_SHEET_BYTES else 0

    def write(self, rows: bytes, count: int, /) -> None:
        self.entry.write(rows)
        self.height += count

    def end(self) -> None:
        area = Area(self.plan, self.height)
        self.entry.write(xlsx_parts.sheet_end(area))
        self.entry.close()
        self.done(area)


class Xlsx:
    """The package around the rows. The lists of its parts come last, when their number is known."""

    rows: Markup = xlsx_cells.ROWS
    headings: Markup = xlsx_cells.HEADINGS
    wrapped: Markup = xlsx_cells.WRAPPED

    def __init__(self, sink: Sink) -> None:
        self._archive = ZipWriter(sink)
        self._sheets: list[Area] = []
        self._archive.add("_rels/.rels", xlsx_parts.ROOT_RELATIONS)
        self._archive.add("docProps/app.xml", xlsx_parts.PROPERTIES)
        self._archive.add("xl/styles.xml", xlsx_parts.STYLES)

    def begin(self, plan: Plan, /) -> _Sheet:
        """Begin a sheet; end it before the next."""
        number = len(self._sheets) + 1
        entry = self._archive.open(f"xl/worksheets/sheet{number}.xml")
        entry.write(xlsx_parts.sheet_start(plan, active=number == 1))
        return _Sheet(plan, entry, self._sheets.append)

    def close(self) -> None:
        """Write the lists of parts."""
        count = len(self._sheets)
        self._archive.add("xl/workbook.xml", xlsx_parts.workbook(self._sheets))
        self._archive.add("xl/_rels/workbook.xml.rels", xlsx_parts.workbook_relations(count))
        self._archive.add("[Content_Types].xml", xlsx_parts.content_types(count))
        self._archive.close()
