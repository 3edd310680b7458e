"""The deadlines of requests and breaches, and when somebody is reminded of them."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

Moment = TypeVar("Moment", date, datetime)
# How long before the deadline one is reminded; below zero is after it.
REQUEST_REMINDERS = (timedelta(days=7), timedelta(days=2), timedelta(days=-1))
BREACH_REMINDERS = (timedelta(hours=48), timedelta(hours=24), timedelta(hours=6), timedelta())
LONGEST_EXTENSION = 2


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day when it lacks it (Regulation 1182/71 art. 3 no. 2 letter c)."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def answer_due(mottatt: date) -> date:
    """The last day to answer a request: one month after it came (GDPR art. 12 no. 3)."""
    return months_after(mottatt, 1)


def latest_extension(mottatt: date) -> date:
    """The last day an extended deadline may reach: two further months (art. 12 no. 3)."""
    return months_after(mottatt, 1 + LONGEST_EXTENSION)


def is_reminder_due(deadline: Moment, stages: Sequence[timedelta], *, last: Moment | None, now: Moment) -> bool:
    """Whether a time of reminding has come since the last one. Several that have come give one reminder."""
    reached = [deadline - stage for stage in stages if deadline - stage <= now]
    return bool(reached) and (last is None or last < reached[-1])
