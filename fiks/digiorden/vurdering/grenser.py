"""What risk an organisation accepts: a level for each cell of the 5×5, and what the ten steps mean there.

Acceptance criteria are each organisation's own (Digdir); the default is ours. Texts of the steps follow the same idea as
NAV's scales (how often; what it does to people, to the service and to trust), in our own words.
"""

from enum import StrEnum

import msgspec

from fiks.digiorden.vurdering.innhold import STEPS, UNSET, Innhold, Scenario, rest


class Nivaa(StrEnum):
    """LAV lies below the limit. MIDDELS is accepted with measures weighed. HOEY is accepted one by one, with a reason."""

    LAV = "LAV"
    MIDDELS = "MIDDELS"
    HOEY = "HOEY"


_ORDER = list(Nivaa)


class Trinn(msgspec.Struct, frozen=True):
    """One step of a scale: its name and what it means."""

    navn: str
    betyr: str


class Grenser(msgspec.Struct, frozen=True):
    """`celler[s - 1][k - 1]` is the level where likelihood is s and consequence k."""

    celler: list[list[Nivaa]]
    sannsynlighet: list[Trinn]
    konsekvens: list[Trinn]

    def level(self, sannsynlighet: int, konsekvens: int) -> Nivaa | None:
        """The level of a cell; None while a step is not set."""
        if sannsynlighet not in STEPS or konsekvens not in STEPS:
            return None
        return self.celler[sannsynlighet - 1][konsekvens - 1]


_SANNSYNLIGHET = [
    Trinn("Svært lite sannsynlig", "Sjeldnere enn hvert femte år"),
    Trinn("Lite sannsynlig", "Omtrent én gang i året eller sjeldnere"),
    Trinn("Mulig", "Noen ganger i året"),
    Trinn("Sannsynlig", "Omtrent hver måned"),
    Trinn("Svært sannsynlig", "Hver uke eller oftere"),
]
_KONSEKVENS = [
    Trinn("Ubetydelig", "Ingen merker det, eller det rettes med en gang uten følger for noen"),
    Trinn("Liten", "Noen få blir forsinket eller må ordne opp selv. Tilliten er den samme"),
    Trinn("Merkbar", "Noen mister kontrollen over opplysninger om seg selv, eller tjenesten er nede en dag"),
    Trinn(
        "Alvorlig",
        "Taushetsbelagte opplysninger kommer på avveie, eller noen får feil avgjørelse. Tilliten svekkes varig",
    ),
    Trinn("Svært alvorlig", "Fare for liv, helse eller trygghet, for eksempel når en gradert adresse blir kjent"),
]


def _default_cells() -> list[list[Nivaa]]:
    """Low to 4, high from 12, by likelihood times consequence; what can cost lives is never low."""

    def level(sannsynlighet: int, konsekvens: int) -> Nivaa:
        product = sannsynlighet * konsekvens
        if product >= 12:
            return Nivaa.HOEY
        return Nivaa.LAV if product <= 4 and konsekvens < 5 else Nivaa.MIDDELS

    return [[level(s, k) for k in STEPS] for s in STEPS]


DEFAULT = Grenser(_default_cells(), _SANNSYNLIGHET, _KONSEKVENS)


def read(stored: object) -> Grenser:
    """Limits as they were stored."""
    return msgspec.convert(stored, Grenser)


def falls(celler: list[list[Nivaa]]) -> tuple[int, int] | None:
    """The first cell (likelihood, consequence) with a lower level than one that is less likely or less bad.

    Limits where a greater risk is easier to accept are not limits.
    """
    for s in STEPS:
        for k in STEPS:
            here = _ORDER.index(celler[s - 1][k - 1])
            below = [_ORDER.index(celler[s - 2][k - 1])] if s > 1 else []
            left = [_ORDER.index(celler[s - 1][k - 2])] if k > 1 else []
            if any(here < other for other in (*below, *left)):
                return s, k
    return None


def level_before(grenser: Grenser, one: Scenario) -> Nivaa | None:
    """The level of a scenario as things are."""
    return grenser.level(one.sannsynlighet, one.konsekvens)


def level_after(grenser: Grenser, one: Scenario) -> Nivaa | None:
    """The level of a scenario when its measures are done."""
    return grenser.level(*rest(one))


def highest_after(grenser: Grenser, innhold: Innhold) -> Nivaa | None:
    """The highest level that is left after measures; None when no scenario is placed."""
    levels = [level for one in innhold.scenarioer if (level := level_after(grenser, one))]
    return max(levels, key=_ORDER.index, default=None)


class Celle(msgspec.Struct, frozen=True):
    """One cell with the numbers of the scenarios in it, and their ids."""

    nivaa: Nivaa
    scenarioer: list[tuple[int, str]]


def matrix(grenser: Grenser, innhold: Innhold, *, after: bool) -> list[tuple[int, Trinn, list[Celle]]]:
    """Rows of the 5×5 from the most likely down: step, its text, and its cells from the least bad."""
    placed: dict[tuple[int, int], list[tuple[int, str]]] = {}
    for number, one in enumerate(innhold.scenarioer, 1):
        place = rest(one) if after else (one.sannsynlighet, one.konsekvens)
        placed.setdefault(place, []).append((number, one.id))
    return [
        (
            s,
            grenser.sannsynlighet[s - 1],
            [Celle(grenser.celler[s - 1][k - 1], placed.get((s, k), [])) for k in STEPS],
        )
        for s in reversed(STEPS)
    ]


def unplaced(innhold: Innhold, *, after: bool) -> int:
    """How many scenarios have no place in the matrix yet."""
    places = [rest(one) if after else (one.sannsynlighet, one.konsekvens) for one in innhold.scenarioer]
    return sum(UNSET in place for place in places)
