"""Which families and single persons there are, when they are born, and which number each has.

Everything here goes both ways: from a place in the town to a number, and from a number back to its place. The valid
numbers of a birth date and sex are shared out in stretches, one for each role in a family and each kind of single.
"""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from testmiljo.befolkning import ages
from testmiljo.befolkning.cohort import Cohort, Seat, coprime, spread
from testmiljo.befolkning.dates import AS_OF
from testmiljo.befolkning.hashing import mix
from testmiljo.befolkning.kinship import CHILDREN, STEP, kinship
from testmiljo.befolkning.numbers import number_list, place_of

FIRST, PARTNER, CHILD, FORMER = 0, 1, 2, 2 + CHILDREN
ROLES = 3 + CHILDREN
ADULT, DEAD, WORKER = 0, 1, 2
"""Kinds of single persons, by age: WORKER has d-numbers."""

_KIN = range(PARTNER, FORMER)
_FORMER_EVERY = 16
_STEPS = (0.6180339887498949, 0.7548776662466927, 0.5698402909980532, 0.8191725133961645, 0.6710436067037893)
_TODAY = AS_OF.toordinal()
_LONGEST_LIFE = 130
_AGES = {
    ADULT: spread([(0, 1), (18, 3), (25, 8), (35, 12), (45, 9), (60, 5), (75, 2), (90, 0.3), (100, 0)]),
    DEAD: spread([(0, 0.2), (20, 0.3), (40, 0.8), (60, 3), (75, 8), (85, 14), (95, 16), (105, 14), (115, 8), (120, 4)]),
    WORKER: spread([(0, 0.3), (17, 0.5), (20, 5), (28, 12), (38, 12), (50, 8), (65, 4), (80, 1), (95, 0)]),
}


class FamilyRole(NamedTuple):
    """Where a number belongs: family by ordinal, and role in it."""

    family: int
    role: int


class SingleSeat(NamedTuple):
    """Where a number belongs: kind of single, and position in that kind."""

    kind: int
    position: int


@dataclass(frozen=True, slots=True)
class Kin:
    """The distances of a family's members in days by role (None: cannot be), and their places in the stretches."""

    same_sex: bool
    gaps: tuple[int | None, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """What holds for everyone born on a day. `starts` has where each stretch of the list of numbers begins; bit n of
    `sexes` decides for role n in the families of that day's first adults."""

    starts: tuple[int, ...]
    d_starts: tuple[int, ...]
    turn: int
    sexes: int


class Layout:
    """`singles` is how many there is room for of each kind: ADULT, DEAD, WORKER."""

    def __init__(self, seed: int, families: int, singles: tuple[int, int, int]) -> None:
        self.seed = seed
        self.firsts = Cohort(seed, 24, families, ages.shape().families)
        self.singles = tuple(Cohort(seed, 25 + kind, count, _AGES[kind]) for kind, count in enumerate(singles))
        self.families = families
        self._width = max(1, (self.firsts.widest + 1) // 2)
        self._steps = [coprime(int(self._width * step), self._width) for step in _STEPS]
        self._back = [pow(step, -1, self._width) if self._width > 1 else 0 for step in self._steps]
        self._reach = tuple(
            tuple(self._width * chance for chance in ages.kin_chances(age)) for age in range(_LONGEST_LIFE)
        )
        self._kin: dict[tuple[int, int], Kin] = {}
        self._days: dict[int, Day] = {}

    def kin(self, seat: Seat) -> Kin:
        return self._kin_of(seat.pair, seat.day % STEP)

    def has(self, kin: Kin, seat: Seat, role: int, even: float) -> bool:
        """Whether a family has a partner or child. `even` in [0, 1) is spread evenly over the families.

        The chance follows from the member's age alone. That gives every birth date a stretch of numbers just as long
        as the chance requires.
        """
        gap = kin.gaps[role]
        if gap is None or seat.day + gap > _TODAY:
            return False
        return kin.places[role] + even < self._reach[ages.age_of(seat.day + gap)][role - PARTNER]

    def born(self, seat: Seat, role: int) -> date:
        """Raises LookupError for a child that this family cannot have."""
        gap = self.kin(seat).gaps[role]
        if gap is None:
            raise LookupError(role)
        return date.fromordinal(seat.day + gap)

    def sex(self, seat: Seat, role: int) -> int:
        bits = self._day(seat.day).sexes
        if role == PARTNER:
            return (seat.rank + bits + (not self.kin(seat).same_sex)) & 1
        return (seat.rank + (bits >> role if role in _KIN else bits)) & 1

    def may_have_former(self, seat: Seat) -> bool:
        """Whether there is a second number for the first adult."""
        return seat.pair % _FORMER_EVERY == 0

    def number(self, seat: Seat, role: int, *, d_number: bool = False) -> str:
        """`FORMER` with `d_number` is the d-number that the first adult had before."""
        born = self.born(seat, role)
        if d_number:
            return self._number(born, self.sex(seat, role), seat.pair, d_number=True)
        index = self._day(born.toordinal()).starts[role] + self.kin(seat).places[role]
        return self._number(born, self.sex(seat, role), index)

    def single(self, kind: int, position: int) -> tuple[date, int, str]:
        """Birth date, sex and number of a person outside the families."""
        cohort = self.singles[kind]
        seat = cohort.seat(cohort.ordinal_at(position))
        born, sex, day = date.fromordinal(seat.day), self._single_sex(kind, seat), self._day(seat.day)
        if kind == WORKER:
            return born, sex, self._number(born, sex, day.d_starts[1] + seat.pair, d_number=True)
        return born, sex, self._number(born, sex, day.starts[ROLES + kind] + seat.pair)

    def used(self, born: date) -> tuple[int, int]:
        """How much of the lists of a birth date is shared out: of each sex's fødselsnumre, and of its d-numbers."""
        day = self._day(born.toordinal())
        return day.starts[-1], day.d_starts[-1]

    def find(self, number: str) -> FamilyRole | SingleSeat | None:
        """Where a number belongs. The caller must look whether the town really has that person."""
        place = place_of(number)
        if place is None:
            return None
        born = place.born.toordinal()
        day = self._day(born)
        index = (place.index - day.turn) % place.size
        starts = day.d_starts if place.d_number else day.starts
        stretch = bisect_right(starts, index) - 1
        rest = index - starts[stretch]
        if stretch == len(starts) - 1:
            return None
        if place.d_number:
            return self._find_single(born, place.sex, WORKER, rest) if stretch else self._first(born, place.sex, rest)
        if stretch >= ROLES:
            return self._find_single(born, place.sex, stretch - ROLES, rest)
        return self._find_family(born, place.sex, stretch, rest)

    def _find_family(self, born: int, sex: int, role: int, place: int) -> FamilyRole | None:
        if role in _KIN:
            pair = (place - self._shift(role, born % STEP)) * self._back[role - PARTNER] % self._width
        else:
            pair = place * _FORMER_EVERY if role == FORMER else place
        gap = self._kin_of(pair, born % STEP).gaps[role]
        return None if gap is None else self._with_sex(born - gap, pair, sex, role)

    def _first(self, born: int, sex: int, pair: int) -> FamilyRole | None:
        return self._with_sex(born, pair, sex, FORMER)

    def _with_sex(self, day: int, pair: int, sex: int, role: int) -> FamilyRole | None:
        for rank in (2 * pair, 2 * pair + 1):
            ordinal = self.firsts.ordinal(day, rank)
            if ordinal is not None and self.sex(Seat(day, rank), role) == sex:
                return FamilyRole(ordinal, role)
        return None

    def _single_sex(self, kind: int, seat: Seat) -> int:
        return (seat.rank + (self._day(seat.day).sexes >> ROLES + kind)) & 1

    def _find_single(self, born: int, sex: int, kind: int, pair: int) -> SingleSeat | None:
        cohort = self.singles[kind]
        for rank in (2 * pair, 2 * pair + 1):
            ordinal = cohort.ordinal(born, rank)
            if ordinal is not None and self._single_sex(kind, Seat(born, rank)) == sex:
                return SingleSeat(kind, cohort.position_of(ordinal))
        return None

    def _number(self, born: date, sex: int, index: int, *, d_number: bool = False) -> str:
        prefix, tails = number_list(born, sex, d_number=d_number)
        if index >= len(tails):
            raise OverflowError("the town has more persons born on one day than there are numbers")
        return prefix + tails[(index + self._day(born.toordinal()).turn) % len(tails)]

    def _kin_of(self, pair: int, day_class: int) -> Kin:
        found = self._kin.get((pair, day_class))
        if found is None:
            drawn = kinship(self.seed, pair, day_class)
            places = [
                (pair * self._steps[role - PARTNER] + self._shift(role, day_class)) % self._width for role in _KIN
            ]
            found = Kin(drawn.same_sex, (0, drawn.partner, *drawn.children, 0), (pair, *places, pair // _FORMER_EVERY))
            self._kin[pair, day_class] = found
        return found

    def _shift(self, role: int, day_class: int) -> int:
        return mix(self.seed, 20, role, day_class) % self._width

    def _day(self, day: int) -> Day:
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = self._make_day(day)
        return found

    def _make_day(self, day: int) -> Day:
        """The turn says where on the list a date begins, so that the individual numbers are spread."""
        firsts = self.firsts.pairs(day)
        reach = self._reach[ages.age_of(day)] if day <= _TODAY else (0.0,) * len(_KIN)
        kin = [min(self._width, int(places) + 1) if places else 0 for places in reach]
        former = -(-firsts // _FORMER_EVERY)
        singles = [cohort.pairs(day) for cohort in self.singles]
        bits = mix(self.seed, 23, day)
        return Day(
            tuple(accumulate([0, firsts, *kin, former, *singles[:WORKER]])),
            tuple(accumulate([0, firsts, singles[WORKER]])),
            (bits >> 32) % 500,
            bits & 0xFFFF,
        )
