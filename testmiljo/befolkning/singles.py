"""Persons outside the families: emigrated, holders of d-numbers, the dead, ended numbers, and the few residents who
fill the town up to the size that was asked for."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from testmiljo.befolkning import names
from testmiljo.befolkning.dates import AS_OF, between, years_after
from testmiljo.befolkning.hashing import mix
from testmiljo.befolkning.homes import random_home
from testmiljo.befolkning.origins import IMMIGRANTS, NORWAY
from testmiljo.befolkning.person import Person, Status
from testmiljo.befolkning.places import basement
from testmiljo.befolkning.plan import Plan

# Persons per resident of the town, and how many there are at least.
_SHARES: tuple[tuple[Status, float, int], ...] = (
    (Status.UTFLYTTET, 0.025, 6),
    (Status.MIDLERTIDIG, 0.02, 6),
    (Status.INAKTIV, 0.01, 3),
    (Status.DOED, 0.01, 4),
    (Status.OPPHOERT, 0.001, 3),
    (Status.FORSVUNNET, 0.0002, 1),
    (Status.IKKE_BOSATT, 0.0005, 2),
    (Status.FOEDSELSREGISTRERT, 0.0002, 1),
)


def ranges(residents: int) -> list[tuple[Status, range]]:
    """Which singles have which status, counted from 0. Those after the last range are residents."""
    found: list[tuple[Status, range]] = []
    start = 0
    for status, share, least in _SHARES:
        count = max(least, round(residents * share))
        found.append((status, range(start, start + count)))
        start += count
    return found


def single(plan: Plan, count: int, status: Status) -> Person:
    draw = Random(mix(plan.seed, 81, count))
    d_number = status in {Status.MIDLERTIDIG, Status.INAKTIV}
    born, sex = plan.layout.single_born(count), plan.layout.single_sex(count)
    foreign = d_number or status is Status.IKKE_BOSATT or draw.random() < 0.1
    origin = draw.choice(IMMIGRANTS) if foreign else NORWAY
    name = names.register_name(names.first_name(draw, born, sex, origin), None, names.surname(draw, origin))
    number = plan.layout.single_number(count, d_number=d_number)
    person = Person(mix(plan.seed, 82, count), number, sex, born, origin, name, status)
    _HISTORIES.get(status, _settle)(plan, draw, person)
    return person


def _settle(plan: Plan, draw: Random, person: Person) -> None:
    """Where somebody with Norwegian address lives or has lived."""
    kommune = draw.choice(plan.kommuner)
    person.homes = [random_home(draw, kommune, person.born)]
    adult = years_after(person.born, 19)
    if adult < AS_OF - timedelta(days=30):
        home = random_home(draw, kommune, between(draw, adult, AS_OF - timedelta(days=20)))
        if home.address:
            home = replace(home, address=basement(home.address, 90 + draw.randrange(9)))
        person.homes.append(home)


def _emigrate(plan: Plan, draw: Random, person: Person) -> None:
    _settle(plan, draw, person)
    person.left = between(draw, max(date(1985, 1, 1), person.homes[-1].since), AS_OF)
    person.left_to = draw.choice(IMMIGRANTS)


def _die(plan: Plan, draw: Random, person: Person) -> None:
    _settle(plan, draw, person)
    person.died = between(draw, max(date(2000, 1, 1), person.homes[-1].since), AS_OF)


def _get_d_number(plan: Plan, draw: Random, person: Person) -> None:
    """A d-number holder has no residence; half have told where they stay (oppholdsadresse)."""
    years = (5.5, 20.0) if person.status is Status.INAKTIV else (0.1, 4.8)
    person.arrived = max(person.born, years_after(AS_OF, -draw.uniform(*years)))
    if draw.random() < 0.5:
        person.homes = [random_home(draw, draw.choice(plan.kommuner), person.arrived)]


def _nothing(_plan: Plan, _draw: Random, _person: Person) -> None:
    """A number that has ended, or that has just been given, has no addresses."""


_HISTORIES = {
    Status.UTFLYTTET: _emigrate,
    Status.DOED: _die,
    Status.MIDLERTIDIG: _get_d_number,
    Status.INAKTIV: _get_d_number,
    Status.IKKE_BOSATT: _get_d_number,
    Status.OPPHOERT: _nothing,
    Status.FOEDSELSREGISTRERT: _nothing,
}
