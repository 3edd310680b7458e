"""Which families there are, when their members are born, and which number each member has.

Everything here goes both ways: from a place in the town to a number, and from a number back to its place.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from math import gcd

from testmiljo.befolkning import ages
from testmiljo.befolkning.dates import AS_OF
from testmiljo.befolkning.hashing import fraction, mix
from testmiljo.befolkning.kinship import CHILDREN, STEP, Kinship, kinship
from testmiljo.befolkning.numbers import count_at, number_at, place_of

FIRST, PARTNER, CHILD, FORMER = 0, 1, 2, 2 + CHILDREN
ROLES = 3 + CHILDREN
_FILL_MARGIN = 0.01
_SINGLES_FROM = AS_OF.toordinal() - 80 * 365
_SINGLES_SPAN = 74 * 365 + 3
_SINGLES_STEP = 10_007


@dataclass(frozen=True, slots=True)
class Seat:
    """The first adult's birth date (as ordinal) and place among the families of that date."""

    day: int
    rank: int

    @property
    def pair(self) -> int:
        return self.rank >> 1


@dataclass(frozen=True, slots=True)
class FamilyRole:
    """Where a number belongs: family by ordinal, and role in it."""

    family: int
    role: int


class Layout:
    def __init__(self, seed: int, residents: int) -> None:
        self.seed = seed
        self.families = max(1, round(residents * (1 - _FILL_MARGIN) * sum(ages.shape().families)))
        self._kinships: dict[tuple[int, int], Kinship] = {}
        self._stride = _coprime(int(self.families * 0.618), self.families)
        self._back = pow(self._stride, -1, self.families) if self.families > 1 else 0

    def ordinal_at(self, position: int) -> int:
        """The family at a position along the streets; families stand there in an order unrelated to age."""
        return (position * self._stride + self.seed) % self.families

    def position_of(self, ordinal: int) -> int:
        return (ordinal - self.seed) * self._back % self.families

    def seat(self, ordinal: int) -> Seat:
        day = bisect_right(self._until, ordinal)
        return Seat(self._first_day + day, ordinal - (self._until[day - 1] if day else 0))

    def kinship(self, seat: Seat) -> Kinship:
        return self._kinship(seat.pair, seat.day % STEP)

    def born(self, seat: Seat, role: int) -> date:
        """Raises LookupError for a child that this family cannot have."""
        gap = self._gap(self.kinship(seat), role)
        if gap is None:
            raise LookupError(role)
        return date.fromordinal(seat.day + gap)

    def sex(self, seat: Seat, role: int) -> int:
        first = (seat.rank + mix(self.seed, 21, seat.day, 0)) & 1
        if role == PARTNER:
            return first if self.kinship(seat).same_sex else first ^ 1
        if CHILD <= role < FORMER:
            return (seat.rank + mix(self.seed, 21, seat.day, role)) & 1
        return first

    def number(self, seat: Seat, role: int, *, d_number: bool = False) -> str:
        """`FORMER` with `d_number` is the d-number that the first adult had before."""
        index = seat.pair if d_number else role * self._width + seat.pair
        return self._number(self.born(seat, role), self.sex(seat, role), index, d_number=d_number)

    def single_number(self, single: int, *, d_number: bool = False) -> str:
        """The number of a person outside the families (emigrated, d-number …); `single` counts from 0."""
        born, slot = self.single_born(single), single // _SINGLES_SPAN
        index = (self._width if d_number else ROLES * self._width) + slot
        return self._number(born, self.single_sex(single), index, d_number=d_number)

    def single_born(self, single: int) -> date:
        return date.fromordinal(_SINGLES_FROM + single * _SINGLES_STEP % _SINGLES_SPAN)

    def single_sex(self, single: int) -> int:
        return mix(self.seed, 22, single) & 1

    def find(self, number: str) -> FamilyRole | int | None:
        """Where a number belongs: a role in a family, or the count of a single. The caller must look whether the
        family really has that member."""
        place = place_of(number)
        if place is None:
            return None
        index = (place.index - self._turn(place.born)) % place.size
        families_end = self._width if place.d_number else ROLES * self._width
        if index >= families_end:
            return self._find_single(place.born, index - families_end)
        role, pair = (FORMER, index) if place.d_number else divmod(index, self._width)
        return self._find_family(place.born, place.sex, role, pair)

    def _find_single(self, born: date, slot: int) -> int | None:
        day = born.toordinal() - _SINGLES_FROM
        if not 0 <= day < _SINGLES_SPAN:
            return None
        return slot * _SINGLES_SPAN + day * pow(_SINGLES_STEP, -1, _SINGLES_SPAN) % _SINGLES_SPAN

    def _find_family(self, born: date, sex: int, role: int, pair: int) -> FamilyRole | None:
        kin = self._kinship(pair, born.toordinal() % STEP)
        gap = self._gap(kin, role)
        if gap is None:
            return None
        day = born.toordinal() - gap
        for rank in (2 * pair, 2 * pair + 1):
            seat = Seat(day, rank)
            ordinal = self._ordinal(seat)
            if ordinal is not None and self.sex(seat, role) == sex:
                return FamilyRole(ordinal, role)
        return None

    def _ordinal(self, seat: Seat) -> int | None:
        day = seat.day - self._first_day
        if not 0 <= day < len(self._until):
            return None
        before = self._until[day - 1] if day else 0
        return before + seat.rank if before + seat.rank < self._until[day] else None

    def _number(self, born: date, sex: int, index: int, *, d_number: bool) -> str:
        size = count_at(born, sex, d_number=d_number)
        if index >= size:
            raise OverflowError("the town has more persons born on one day than there are numbers")
        return number_at(born, sex, index + self._turn(born), d_number=d_number)

    def _turn(self, born: date) -> int:
        """Where on the list a date begins, so that the individual numbers are spread."""
        return mix(self.seed, 23, born.toordinal()) % 500

    def _kinship(self, pair: int, day_class: int) -> Kinship:
        key = (pair, day_class)
        found = self._kinships.get(key)
        if found is None:
            found = self._kinships[key] = kinship(self.seed, pair, day_class)
        return found

    @staticmethod
    def _gap(kin: Kinship, role: int) -> int | None:
        if role == PARTNER:
            return kin.partner
        return kin.children[role - CHILD] if CHILD <= role < FORMER else 0

    @cached_property
    def _first_day(self) -> int:
        return (AS_OF - timedelta(days=round(len(ages.shape().families) * 365.25))).toordinal()

    @cached_property
    def _until(self) -> list[int]:
        """Families whose first adult is born on or before each day, counted from the oldest possible."""
        shares = ages.shape().families
        days = AS_OF.toordinal() - self._first_day
        rates = [shares[min(len(shares) - 1, int((days - d - 1) / 365.25))] for d in range(days)]
        edges = list(accumulate(rates))
        counts = [0] * days
        for family in range(self.families):
            quantile = (family + fraction(self.seed, 24, family)) / self.families * edges[-1]
            counts[min(days - 1, bisect_right(edges, quantile))] += 1
        return list(accumulate(counts))

    @cached_property
    def _width(self) -> int:
        """Places that each role takes on the list of one date and sex."""
        counts = [after - before for before, after in zip([0, *self._until], self._until, strict=False)]
        return (max(counts) + 1) // 2


def _coprime(start: int, modulus: int) -> int:
    step = max(1, start)
    while gcd(step, modulus) != 1:
        step += 1
    return step
