"""What became of old municipality numbers. Source: SSB KLASS, changes 2011–2024."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from fiks.felles.koder.tabeller import rows


def current(nummer: str, *, on: date) -> frozenset[str]:
    """The numbers that a number had become on a day: itself when nothing happened, several after a division.

    A number that was never a municipality comes back as it is.
    """
    numbers = {nummer}
    for change_date, successors in _changes().items():
        if change_date > on:
            break
        numbers = {new for old in numbers for new in successors.get(old, (old,))}
    return frozenset(numbers)


@cache
def _changes() -> Mapping[date, Mapping[str, tuple[str, ...]]]:
    """Successors by day and old number, oldest day first."""
    changes: dict[date, dict[str, tuple[str, ...]]] = {}
    for row in sorted(rows("kommuneendringer.csv"), key=lambda row: row["dato"]):
        successors = changes.setdefault(date.fromisoformat(row["dato"]), {})
        successors[row["gammelt_nummer"]] = (*successors.get(row["gammelt_nummer"], ()), row["nytt_nummer"])
    return changes
