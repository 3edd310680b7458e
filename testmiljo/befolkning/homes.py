"""Where the members of a family have lived, and what address protection does to it."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from testmiljo.befolkning import ages
from testmiljo.befolkning.dates import AS_OF, between, years_after
from testmiljo.befolkning.layout import CHILD, PARTNER
from testmiljo.befolkning.person import Home, Person, Trait
from testmiljo.befolkning.places import DWELLINGS_A_STREET, basement, dwelling, institution
from testmiljo.befolkning.plan import Plan
from testmiljo.befolkning.tables import kommunenumre, kommuner, neighbours

if TYPE_CHECKING:
    from testmiljo.befolkning.families import Family

_MOVES_OUT = 19


def settle(plan: Plan, draw: Random, built: "Family", position: int) -> None:
    """Give every member the family's home and the homes before it; the separated and the grown-up live elsewhere."""
    first, partner = built.first, built.members.get(PARTNER)
    together = _together_since(first, partner)
    moved = between(draw, together, AS_OF - timedelta(days=5)) if draw.random() < 0.6 else together
    current = _family_home(plan, built, position, moved)
    shared = [current] if moved == together else [_earlier_home(draw, built, together), current]
    for role, person in built.members.items():
        person.homes = _own_homes(draw, built, person, shared)
        if role >= CHILD and _has_moved_out(draw, person):
            since = between(draw, max(years_after(person.born, 18.5), person.homes[-1].since), AS_OF)
            _move(person, _basement(plan, position, role, since))
    if partner and first.couple and first.couple.separated:
        _move(partner, _basement(plan, position, PARTNER, first.couple.separated))
        _share_residence(draw, built, partner)
    if built.trait is Trait.KLIENTADRESSE:
        _move_to_institution(draw, built)


def protect(built: "Family", trait: Trait) -> None:
    """Protection covers everyone at the family's address: fortrolig grades every address, old ones too;
    strengt fortrolig leaves no address at all."""
    address = built.first.homes[-1].address
    for person in [member for member in built.members.values() if not member.died]:
        if person is built.first or (person.homes and person.homes[-1].address == address):
            person.protection = trait.value
            person.shared_home = None
            graded = [replace(home, grading="fortrolig") for home in person.homes]
            person.homes = graded if trait is Trait.FORTROLIG else []
        elif person.shared_home:
            person.shared_home = None


def random_home(draw: Random, kommune: str, since: date) -> Home:
    """Some dwelling in the municipality, not necessarily a free one."""
    streets = 30 + kommuner()[kommune].residents // 150
    return Home(since, kommune, dwelling(kommune, draw.randrange(streets), draw.randrange(DWELLINGS_A_STREET)))


def _together_since(first: Person, partner: Person | None) -> date:
    adults = [first, partner] if partner else [first]
    since = max(years_after(adult.born, 20) for adult in adults)
    arrived = [adult.arrived for adult in adults if adult.arrived]
    married = [first.couple.married] if first.couple and first.couple.married else []
    limit = min([AS_OF - timedelta(days=30), *(adult.died for adult in adults if adult.died)])
    return min(max([since, *arrived, *married]), limit)


def _family_home(plan: Plan, built: "Family", position: int, since: date) -> Home:
    unknown = built.trait is Trait.UKJENT_BOSTED
    return Home(since, built.kommune, None if unknown else plan.dwelling_at(position))


def _earlier_home(draw: Random, built: "Family", since: date) -> Home:
    return random_home(draw, _some_kommune(draw, built.kommune), since)


def _own_homes(draw: Random, built: "Family", person: Person, shared: list[Home]) -> list[Home]:
    """The shared homes from the day the person came, and for most adults the childhood home before them."""
    start = person.arrived or person.born
    homes = [home.entered(max(home.since, start)) for home in shared]
    homes = [home for home, after in zip(homes, [*homes[1:], None], strict=True) if not _replaced(home, after)]
    if homes[0].since > start:
        homes.insert(0, _earlier_home(draw, built, start))
    end = person.died or AS_OF
    return [home for home in homes if home.since <= end]


def _replaced(home: Home, after: Home | None) -> bool:
    return after is not None and after.since <= home.since


def _has_moved_out(draw: Random, person: Person) -> bool:
    age = (AS_OF - person.born).days / 365.25
    return age >= _MOVES_OUT and draw.random() < (age - _MOVES_OUT + 1) / (ages.CHILD_UNTIL - _MOVES_OUT)


def _basement(plan: Plan, position: int, role: int, since: date) -> Home:
    """A basement flat in another house: which one follows from the position, so no two get the same."""
    turned = (position + plan.layout.families * (2 * role + 1) // 16 + role) % plan.layout.families
    address = basement(plan.dwelling_at(turned), role)
    return Home(since, address.street.kommune.number, address)


def _move(person: Person, home: Home) -> None:
    person.homes = [earlier for earlier in person.homes if earlier.since < home.since]
    person.homes.append(home)


def _share_residence(draw: Random, built: "Family", other: Person) -> None:
    """deltBosted: a child of separated parents has a home with each (barnelova § 36)."""
    for child in built.first.children:
        minor = (AS_OF - child.born).days < 18 * 365.25
        if minor and other.homes[-1].address and draw.random() < 0.8:
            child.shared_home = other.homes[-1].entered(max(child.born, other.homes[-1].since))


def _move_to_institution(draw: Random, built: "Family") -> None:
    """klientadresse: the address would reveal that the person is a client of the institution."""
    first = built.first
    since = between(draw, max(first.homes[-1].since, date(2022, 1, 1)), AS_OF)
    address = institution(dwelling(built.kommune, 0, 61))
    _move(first, Home(since, built.kommune, address, "klientadresse", "Solgløtt Testinstitusjon"))


def _some_kommune(draw: Random, near: str) -> str:
    """Most moves are short: within the municipality, else to one of the same county or of the country."""
    if draw.random() < 0.6:
        return near
    return draw.choice(neighbours(kommuner()[near].fylke) if draw.random() < 0.6 else kommunenumre())
