"""Our own streaming writer of xlsx, csv and ods. No Django. See README.md."""

from fiks.felles.regneark.book import Book, Format, open_book, write_book
from fiks.felles.regneark.copying import stream_copy
from fiks.felles.regneark.kolonne import Kolonne, Slag, Value, select_list
from fiks.felles.regneark.zipping import Sink

__all__ = [
    "Book",
    "Format",
    "Kolonne",
    "Sink",
    "Slag",
    "Value",
    "open_book",
    "select_list",
    "stream_copy",
    "write_book",
]
