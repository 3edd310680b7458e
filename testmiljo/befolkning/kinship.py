"""How far apart in age the members of a family are.

The distance depends only on the day class of the first adult's birth date and on the place in the list of numbers.
Distances are whole multiples of `STEP` days, so every member has the same day class. Together this makes it possible
to go from the number of a partner or a child back to the first adult, and thus to the family, by arithmetic.
"""

from dataclasses import dataclass
from random import Random

from testmiljo.befolkning.hashing import mix

STEP = 101  # days; a prime, so that birthdays within a family do not fall on the same date
CHILDREN = 4
_YEAR = 365.25 / STEP


@dataclass(frozen=True, slots=True)
class Kinship:
    """`partner` and `children` are days from the first adult's birth to theirs; None: no such child."""

    same_sex: bool
    partner: int
    children: tuple[int | None, ...]


def kinship(seed: int, pair: int, day_class: int) -> Kinship:
    draw = Random(mix(seed, 11, pair, day_class))
    partner = max(-7.0, min(9.0, draw.gauss(0.0, 3.5)))
    child = max(18.5 + max(0.0, partner), min(39.0, draw.gauss(28.5, 4.5)))
    children: list[int | None] = []
    for _ in range(CHILDREN):
        fits = child < 45 + min(0.0, partner)
        children.append(round(child * _YEAR) * STEP if fits else None)
        child += 1.3 + draw.expovariate(0.55)
    return Kinship(draw.random() < 0.02, round(partner * _YEAR) * STEP, tuple(children))
