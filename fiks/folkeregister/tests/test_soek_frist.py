"""A search has its time once, for all its statements together, and leaves the log its own."""

from time import monotonic

import pytest
from django.db import connection, transaction

from fiks.folkeregister.soek import frist
from fiks.folkeregister.soek.frist import TooSlow, bounded

pytestmark = pytest.mark.django_db


def wait(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_sleep(%s)", [seconds])


def within(*seconds: float) -> None:
    """Statements of one search."""
    with bounded():
        for each in seconds:
            wait(each)


def timeout() -> str:
    with connection.cursor() as cursor:
        cursor.execute("show statement_timeout")
        return str(cursor.fetchone()[0])


def test_many_statements_have_one_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frist, "MILLISECONDS", 600)
    begun = monotonic()
    with pytest.raises(TooSlow), transaction.atomic():
        within(*[0.4] * 5)
    assert monotonic() - begun < 1.5


def test_time_between_statements_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frist, "MILLISECONDS", 600)
    moments = iter((0.0, 0.1, 0.7))
    monkeypatch.setattr(frist, "monotonic", lambda: next(moments))
    with transaction.atomic(), pytest.raises(TooSlow):
        within(0, 0)


def test_what_comes_after_a_slow_search_has_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frist, "MILLISECONDS", 600)
    with transaction.atomic():
        with bounded():
            wait(0.3)
            wait(0.1)
            assert timeout() not in {"600ms", "0"}
        assert timeout() == "600ms"


def test_a_quick_search_asks_for_its_time_once() -> None:
    with transaction.atomic(), bounded():
        first = timeout()
        wait(0.02)
        assert timeout() == first
        assert first.endswith("ms") or first == "3s"
