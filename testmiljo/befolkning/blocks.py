"""The town cut in blocks of about a thousand persons. How many live in a block is known without counting anybody.

A block has homes for a few more families than it needs. They fill it in order until it has the residents it should
have, so the last homes of a block stand empty, and a handful of single residents make the number exact.
"""

from bisect import bisect_right
from math import ceil

from testmiljo.befolkning.ages import shape
from testmiljo.befolkning.person import Status

RESIDENTS_A_BLOCK = 550
_SPARE_HOMES = 0.06
_FILL = 0.12
SURELY_LIVED_IN = 0.7
"""This share of a block's homes is never empty."""

# Persons per resident, and how many there are at least: 5.6 million residents make about 10 million in all.
# Skatteetaten counted 1.6 million d-numbers in 2016 and 95 000 new ones a year; most have lain unused for five years.
# The dead are those who had a number, from 1964 on.
SHARES: dict[Status, tuple[float, int]] = {
    Status.DOED: (0.32, 8),
    Status.UTFLYTTET: (0.115, 6),
    Status.INAKTIV: (0.25, 6),
    Status.MIDLERTIDIG: (0.095, 6),
    Status.OPPHOERT: (0.006, 3),
    Status.FORSVUNNET: (0.0005, 1),
    Status.IKKE_BOSATT: (0.0006, 2),
    Status.FOEDSELSREGISTRERT: (0.0002, 1),
}


class Blocks:
    """`homes` is how many homes each block has; `fill` how many single residents there is room for in each."""

    def __init__(self, residents: int) -> None:
        self.residents = residents
        self.count = max(1, residents // RESIDENTS_A_BLOCK)
        self.homes = ceil(residents / self.count * sum(shape().families) * (1 + _SPARE_HOMES))
        self.surely = int(self.homes * SURELY_LIVED_IN)
        self.fill = ceil(residents / self.count * _FILL) + 8
        self.totals = {status: max(least, round(residents * share)) for status, (share, least) in SHARES.items()}
        self.persons = residents + sum(self.totals.values())

    def part(self, total: int, block: int) -> range:
        """The block's share of a total, as a stretch of it."""
        return range(block * total // self.count, (block + 1) * total // self.count)

    def block_of(self, item: int, total: int) -> int:
        """Which block an item of a total falls in; the reverse of `part`."""
        return ((item + 1) * self.count - 1) // total

    def before(self, block: int) -> int:
        """How many persons there are in the blocks before one."""
        return sum(block * total // self.count for total in (self.residents, *self.totals.values()))

    def block_with(self, position: int) -> int:
        """The block of the person at a position."""
        return bisect_right(range(1, self.count), position, key=self.before)
