"""Names that few have, put together from parts by rule: farm names, patronymics, and names in other languages.

The parts stand in `data/navneregler.csv`. A rule gives as many names as its parts can be combined in; which of them are
common and which are borne by a few follows a law like Zipf's. No list of real people's names is used.
"""

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
_FLATTER = 600


@dataclass(frozen=True, slots=True)
class Rule:
    """`stride` scatters neighbours in rank over the combinations. The first `size / 600` ranks are about as common."""

    parts: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    size: int
    stride: int
    flat: float
    steep: float

    def draw(self, draw: Random) -> str:
        rank = int(self.flat * (self.steep ** draw.random() - 1.0))
        return self.name(min(rank, self.size - 1))

    def name(self, rank: int) -> str:
        """In small letters. A letter never stands three times in a row."""
        first, middle, last = self.parts
        rest, index = divmod(rank * self.stride % self.size, len(first))
        after, between = divmod(rest, len(middle))
        name = first[index] + middle[between]
        ending = last[after]
        if ending and name[-2:] == ending[0] * 2:
            return name[:-1] + ending
        return name + ending[1:] if ending[:2] == name[-1] * 2 else name + ending


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
    flat = max(20.0, size / _FLATTER)
    return Rule((first, middle, last), size, coprime(int(size * 0.618), size), flat, size / flat + 1.0)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple("" if part == _NOTHING else part for part in cell.split())


@cache
def _table() -> tuple[dict[str, str], ...]:
    return tuple(rows("navneregler.csv"))
