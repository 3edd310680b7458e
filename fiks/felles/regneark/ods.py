"""OpenDocument spreadsheets (ODF 1.3). All sheets lie in one part, written as it goes."""

from collections.abc import Callable
from dataclasses import dataclass

from fiks.felles.regneark import ods_cells, ods_parts
from fiks.felles.regneark.markup import Markup
from fiks.felles.regneark.plan import Area, Plan
from fiks.felles.regneark.zipping import Entry, Sink, ZipWriter

MAX_ROWS = 1_048_576  # of a sheet, headings included, in LibreOffice and Excel


@dataclass(slots=True)
class _Sheet:
    """One table of the document, being written."""

    plan: Plan
    entry: Entry
    done: Callable[[Area], None]
    height: int = 0

    @property
    def room(self) -> int:
        return MAX_ROWS - self.height

    def write(self, rows: bytes, count: int, /) -> None:
        self.entry.write(rows)
        self.height += count

    def end(self) -> None:
        self.entry.write(ods_parts.TABLE_END)
        self.done(Area(self.plan, self.height))


class Ods:
    """The package around the rows."""

    rows: Markup = ods_cells.ROWS
    headings: Markup = ods_cells.HEADINGS
    wrapped: Markup = ods_cells.WRAPPED

    def __init__(self, sink: Sink) -> None:
        self._archive = ZipWriter(sink)
        self._sheets: list[Area] = []
        # Uncompressed and first, so that the kind of file can be told from its first bytes (ODF part 2, 3.3).
        self._archive.add("mimetype", ods_parts.MEDIA_TYPE.encode(), stored=True)
        self._content = self._archive.open("content.xml")
        self._content.write(ods_parts.CONTENT_START)

    def begin(self, plan: Plan, /) -> _Sheet:
        """Begin a sheet; end it before the next."""
        self._content.write(ods_parts.table_start(plan))
        return _Sheet(plan, self._content, self._sheets.append)

    def close(self) -> None:
        """Write filters, frozen rows and the list of parts."""
        self._content.write(ods_parts.content_end(self._sheets))
        self._content.close()
        self._archive.add("settings.xml", ods_parts.settings(self._sheets))
        self._archive.add("meta.xml", ods_parts.META)
        self._archive.add("META-INF/manifest.xml", ods_parts.MANIFEST)
        self._archive.close()
