"""Whom to hold against the source: persons of the copy drawn at random, and those among some whom events wait about."""

from collections.abc import Collection
from typing import Final

from django.db import connection

# A few pages of a large table hold persons that were loaded together, so many more are drawn than are kept.
_DRAWN_PER_KEPT: Final = 20
_SMALL: Final = 200_000
_SIZE = "select greatest(reltuples, 0)::bigint from pg_class where oid = 'person'::regclass"
_OF_ALL = "select identifikator from person order by random() limit %s"
_OF_PAGES = "select identifikator from person tablesample system (%s) order by random() limit %s"
_WAITING = """
    select distinct nummer from hendelse
    where nummer = any(%s::varchar[]) and status <> 'BEHANDLET' and status = 'VENTER'
"""


def random_numbers(antall: int) -> list[str]:
    """Current numbers of persons in the copy."""
    with connection.cursor() as cursor:
        cursor.execute(_SIZE)
        size = cursor.fetchone()[0]
        share = 100.0 * antall * _DRAWN_PER_KEPT / size if size > _SMALL else 100.0
        if share < 100:
            cursor.execute(_OF_PAGES, [share, antall])
        else:
            cursor.execute(_OF_ALL, [antall])
        return [number for (number,) in cursor.fetchall()]


def with_waiting_events(numbers: Collection[str]) -> frozenset[str]:
    """Those of some persons whom the reader is yet to fetch."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [list(numbers)])
        return frozenset(number for (number,) in cursor.fetchall())
