"""How many families of each age, and how many children of each age, give the age pyramid of Norway (SSB 07459)."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from testmiljo.befolkning.dates import AS_OF
from testmiljo.befolkning.kinship import CHILDREN, kinship
from testmiljo.befolkning.tables import age_counts

ADULT = 19
PARTNER_FROM = ADULT + 1
OLDEST = 105
CHILD_UNTIL = 30
CHILD_WEIGHTS = (0.9, 0.75, 0.3, 0.08)
SINGLE_PARENTS = 0.3

# Per family by age of its first adult: married, cohabiting, divorced with the former spouse in town, widowed.
# Shaped after SSB's figures on civil status and households; rounded.
_SCENARIOS: tuple[tuple[int, tuple[float, float, float, float]], ...] = (
    (19, (0.00, 0.05, 0.00, 0.000)),
    (25, (0.08, 0.27, 0.01, 0.001)),
    (30, (0.26, 0.30, 0.03, 0.002)),
    (40, (0.42, 0.18, 0.12, 0.006)),
    (50, (0.42, 0.12, 0.15, 0.015)),
    (60, (0.42, 0.08, 0.13, 0.040)),
    (70, (0.45, 0.04, 0.08, 0.130)),
    (80, (0.35, 0.02, 0.04, 0.400)),
    (90, (0.12, 0.01, 0.02, 0.700)),
    (106, (0.02, 0.00, 0.00, 0.880)),
)
MARRIED, COHABITING, DIVORCED, WIDOWED, SINGLE = range(5)
_TODAY = AS_OF.toordinal()


@dataclass(frozen=True, slots=True)
class Shape:
    """`families[a]` families with a first adult of age a per resident of the town; `children[a]` the chance that a
    child that a family could have at age a exists."""

    families: tuple[float, ...]
    children: tuple[float, ...]


@cache
def scenario_chances(age: int) -> tuple[float, float, float, float]:
    """Cumulative chances of MARRIED, COHABITING, DIVORCED and WIDOWED."""
    low, high = next((a, b) for a, b in pairwise(_SCENARIOS) if a[0] <= age <= b[0] or b[0] == 106)
    share = min(1.0, (age - low[0]) / (high[0] - low[0]))
    married, cohabiting, divorced, widowed = (x + share * (y - x) for x, y in zip(low[1], high[1], strict=True))
    couples = married + cohabiting
    return married, couples, couples + divorced, couples + divorced + widowed


def age_of(day: int) -> int:
    """Whole years between a birth date, as ordinal, and the day the town is seen."""
    return int((_TODAY - day) / 365.25)


@cache
def kin_chances(age: int) -> tuple[float, ...]:
    """The chance that the partner and each child that a family could have at this age exists, for the partner dead or
    alive. A family without partner has only `SINGLE_PARENTS` of the children."""
    partner = scenario_chances(age)[WIDOWED] if PARTNER_FROM <= age <= OLDEST else 0.0
    children = shape().children[age] if age < CHILD_UNTIL else 0.0
    return (partner, *(children * weight for weight in CHILD_WEIGHTS))


@cache
def shape() -> Shape:
    """Fit the number of families to the table, then the chance of children to what the families leave over."""
    counts = age_counts()
    total = sum(counts)
    children = [count / total * _child_share(age) for age, count in enumerate(counts)]
    adults = [count / total - child for count, child in zip(counts, children, strict=True)]
    families = _families(adults)
    possible = _possible_children(families)
    chances = tuple(
        min(1.0, wanted / could) if could else 0.0 for wanted, could in zip(children, possible, strict=True)
    )
    return Shape(tuple(families), chances)


def _child_share(age: int) -> float:
    """The share of an age that is derived as children of a family, at home or not; the rest are first adults."""
    return 1.0 if age < ADULT else max(0.0, (CHILD_UNTIL - age) / (CHILD_UNTIL - ADULT + 1))


def _families(adults: list[float]) -> list[float]:
    """Families by age, such that first adults and their partners together become `adults`."""
    families = list(adults)
    gaps = _partner_gaps()
    for _ in range(12):
        model = [0.0] * len(adults)
        for age, count in enumerate(families):
            model[age] += count
            alive = _alive(age) * count
            for gap, share in gaps.items():
                other = age - gap
                if PARTNER_FROM <= other <= OLDEST:
                    model[other] += alive * share * scenario_chances(other)[WIDOWED]
        families = [f * a / m if m else 0.0 for f, a, m in zip(families, adults, model, strict=True)]
    return families


def _alive(age: int) -> float:
    """The share of partners that are alive, by age of the first adult."""
    chances = scenario_chances(max(age, PARTNER_FROM))
    return chances[DIVORCED] / chances[WIDOWED]


def _with_partner(age: int) -> float:
    """The share of families with a partner, dead or alive, by age of the first adult."""
    others = ((age - gap, share) for gap, share in _partner_gaps().items())
    return sum(share * scenario_chances(other)[WIDOWED] for other, share in others if PARTNER_FROM <= other <= OLDEST)


def _possible_children(families: list[float]) -> list[float]:
    """Children by age if every chance were 1."""
    possible = [0.0] * len(families)
    for age, count in enumerate(families):
        alone = 1 - _with_partner(age)
        parents = count * (1 - alone * (1 - SINGLE_PARENTS))
        for child, (gap, share) in _child_gaps():
            if 0 <= age - gap < CHILD_UNTIL:
                possible[age - gap] += parents * share * CHILD_WEIGHTS[child]
    return possible


@cache
def _partner_gaps() -> dict[int, float]:
    """Share of partners by how many years younger they are."""
    years = [round(kinship(0, 0, day).partner / 365.25) for day in range(2000)]
    return {gap: years.count(gap) / len(years) for gap in set(years)}


@cache
def _child_gaps() -> tuple[tuple[int, tuple[int, float]], ...]:
    shares = []
    samples = [kinship(0, 0, day).children for day in range(2000)]
    for child in range(CHILDREN):
        years = [round(days / 365.25) for sample in samples if (days := sample[child]) is not None]
        shares += [(child, (gap, years.count(gap) / len(samples))) for gap in set(years)]
    return tuple(shares)
