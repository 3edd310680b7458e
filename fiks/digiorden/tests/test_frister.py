"""Deadlines: a month on the calendar, and when one is reminded."""

from datetime import UTC, date, datetime, timedelta

import pytest

from fiks.digiorden.personvern.frister import (
    BREACH_REMINDERS,
    REQUEST_REMINDERS,
    answer_due,
    is_reminder_due,
    latest_extension,
)


@pytest.mark.parametrize(
    ("came", "due", "latest"),
    [
        (date(2026, 11, 25), date(2026, 12, 25), date(2027, 2, 25)),
        (date(2026, 12, 31), date(2027, 1, 31), date(2027, 3, 31)),
        (date(2027, 1, 31), date(2027, 2, 28), date(2027, 4, 30)),
        (date(2028, 1, 30), date(2028, 2, 29), date(2028, 4, 30)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last(came: date, due: date, latest: date) -> None:
    assert (answer_due(came), latest_extension(came)) == (due, latest)


def test_one_is_reminded_once_at_each_stage() -> None:
    deadline, last, reminded = date(2026, 12, 25), None, []
    for number in range(40):
        now = date(2026, 12, 1) + timedelta(days=number)
        if is_reminder_due(deadline, REQUEST_REMINDERS, last=last, now=now):
            reminded.append(now.day)
            last = now
    assert reminded == [18, 23, 26]


def test_a_breach_that_is_old_when_written_down_gives_one_reminder() -> None:
    deadline, now = datetime(2026, 11, 25, 12, tzinfo=UTC), datetime(2026, 11, 26, 12, tzinfo=UTC)
    assert is_reminder_due(deadline, BREACH_REMINDERS, last=None, now=now)
    assert not is_reminder_due(deadline, BREACH_REMINDERS, last=now, now=now + timedelta(hours=1))
