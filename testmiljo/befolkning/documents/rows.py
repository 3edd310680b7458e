"""The metadata that every row of a person document carries, with the irregularities of the real register."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import TypeAlias

from testmiljo.befolkning.dates import AS_OF

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
        self.draw = Random(key)
        self._digits = 2 + key % 8

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
        written = self._written(when)
        row: Row = {"ajourholdstidspunkt": self._stamp(written), "erGjeldende": current}
        migrated = when < MODERNISED and self._digits % 2 == 0
        row["kilde"] = "KILDE_DSF" if migrated else _SOURCES.get(reason, "folkeregistermyndigheten")
        if not migrated:
            row["aarsak"] = reason
        row["gyldighetstidspunkt"] = f"{when}T00:00:00{_offset(when)}"
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

    def _written(self, when: date) -> date:
        if when < MODERNISED:
            return MODERNISED + timedelta(days=self._digits * 9)
        return min(AS_OF, when + timedelta(days=self._digits * 2))

    def _stamp(self, day: date) -> str:
        """Time with 2 to 9 fraction digits; a person's number of digits varies by a few."""
        bits = self.draw.getrandbits(47)
        seconds = bits % 86_400
        digits = 2 + (self._digits + (bits >> 45)) % 8
        part = f"{(bits >> 17) % 1_000_000_000:09}"[:digits]
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
        return f"{day}T{clock}.{part}{_offset(day)}"


def _offset(day: date) -> str:
    """Norwegian time, summer time by month: the day of change itself does not matter here."""
    return "+02:00" if day.year >= 1980 and 4 <= day.month <= 10 else "+01:00"
