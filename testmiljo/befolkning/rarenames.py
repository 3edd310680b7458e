"""Names that few have, put together from parts by rule: farm names, patronymics, and names in other languages.

The parts stand in `data/navneregler.csv`. A rule gives as many names as its parts can be combined in; which of them are
common and which are borne by a few follows a law like Zipf's. No list of real people's names is used.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from testmiljo.befolkning.cohort import coprime
from testmiljo.befolkning.tables import rows

FIRST_NAME = ("kvinne", "mann")
"""What a rule is for, by sex."""
SURNAME = "etternavn"

_NOTHING = "_"
_THRICE = re.compile(r"(.)\1\1+")
_USED, _LEAST_USED = 4, 400
"""Real names are some of those that could be made: every fourth combination is in use, or all of a few."""
_FLAT, _LEAST_FLAT = 150, 200.0
"""How large a part of the ranks are about as common: so many that even the first name of a rule has few bearers."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`stride` scatters neighbours in rank over the combinations; `flat` and `steep` give the law of ranks, of which
    `used` are in use."""

    parts: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    size: int
    used: int
    stride: int
    flat: float
    steep: float

    def draw(self, draw: Random) -> str:
        rank = int(self.flat * (self.steep ** draw.random() - 1.0))
        return self.name(min(rank, self.used - 1))

    def name(self, rank: int) -> str:
        """In small letters. A letter never stands three times in a row."""
        first, middle, last = self.parts
        rest, index = divmod(rank * self.stride % self.size, len(first))
        after, between = divmod(rest, len(middle))
        return _THRICE.sub(r"\1\1", first[index] + middle[between] + last[after])


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one language for one use, drawn from by weight."""

    rules: tuple[Rule, ...]
    edges: tuple[float, ...]

    def draw(self, draw: Random) -> str:
        if len(self.rules) == 1:
            return self.rules[0].draw(draw)
        return self.rules[bisect_right(self.edges, draw.random() * self.edges[-1])].draw(draw)


@cache
def rules(language: str, use: str) -> Rules:
    """Raises KeyError for a language without rules for the use."""
    chosen = [row for row in _table() if (row["regel"], row["bruk"]) == (language, use)]
    if not chosen:
        raise KeyError(language, use)
    return Rules(tuple(_rule(row) for row in chosen), tuple(accumulate(float(row["vekt"]) for row in chosen)))


def _rule(row: dict[str, str]) -> Rule:
    first, middle, last = (_parts(row[f"ledd{n}"]) for n in (1, 2, 3))
    size = len(first) * len(middle) * len(last)
    used = max(min(size, _LEAST_USED), size // _USED)
    flat = max(_LEAST_FLAT, used / _FLAT)
    return Rule((first, middle, last), size, used, coprime(int(size * 0.618), size), flat, used / flat + 1.0)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple("" if part == _NOTHING else part for part in cell.split())


@cache
def _table() -> tuple[dict[str, str], ...]:
    return tuple(rows("navneregler.csv"))
