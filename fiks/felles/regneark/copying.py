"""From a SELECT to a book, as fast as the database sends it."""

from collections.abc import Callable
from itertools import islice
from typing import TypeVar

from psycopg import Cursor, sql

from fiks.felles.regneark.book import Book
from fiks.felles.regneark.fields import COPY_OPTIONS

_BATCH = 500  # what fits in the processor's cache; bigger ones are slower
_Row = TypeVar("_Row")


def stream_copy(
    cursor: Cursor[_Row],
    select: sql.Composable,
    book: Book,
    *,
    on_keys: Callable[[list[bytes]], None] | None = None,
    on_rows: Callable[[int], None] | None = None,
    every: int = 20_000,
) -> int:
    """Write what a SELECT gives to the open sheet, and return the number of rows.

    Args:
        cursor: psycopg's own, in a transaction, with client encoding UTF-8.
        select: gives a key and then the columns of the sheet in order (see `select_list`), dates as dates.
        book: with its sheet begun.
        on_keys: gets the keys of some rows at a time. A key is plain text such as a number.
        on_rows: gets the number of rows so far, every now and then. What it raises stops the query and the file.
        every: rows between two calls of `on_rows`.

    Raises:
        ValueError: the SELECT does not fit the columns, or an INTEGER column holds something else.
        RuntimeError: the connection is not as said above.
    """
    _prepare(cursor)
    width, count = len(book.columns) + 1, 0
    copy_out = sql.SQL("COPY ({}) TO STDOUT ({})").format(select, sql.SQL(COPY_OPTIONS))
    with cursor.copy(copy_out) as rows:
        received = iter(rows)
        while batch := list(islice(received, _BATCH)):
            fields = book.split(b"".join(batch))
            if len(fields) != width * len(batch):
                raise ValueError(f"{len(fields)} fields in {len(batch)} rows, expected a key and {width - 1} columns")
            if on_keys:
                on_keys(fields[::width])
            del fields[::width]
            book.add(fields)
            before, count = count, count + len(batch)
            if on_rows and before // every != count // every:
                on_rows(count)
    return count


def _prepare(cursor: Cursor[_Row]) -> None:
    """Let dates come as ISO for the rest of the transaction."""
    cursor.execute("select set_config('datestyle', 'ISO', true)")
    info = cursor.connection.info
    if not (info.parameter_status("DateStyle") or "").startswith("ISO") or info.encoding != "utf-8":
        raise RuntimeError("stream_copy needs a transaction and client encoding UTF-8")
