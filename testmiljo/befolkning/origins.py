"""Where people come from, with names to match."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from testmiljo.befolkning.tables import rows


@dataclass(frozen=True, slots=True)
class Origin:
    """`alpha3` for citizenship, `alpha2` for foreign addresses; `permit`: needs a residence permit. `rule` makes rare
    names. Without common names of its own, those are drawn from SSB's lists."""

    alpha3: str
    alpha2: str
    city: str
    rule: str
    permit: bool = False
    weight: float = 0
    women: tuple[str, ...] = ()
    men: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()


def _origin(row: dict[str, str]) -> Origin:
    return Origin(
        row["alfa3"],
        row["alfa2"],
        row["by"],
        row["regel"],
        row["oppholdstillatelse"] == "ja",
        float(row["vekt"]),
        tuple(row["kvinner"].split()),
        tuple(row["menn"].split()),
        tuple(row["etternavn"].split()),
    )


_ALL = tuple(_origin(row) for row in rows("opphav.csv"))

NORWAY = Origin("NOR", "NO", "", "norsk")
SAMI = next(origin for origin in _ALL if origin.alpha3 == "NOR")
IMMIGRANTS = tuple(origin for origin in _ALL if origin is not SAMI)
_EDGES = tuple(accumulate(origin.weight for origin in IMMIGRANTS))


def immigrant(draw: Random) -> Origin:
    """A country, by how many residents come from there."""
    return IMMIGRANTS[bisect_right(_EDGES, draw.random() * _EDGES[-1])]
