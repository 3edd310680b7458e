"""The town as a whole: its size, its municipalities, and where the unusual families live."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from testmiljo.befolkning.hashing import fraction
from testmiljo.befolkning.layout import Layout
from testmiljo.befolkning.person import Trait
from testmiljo.befolkning.places import DWELLINGS_A_STREET, Address, dwelling
from testmiljo.befolkning.tables import kommuner

GUARANTEED = 3
_STREETS = 30
_TRAIT_SHARES = {
    Trait.FORTROLIG: 0.003,
    Trait.STRENGT_FORTROLIG: 0.001,
    Trait.KLIENTADRESSE: 0.002,
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


@dataclass(frozen=True)
class Plan:
    """`kommuner` by number; a municipality's share of the families follows its real population."""

    seed: int
    kommuner: tuple[str, ...]
    layout: Layout

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
        return _TRAITS[index] if index < len(_TRAITS) else None

    @cached_property
    def guaranteed_traits(self) -> dict[int, Trait]:
        places = len(_TRAITS) * GUARANTEED
        return {place * self.layout.families // places: _TRAITS[place % len(_TRAITS)] for place in range(places)}

    @cached_property
    def _borders(self) -> tuple[int, ...]:
        """The first position after each municipality but the last."""
        sizes = list(accumulate(kommuner()[number].residents for number in self.kommuner))
        return tuple(self.layout.families * size // sizes[-1] for size in sizes[:-1])
