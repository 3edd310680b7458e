import io
import os
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql

from fiks.felles.regneark import Format, Kolonne, Slag, Value, open_book, select_list, stream_copy
from fiks.felles.regneark.tests.reading import HOSTILE, calamine, kept, written

pytestmark = pytest.mark.database
Connection = psycopg.Connection[tuple[object, ...]]

COLUMNS = [
    Kolonne("Tekst", uttrykk=sql.Identifier("tekst")),
    Kolonne("Dato", Slag.DATE, uttrykk=sql.Identifier("dato")),
    Kolonne("Mangler"),
    Kolonne("Tall", Slag.INTEGER, uttrykk=sql.Identifier("tall")),
    Kolonne("Mer", uttrykk=sql.Identifier("mer")),
]
# PostgreSQL takes every character but NUL.
TEXT = st.none() | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])) | st.sampled_from(HOSTILE)
DATES = st.none() | st.dates()
NUMBERS = st.none() | st.integers(-(2**63), 2**63 - 1)


class Row(NamedTuple):
    tekst: str | None
    dato: date | None
    tall: int | None
    mer: str | None


class Stopped(Exception):
    pass


@pytest.fixture(scope="module")
def connection() -> Iterator[Connection]:
    with psycopg.connect(os.environ["DATABASE_URL"], client_encoding="utf8") as connection:
        yield connection


def _select(rows: list[Row]) -> sql.Composed:
    columns = [sql.Literal([row[place] for row in rows]) for place in range(4)]
    return sql.SQL(
        "select {} from unnest({}::text[], {}::date[], {}::bigint[], {}::text[]) "
        "with ordinality as rad (tekst, dato, tall, mer, nummer) order by nummer"
    ).format(select_list(sql.Identifier("nummer"), COLUMNS), *columns)


def _numbered(count: int) -> sql.Composed:
    return sql.SQL("select n, n::text, null, null, n, 'x' from generate_series(1, {}) n").format(sql.Literal(count))


def _from_database(connection: Connection, format: Format, rows: list[Row]) -> tuple[bytes, list[bytes]]:
    sink, keys = io.BytesIO(), list[bytes]()
    with connection.cursor() as cursor, open_book(format, sink) as book:
        book.sheet("Ark", COLUMNS)
        assert stream_copy(cursor, _select(rows), book, on_keys=keys.extend) == len(rows) == book.rows
    return sink.getvalue(), keys


def _stream(connection: Connection, select: sql.Composable, sink: io.BytesIO, **options: object) -> None:
    with connection.cursor() as cursor, open_book(Format.XLSX, sink) as book:
        book.sheet("Ark", COLUMNS)
        stream_copy(cursor, select, book, **options)


def _from_python(format: Format, rows: list[Row]) -> bytes:
    values: list[list[Value]] = [[row.tekst, row.dato, None, row.tall, row.mer] for row in rows]
    return written(format, ("Ark", COLUMNS, values))


@pytest.mark.parametrize("format", Format)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=st.lists(st.builds(Row, TEXT, DATES, NUMBERS, TEXT), max_size=8))
def test_rows_from_the_database_and_from_python_are_the_same_bytes(
    connection: Connection, format: Format, rows: list[Row]
) -> None:
    content, keys = _from_database(connection, format, rows)
    assert content == _from_python(format, rows)
    assert keys == [str(number).encode() for number in range(1, len(rows) + 1)]


@pytest.mark.parametrize("format", Format)
def test_hostile_text_in_the_database_is_the_same_bytes_too(connection: Connection, format: Format) -> None:
    rows = [Row(text, date(1950, 1, 31), 7, other) for text, other in zip(HOSTILE, reversed(HOSTILE), strict=True)]
    assert _from_database(connection, format, rows)[0] == _from_python(format, rows)


def test_text_from_the_database_is_read_back(connection: Connection) -> None:
    rows = [Row(text, date(1950, 1, 31), 7, "etter") for text in HOSTILE]
    read = calamine(_from_database(connection, Format.XLSX, rows)[0])["Ark"][1:]
    assert read == [[kept(text), date(1950, 1, 31), "", 7, "etter"] for text in HOSTILE]


def test_a_date_that_no_calendar_of_ours_holds_is_kept_as_text(connection: Connection) -> None:
    sink = io.BytesIO()
    with connection.cursor() as cursor, open_book(Format.XLSX, sink) as book:
        book.sheet("Ark", [Kolonne("Dato", Slag.DATE)])
        stream_copy(cursor, sql.SQL("values (1, 'infinity'::date), (2, '0044-03-15 BC')"), book)
    assert calamine(sink.getvalue())["Ark"][1:] == [["infinity"], ["0044-03-15 BC"]]


def test_dates_are_right_whatever_the_style_of_the_session(connection: Connection) -> None:
    connection.execute("set datestyle to 'German'")
    content, _ = _from_database(connection, Format.XLSX, [Row("a", date(1950, 1, 31), 1, "b")])
    connection.rollback()
    assert calamine(content)["Ark"][1][1] == date(1950, 1, 31)


def test_progress_comes_now_and_then(connection: Connection) -> None:
    told: list[int] = []
    _stream(connection, _numbered(5250), io.BytesIO(), on_rows=told.append, every=2000)
    assert told == [2000, 4000]


def test_stopping_ends_the_query_and_leaves_no_file_that_opens(connection: Connection) -> None:
    def stop(count: int) -> None:
        raise Stopped(count)

    sink = io.BytesIO()
    with pytest.raises(Stopped):
        _stream(connection, _numbered(10_000_000), sink, on_rows=stop)
    connection.rollback()
    assert connection.execute("select 1").fetchone() == (1,)
    assert sink.getvalue()
    assert not zipfile.is_zipfile(sink)


def test_a_select_that_does_not_fit_the_columns_is_refused(connection: Connection) -> None:
    with pytest.raises(ValueError, match="expected a key and 5 columns"):
        _stream(connection, sql.SQL("select 1, 'a', 'b'"), io.BytesIO())
    connection.rollback()


def test_a_connection_outside_a_transaction_is_refused() -> None:
    url, options = os.environ["DATABASE_URL"], "-c datestyle=German"
    with (
        psycopg.connect(url, autocommit=True, options=options) as connection,
        pytest.raises(RuntimeError, match="transaction"),
    ):
        _stream(connection, _numbered(1), io.BytesIO())
