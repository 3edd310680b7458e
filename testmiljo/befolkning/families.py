"""A family from its ordinal alone: who belongs to it, how they are related, and what they are called."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from testmiljo.befolkning import ages, homes, names
from testmiljo.befolkning.ages import COHABITING, MARRIED, SINGLE, WIDOWED
from testmiljo.befolkning.cohort import Seat
from testmiljo.befolkning.dates import AS_OF, between, years_after
from testmiljo.befolkning.hashing import Draw, mix
from testmiljo.befolkning.kinship import CHILDREN
from testmiljo.befolkning.layout import CHILD, FIRST, FORMER, PARTNER
from testmiljo.befolkning.numbers import FEMALE
from testmiljo.befolkning.origins import NORWAY, SAMI, Origin, immigrant
from testmiljo.befolkning.person import Couple, FormerNumber, Person, Status, Trait
from testmiljo.befolkning.plan import Plan

_SAMI_SHARE = {"18": 0.04, "55": 0.08, "56": 0.35}


@dataclass(slots=True)
class Family:
    """`members` by role, the first adult first; the dead and the moved-out are among them."""

    ordinal: int
    kommune: str
    trait: Trait | None
    scenario: int
    members: dict[int, Person]

    @property
    def first(self) -> Person:
        return self.members[FIRST]


def roles(plan: Plan, ordinal: int) -> tuple[int, list[int]]:
    """The family's scenario and the roles it has, the dead partner of a widow included."""
    layout = plan.layout
    seat = layout.firsts.seat(ordinal)
    kin = layout.kin(seat)
    alone = not layout.has(kin, seat, PARTNER, plan.even(ordinal, 0))
    found = [FIRST] if alone else [FIRST, PARTNER]
    if not alone or plan.even(ordinal, 5) < ages.SINGLE_PARENTS:
        found += [
            role
            for role in range(CHILD, CHILD + CHILDREN)
            if layout.has(kin, seat, role, plan.even(ordinal, role - PARTNER))
        ]
    return SINGLE if alone else _scenario(plan, ordinal, seat), found


def _scenario(plan: Plan, ordinal: int, seat: Seat) -> int:
    """What there is or has been between the adults."""
    chances = ages.scenario_chances(max(ages.age_of(seat.day), ages.PARTNER_FROM))
    return bisect_right(chances, plan.even(ordinal, 6) * chances[WIDOWED])


def family(plan: Plan, ordinal: int) -> Family:
    seat = plan.layout.firsts.seat(ordinal)
    scenario, found = roles(plan, ordinal)
    draw = Draw(mix(plan.seed, 41, ordinal))
    position = plan.layout.firsts.position_of(ordinal)
    kommune = plan.kommune_at(position)
    built = Family(ordinal, kommune, plan.trait_at(position), scenario, {})
    origin = SAMI if built.trait is Trait.SAMISK else _origin(draw, kommune)
    for role in found:
        built.members[role] = _person(plan, draw, seat, role, origin)
    _bind(draw, built)
    _take_names(draw, built)
    _arrive(plan, draw, built, seat)
    homes.settle(plan, draw, built, position)
    _add_trait(plan, draw, built, seat, position)
    return built


def _origin(draw: Random, kommune: str) -> Origin:
    chance = draw.random()
    if chance < 0.14:
        return immigrant(draw)
    return SAMI if chance > 1 - _SAMI_SHARE.get(kommune[:2], 0.006) else NORWAY


def _person(plan: Plan, draw: Random, seat: Seat, role: int, origin: Origin) -> Person:
    layout = plan.layout
    born, sex = layout.born(seat, role), layout.sex(seat, role)
    own = NORWAY if role == PARTNER and draw.random() < 0.25 else origin
    first = names.first_name(draw, born, sex, own)
    last = names.surname(draw, own)
    return Person(
        key=mix(plan.seed, 43, seat.day, seat.rank, role),
        number=layout.number(seat, role),
        sex=sex,
        born=born,
        origin=own,
        name=names.register_name(first, None, last),
        sami=own is SAMI,
    )


def _bind(draw: Random, built: Family) -> None:
    """Parents, children and what has happened between the adults."""
    first, partner = built.first, built.members.get(PARTNER)
    children = [built.members[role] for role in range(CHILD, CHILD + CHILDREN) if role in built.members]
    for child in children:
        child.parents = [first, partner] if partner else [first]
    for parent in (first, partner):
        if parent:
            parent.children = children
    if partner:
        first.spouse, partner.spouse = partner, first
        first.couple = partner.couple = _couple(draw, built, children)


def _couple(draw: Random, built: Family, children: list[Person]) -> Couple:
    first, partner = built.first, built.members[PARTNER]
    grown = years_after(max(first.born, partner.born), 19.5)
    if built.scenario == COHABITING:
        return Couple(None)
    married = between(draw, grown, min(AS_OF - timedelta(days=40), years_after(grown, 14)))
    if built.scenario == MARRIED:
        separated = between(draw, married, AS_OF) if draw.random() < 0.02 and not children else None
        return Couple(married, separated)
    settled = max([married, *(child.born for child in children)])
    if built.scenario == WIDOWED:
        died = between(draw, max(settled, years_after(AS_OF, -25)), AS_OF)
        partner.status, partner.died = Status.DOED, died
        return Couple(married, widowed=died)
    separated = between(draw, settled, AS_OF)
    divorced = years_after(separated, 1.1)
    return Couple(married, separated, divorced if divorced < AS_OF else None)


def _take_names(draw: Random, built: Family) -> None:
    """One of the married takes the other's surname, most often the woman; children get a parent's."""
    first, partner = built.first, built.members.get(PARTNER)
    if partner and first.couple and first.couple.married and draw.random() < 0.55:
        wife, husband = (first, partner) if first.sex == FEMALE else (partner, first)
        maiden = wife.name
        keeps = maiden.last if draw.random() < 0.4 else None
        wife.former_names.append((first.couple.married, maiden))
        wife.name = names.Name(maiden.first, keeps, husband.name.last)
    for child in built.first.children:
        middle, last = names.child_surname(draw, tuple(parent.name.last for parent in child.parents))
        child.name = names.Name(child.name.first, middle, last)


def _arrive(plan: Plan, draw: Random, built: Family, seat: Seat) -> None:
    """Immigrants move in after their birth; some had a d-number first, some have become Norwegian."""
    for person in built.members.values():
        if person.origin.women and person.origin is not SAMI:
            earliest = years_after(person.born, 1 if person.parents else 18)
            latest = min(AS_OF - timedelta(days=90), person.died or AS_OF)
            person.arrived = between(draw, max(earliest, date(1970, 1, 1)), latest)
            if person.parents and (len(built.first.children) == 1 or draw.random() < 0.6):
                person.arrived = None
            elif years_after(person.arrived, 8) < AS_OF and draw.random() < 0.5:
                person.norwegian_since = years_after(person.arrived, 7.5)
    first = built.first
    if first.arrived and draw.random() < 0.4:
        number = plan.layout.number(seat, FORMER, d_number=True)
        first.former_number = FormerNumber(number, d_number=True, until=first.arrived, reason="Innflytting")


def _add_trait(plan: Plan, draw: Random, built: Family, seat: Seat, position: int) -> None:
    first, trait = built.first, built.trait
    if trait in {Trait.FORTROLIG, Trait.STRENGT_FORTROLIG}:
        homes.protect(built, trait)
    elif trait in {Trait.SAMMENSLAATT, Trait.NYTT_NUMMER}:
        reason = "Sammenslåing" if trait is Trait.SAMMENSLAATT else "Endring av fødselsnummer"
        number = plan.layout.number(seat, FORMER)
        until = between(draw, date(2021, 1, 1), AS_OF)
        first.former_number = FormerNumber(number, d_number=False, until=max(until, first.born), reason=reason)
    elif trait in {Trait.VERGEMAAL, Trait.GAMMELT_VERGEMAAL}:
        neighbour = position - 1 if position % plan.blocks.homes else position + 1
        seat = plan.layout.firsts.seat(plan.layout.firsts.ordinal_at(neighbour))
        first.guardian = plan.layout.number(seat, FIRST)
    first.trait = trait
