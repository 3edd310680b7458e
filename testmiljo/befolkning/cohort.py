"""Persons of one kind spread over birth dates, so that a place in the kind leads to a day and a day back to its places."""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from math import gcd
from typing import NamedTuple

from testmiljo.befolkning.dates import AS_OF
from testmiljo.befolkning.hashing import fraction

DAYS_A_YEAR = 365.25
_TODAY = AS_OF.toordinal()


class Seat(NamedTuple):
    """A birth date (as ordinal) and a rank among the persons of that date."""

    day: int
    rank: int

    @property
    def pair(self) -> int:
        """The two ranks of a pair have opposite sexes, and so stand at the same place in two lists of numbers."""
        return self.rank >> 1


class Cohort:
    """`count` persons whose ages follow `shares`, one share for each year of age (or of age had they lived).

    An ordinal counts by birth date, the oldest first. A position is the same person's place in an order that has
    nothing to do with age. Start-up takes time by the number of days, never by the number of persons.
    """

    def __init__(self, seed: int, series: int, count: int, shares: tuple[float, ...]) -> None:
        self.count = count
        self._seed = seed
        self._first_day = _TODAY - round(len(shares) * DAYS_A_YEAR)
        self._until = _until(seed, series, count, shares)
        self._stride = coprime(int(count * 0.618), count)
        self._back = pow(self._stride, -1, count) if count > 1 else 0
        self.widest = max((after - before for before, after in pairwise([0, *self._until])), default=0)

    def ordinal_at(self, position: int) -> int:
        return (position * self._stride + self._seed) % self.count

    def position_of(self, ordinal: int) -> int:
        return (ordinal - self._seed) * self._back % self.count

    def seat(self, ordinal: int) -> Seat:
        day = bisect_right(self._until, ordinal)
        return Seat(self._first_day + day, ordinal - (self._until[day - 1] if day else 0))

    def ordinal(self, day: int, rank: int) -> int | None:
        """Who has that rank on a day; None when nobody has."""
        index = day - self._first_day
        if not 0 <= index < len(self._until):
            return None
        found = rank + (self._until[index - 1] if index else 0)
        return found if found < self._until[index] else None

    def pairs(self, day: int) -> int:
        """Places that those born on a day take in the list of numbers of each sex."""
        index = day - self._first_day
        if not 0 <= index < len(self._until):
            return 0
        return (self._until[index] - (self._until[index - 1] if index else 0) + 1) // 2


def spread(points: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    """Shares for each year of age, on straight lines between (age, weight) points."""
    shares: list[float] = []
    for (age, weight), (next_age, next_weight) in pairwise(points):
        years = int(next_age - age)
        shares += [weight + (next_weight - weight) * (year + 0.5) / years for year in range(years)]
    return tuple(shares)


def coprime(start: int, modulus: int) -> int:
    step = max(1, start)
    while gcd(step, modulus) != 1:
        step += 1
    return step


def _until(seed: int, series: int, count: int, shares: tuple[float, ...]) -> "array[int]":
    """How many are born on or before each day, counted from the oldest possible.

    Person number n stands at a random point of the n-th of `count` equal parts of the whole, so only the person on
    the border of a day has to be asked about.
    """
    edges = _edges(shares)
    scale, border, cut = count / edges[-1], -1, 0.0
    until = array("I", bytes(4 * len(edges)))
    for day, edge in enumerate(edges):
        place = edge * scale
        whole = int(place)
        if whole != border:
            border, cut = whole, fraction(seed, series, whole)
        until[day] = min(count, whole + (cut < place - whole))
    until[-1] = count
    return until


@cache
def _edges(shares: tuple[float, ...]) -> tuple[float, ...]:
    """The sum of the shares up to and with each day, counted from the oldest possible."""
    days = round(len(shares) * DAYS_A_YEAR)
    return tuple(accumulate(shares[min(len(shares) - 1, int((days - d - 1) / DAYS_A_YEAR))] for d in range(days)))
