"""Jobs by name. An app's `jobs.py` says what a name does; whoever wants it done calls `defer` and imports nothing.

A job's arguments lie readable in the queue's table: ids only, never personal data. A job may run twice (a worker can die
after the work and before the receipt), so each begins by claiming its row with a conditional update.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import ParamSpec

from django.db import close_old_connections
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

P = ParamSpec("P")
Job = Callable[P, None]


def task(name: str, *, queue: str = "vanlig", attempts: int = 5) -> Callable[[Job[P]], Job[P]]:
    """Register a job under `<app>.<verb>`. A job that raises is tried again, with longer and longer pauses."""

    def register(job: Job[P]) -> Job[P]:
        retry = RetryStrategy(max_attempts=attempts, exponential_wait=4)
        app.task(name=name, queue=queue, retry=retry)(_with_fresh_connection(job))
        return job

    return register


def periodic(name: str, *, cron: str) -> Callable[[Callable[[datetime], None]], Callable[[datetime], None]]:
    """Register a job that runs by the clock (UTC, five cron fields). It is given the time it was due."""

    def register(job: Callable[[datetime], None]) -> Callable[[datetime], None]:
        @wraps(job)
        def due(timestamp: int) -> None:
            _with_fresh_connection(job)(datetime.fromtimestamp(timestamp, UTC))

        app.periodic(cron=cron)(app.task(name=name, queue="klokke", pass_context=False)(due))
        return job

    return register


def defer(name: str, *, lock: str | None = None, at: datetime | None = None, **arguments: str | int) -> int:
    """Put a job in the queue, in the open transaction: it is there when the act is, and not when the act is undone.

    Jobs with the same `lock` run one at a time. `at` is the earliest time to run. Returns the job's number.
    """
    return app.configure_task(name, lock=lock, schedule_at=at).defer(**arguments)


def _with_fresh_connection(job: Callable[P, None]) -> Callable[P, None]:
    @wraps(job)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        close_old_connections()
        try:
            job(*args, **kwargs)
        finally:
            close_old_connections()

    return run
