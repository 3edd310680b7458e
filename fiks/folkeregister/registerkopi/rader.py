"""Reading a document's rows: which is current, which came first, and on which day."""

from datetime import UTC, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from fiks.folkeregister.registerkopi.document import Rad

_OSLO = ZoneInfo("Europe/Oslo")
R = TypeVar("R", bound=Rad)


def current(rows: list[R]) -> list[R]:
    return [row for row in rows if row.er_gjeldende is not False]


def latest(rows: list[R]) -> R | None:
    """The current row; of several, the one valid from latest."""
    if not rows:
        return None
    if len(rows) == 1:
        return rows[0] if rows[0].er_gjeldende is not False else None
    return max(current(rows), key=_valid_from, default=None)


def newest_first(rows: list[R]) -> list[R]:
    """Current rows before others, and within each the one valid from latest first."""
    if len(rows) < 2:
        return rows
    now = current(rows)
    before = [row for row in rows if row.er_gjeldende is False]
    for some in (now, before):
        if len(some) > 1:
            some.sort(key=_valid_from, reverse=True)
    return now + before


def _valid_from(row: Rad) -> datetime:
    return wall_time(row.gyldighetstidspunkt)


def wall_time(moment: datetime | None) -> datetime:
    """A moment as the clock on the wall showed it; rows without one are the oldest. To combine is faster than to replace."""
    return datetime.combine(moment.date(), moment.time()) if moment else datetime.min  # noqa: DTZ901 - compared with wall clocks only


def norwegian_date(moment: datetime | None) -> date | None:
    """The Norwegian date. Times in UTC are turned into Norwegian ones; other offsets are as the register wrote them."""
    if moment is None:
        return None
    return (moment.astimezone(_OSLO) if moment.tzinfo == UTC else moment).date()


def iso(day: date | None) -> str | None:
    """A date as COPY writes it."""
    return None if day is None else day.isoformat()
