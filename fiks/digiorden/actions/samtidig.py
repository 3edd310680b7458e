"""Rows that two may work on at the same time, and rows with a number of their own each year."""

from typing import Any, TypeVar

from django.db import connection
from django.db.models import Max, Model, QuerySet

Row = TypeVar("Row", bound=Model)


class ChangedMeanwhile(Exception):
    """Somebody else saved first. Nothing is overwritten."""


def claim(rows: QuerySet[Row], row: Row, *, versjon: int) -> Row:
    """Lock the row, among those that the actor may see.

    Raises:
        ChangedMeanwhile: it is not the version that was read.
    """
    kept = rows.select_related(None).select_for_update().get(pk=row.pk)
    if kept.versjon != versjon:  # type: ignore[attr-defined]  # rows with a version
        raise ChangedMeanwhile(row.pk)
    return kept


def next_number(rows: QuerySet[Row], *, lock: str) -> int:
    """The next number among an organisation's rows of a year. Others with the lock wait until this transaction is over."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [lock])
    found: dict[str, Any] = rows.aggregate(last=Max("loepenummer"))
    return int(found["last"] or 0) + 1
