"""The town as a whole: its size, its municipalities, and where the unusual families live."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from testmiljo.befolkning.blocks import Blocks
from testmiljo.befolkning.hashing import fraction
from testmiljo.befolkning.layout import Layout
from testmiljo.befolkning.person import Trait
from testmiljo.befolkning.places import DWELLINGS_A_STREET, Address, dwelling
from testmiljo.befolkning.tables import kommuner

GUARANTEED = 3
_STREETS = 30
# Shares of the families. Kripos counts under 500 persons with strengt fortrolig address in the whole country.
_TRAIT_SHARES = {
    Trait.FORTROLIG: 0.0008,
    Trait.STRENGT_FORTROLIG: 0.0001,
    Trait.KLIENTADRESSE: 0.0005,
    Trait.VERGEMAAL: 0.012,
    Trait.GAMMELT_VERGEMAAL: 0.004,
    Trait.SAMMENSLAATT: 0.003,
    Trait.NYTT_NUMMER: 0.003,
    Trait.UKJENT_BOSTED: 0.005,
    Trait.POSTBOKS: 0.03,
    Trait.SAMISK: 0.0,
}
_TRAITS = tuple(_TRAIT_SHARES)
_EDGES = tuple(accumulate(_TRAIT_SHARES.values()))
_NEW_NUMBER = {Trait.SAMMENSLAATT, Trait.NYTT_NUMMER}
_GUARANTEED_WITHIN = 0.6
_EVEN_STEPS = tuple(root**0.5 % 1.0 for root in (5, 7, 11, 13, 17, 19, 23))
"""Irrational steps: multiples of them, without the whole part, lie evenly in [0, 1)."""


@dataclass(frozen=True)
class Plan:
    """`kommuner` by number; a municipality's share of the families follows its real population."""

    seed: int
    kommuner: tuple[str, ...]
    blocks: Blocks
    layout: Layout

    def even(self, ordinal: int, series: int) -> float:
        """Evenly spread chances for a family, so that also a small town gets the shares it should have."""
        return (ordinal * _EVEN_STEPS[series] + self._even_starts[series]) % 1.0

    def kommune_at(self, position: int) -> str:
        return self.kommuner[bisect_right(self._borders, position)]

    def dwelling_at(self, position: int) -> Address:
        """Every position has a dwelling of its own. Also a small town has streets enough to tell people apart."""
        index = bisect_right(self._borders, position)
        start, end = (0, *self._borders)[index], (*self._borders, self.layout.families)[index]
        on_street = min(DWELLINGS_A_STREET, 1 + (end - start) // _STREETS)
        street, place = divmod(position - start, on_street)
        return dwelling(self.kommuner[index], street, place)

    def trait_at(self, position: int) -> Trait | None:
        """A guaranteed few, evenly spread over the town, and a realistic share of the rest."""
        guaranteed = self.guaranteed_traits.get(position)
        if guaranteed:
            return guaranteed
        index = bisect_right(_EDGES, fraction(self.seed, 61, position))
        if index == len(_TRAITS) or not self._can_have(position, _TRAITS[index]):
            return None
        return _TRAITS[index]

    @cached_property
    def guaranteed_traits(self) -> dict[int, Trait]:
        """By position, in homes that are never empty."""
        homes, places, found = self.blocks.homes, len(_TRAITS) * GUARANTEED, dict[int, Trait]()
        for place in range(places):
            block, home = divmod(place * self.layout.families // places, homes)
            position = block * homes + int(home * _GUARANTEED_WITHIN)
            while position in found or not self._can_have(position, _TRAITS[place % len(_TRAITS)]):
                position += 1
            found[position] = _TRAITS[place % len(_TRAITS)]
        return found

    def _can_have(self, position: int, trait: Trait) -> bool:
        if trait not in _NEW_NUMBER:
            return True
        return self.layout.may_have_former(self.layout.firsts.seat(self.layout.firsts.ordinal_at(position)))

    @cached_property
    def _even_starts(self) -> tuple[float, ...]:
        return tuple(fraction(self.seed, 42, series) for series in range(len(_EVEN_STEPS)))

    @cached_property
    def _borders(self) -> tuple[int, ...]:
        """The first position after each municipality but the last."""
        sizes = list(accumulate(kommuner()[number].residents for number in self.kommuner))
        return tuple(self.layout.families * size // sizes[-1] for size in sizes[:-1])
