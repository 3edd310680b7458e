"""Pages by key, over the audit log: its key is a time that many rows share, and an id."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from fiks.felles.design.paging import Page, page_by_key
from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.revisjon.models import Revisjonslinje

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 25, 12, 0, 0, 123456, tzinfo=UTC)
BY = Actor.operator("drift", aarsak="Test")
KEYS = ("-at", "-id")


@pytest.fixture
def rows() -> Iterator["QuerySet[Revisjonslinje]"]:
    """Twelve rows, four at each of three times."""
    with acting(BY):
        for number in range(12):
            record(Handling("prove.side", antall=number), by=BY, at=AT + timedelta(microseconds=number // 4))
        yield Revisjonslinje.objects.filter(handling="prove.side")


def _cut(rows: "QuerySet[Revisjonslinje]", after: str = "", keys: tuple[str, ...] = KEYS) -> Page[Revisjonslinje]:
    return page_by_key(rows, keys=keys, after=after, size=5)


def _walk(rows: "QuerySet[Revisjonslinje]", keys: tuple[str, ...] = KEYS) -> list[Page[Revisjonslinje]]:
    found = [_cut(rows, keys=keys)]
    while found[-1].next:
        found.append(_cut(rows, found[-1].next, keys))
    return found


@pytest.mark.parametrize("keys", [("-at", "-id"), ("at", "id"), ("-at", "id"), ("at", "-id")])
def test_walking_onwards_shows_every_row_once_and_in_order(
    rows: "QuerySet[Revisjonslinje]", keys: tuple[str, ...]
) -> None:
    walked = [row.id for page in _walk(rows, keys) for row in page.rows]
    assert walked == list(rows.order_by(*keys).values_list("id", flat=True))


def test_walking_back_shows_the_same_pages(rows: "QuerySet[Revisjonslinje]") -> None:
    first, second, third = _walk(rows)
    assert _cut(rows, third.previous).rows == second.rows
    assert _cut(rows, second.previous).rows == first.rows


def test_the_ends_are_known(rows: "QuerySet[Revisjonslinje]") -> None:
    first, second, third = _walk(rows)
    assert [(page.first, page.last) for page in (first, second, third)] == [
        (True, False),
        (False, False),
        (False, True),
    ]
    assert [(page.start, page.end) for page in (first, second, third)] == [(1, 5), (6, 10), (11, 12)]
    assert _cut(rows, third.previous).start == 6


def test_going_back_to_the_beginning_fills_the_first_page(rows: "QuerySet[Revisjonslinje]") -> None:
    second = _walk(rows)[1]
    record(Handling("prove.side", antall=99), by=BY, at=AT + timedelta(seconds=1))
    back = _cut(rows, _cut(rows, second.previous).previous)
    assert (back.first, len(back.rows), back.rows[0].antall) == (True, 5, 99)


def test_rows_that_come_meanwhile_do_not_move_the_next_page(rows: "QuerySet[Revisjonslinje]") -> None:
    first, second, _third = _walk(rows)
    record(Handling("prove.side"), by=BY, at=AT + timedelta(seconds=1))
    assert _cut(rows, first.next).rows == second.rows


def test_an_empty_list_is_one_page_without_rows(rows: "QuerySet[Revisjonslinje]") -> None:
    page = _cut(rows.filter(handling="finnes ikke"))
    assert (page.rows, page.first, page.last) == ([], True, True)


@pytest.mark.parametrize("after", ["?", "abcd", "W10", "x" * 2000, "bnVsbA", "æøå"])
def test_a_token_that_cannot_be_read_gives_the_first_page(rows: "QuerySet[Revisjonslinje]", after: str) -> None:
    assert _cut(rows, after).rows == _cut(rows).rows


@pytest.mark.parametrize(
    "content",
    [
        [0, 6, "ikke en tid", "x"],
        [0, 6, "2026-11-25T12:00:00Z"],
        [0, -1, "2026-11-25T12:00:00Z", "x"],
        [0, 6, None, None],
    ],
)
def test_a_token_that_was_tampered_with_gives_the_first_page(
    rows: "QuerySet[Revisjonslinje]", content: list[object]
) -> None:
    after = urlsafe_b64encode(json.dumps(content).encode()).decode()
    assert _cut(rows, after).rows == _cut(rows).rows


def test_a_token_holds_the_keys_and_nothing_else_of_the_row(rows: "QuerySet[Revisjonslinje]") -> None:
    page = _cut(rows)
    held = json.loads(urlsafe_b64decode(page.next + "=" * (-len(page.next) % 4)))
    assert held == [0, 5, page.rows[-1].at.isoformat(), str(page.rows[-1].id)]


def test_a_page_is_one_query_without_offset(rows: "QuerySet[Revisjonslinje]") -> None:
    after = _cut(rows).next
    with CaptureQueriesContext(
        connection,
    ) as queries:
        _cut(rows, after)
    assert len(queries) == 1
    assert "OFFSET" not in queries[0]["sql"]
