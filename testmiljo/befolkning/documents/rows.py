"""The metadata that every row of a person document carries, with the irregularities of the real register."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from testmiljo.befolkning.dates import AS_OF
from testmiljo.befolkning.hashing import Draw

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
Row: TypeAlias = dict[str, Json]
Document: TypeAlias = dict[str, Json]

MODERNISED = date(2020, 9, 14)
"""Older rows were moved into the new register around this day; what happened before carries this write time."""

_SOURCES = {
    "Flytting innenlands": "folkeregistermyndigheten",
    "Adresseoppdatering": "Matrikkelen",
    "Kommuneregulering": "Matrikkelen",
    "Farskap": "forelder",
    "Vergemål": "Statens Sivilrettsforvaltning",
}


class Rows:
    """Makes rows for one person; the same person gets the same rows each time."""

    def __init__(self, key: int) -> None:
        self.draw = Draw(key)
        self._digits = 2 + key % 8
        self._moved = MODERNISED + timedelta(days=self._digits * 9)
        self._delay = timedelta(days=self._digits * 2)

    def row(
        self,
        when: date,
        reason: str,
        fields: Mapping[str, Json],
        *,
        current: bool = True,
        ended: date | None = None,
    ) -> Row:
        """A row valid from `when`; `ended` only where nothing replaced it."""
        old = when < MODERNISED
        written = self._moved if old else min(AS_OF, when + self._delay)
        row: Row = {"ajourholdstidspunkt": self._stamp(written), "erGjeldende": current}
        if old and not self._digits & 1:
            row["kilde"] = "KILDE_DSF"
        else:
            row["kilde"] = _SOURCES.get(reason, "folkeregistermyndigheten")
            row["aarsak"] = reason
        row["gyldighetstidspunkt"] = _day(when)[2]
        if ended:
            row["opphoerstidspunkt"] = self._stamp(ended)
        row.update(fields)
        return row

    def sparse(self, when: date, reason: str, fields: Mapping[str, Json], *, current: bool = True) -> Row:
        """As `row`, but one in forty has lost its times in migration, and one in eighty has no metadata at all."""
        chance = self.draw.random()
        if current and chance < 0.0125:
            return dict(fields)
        row = self.row(when, reason, fields, current=current)
        if chance < 0.0375:
            del row["ajourholdstidspunkt"], row["gyldighetstidspunkt"]
        return row

    def _stamp(self, day: date) -> str:
        """Time with 2 to 9 fraction digits; a person's number of digits varies by a few."""
        bits = self.draw.getrandbits(47)
        minute, second = divmod(bits % 86_400, 60)
        start, offset, _ = _day(day)
        length = 22 + (self._digits + (bits >> 45)) % 8
        return f"{start}{_MINUTES[minute]}{second:02}.{(bits >> 17) % 1_000_000_000:09}"[:length] + offset


_MINUTES = tuple(f"{minute // 60:02}:{minute % 60:02}:" for minute in range(24 * 60))
_DAYS_REMEMBERED = 60_000


@lru_cache(_DAYS_REMEMBERED)
def _day(day: date) -> tuple[str, str, str]:
    """How a time on a day starts, its offset from UTC, and midnight.

    Norwegian time, summer time by month: the day of change itself does not matter here.
    """
    offset = "+02:00" if day.year >= 1980 and 4 <= day.month <= 10 else "+01:00"
    return f"{day}T", offset, f"{day}T00:00:00{offset}"
