"""Days in the life of the town."""

from datetime import date, timedelta
from random import Random

AS_OF = date(2026, 11, 1)
"""The day the town is seen: ages are counted and the last event has happened before it. Fixed, so that the same seed
gives the same town next year."""


def age_on(day: date, born: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def between(draw: Random, earliest: date, latest: date) -> date:
    """A day in the span; `latest` itself when the span is empty."""
    days = (latest - earliest).days
    return latest if days <= 0 else earliest + timedelta(days=draw.randrange(days))


def years_after(day: date, years: float) -> date:
    return day + timedelta(days=int(years * 365.25))
