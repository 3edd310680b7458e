"""The time that one search may take, all its statements together."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

import psycopg
from django.db import OperationalError, connection

MILLISECONDS = 3000
# A statement may be given this much too long, so that a search that is quick asks for its time only once.
_SLACK = 100
_SET = "select set_config('statement_timeout', %s, true)"
Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


class TooSlow(Exception):
    """The search was not done in the time that it may take."""


class _Frist:
    """Gives every statement what is left of the time."""

    def __init__(self) -> None:
        self._ends = monotonic() + MILLISECONDS / 1000
        self.given = 0

    def __call__(self, execute: Execute, query: str, values: Any, many: bool, context: dict[str, Any]) -> Any:
        left = int((self._ends - monotonic()) * 1000)
        if left <= 0:
            raise TooSlow
        if not self.given or self.given > left + _SLACK:
            self.given = left
            execute(_SET, [str(left)], False, context)  # noqa: FBT003 - Django's own signature
        return execute(query, values, many, context)


@contextmanager
def bounded() -> Iterator[None]:
    """Give the statements that are run within, in the transaction that is open, a few seconds in all.

    Raises:
        TooSlow: they took longer; the transaction may be lost, so let it end.
    """
    frist = _Frist()
    try:
        with connection.execute_wrapper(frist):
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, psycopg.errors.QueryCanceled):
            raise TooSlow from error
        raise
    # What is left is no time for what comes after: reading the page of hits, and the log.
    if 0 < frist.given < MILLISECONDS - _SLACK:
        with connection.cursor() as cursor:
            cursor.execute(_SET, [str(MILLISECONDS)])
