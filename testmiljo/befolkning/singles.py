"""Persons outside the families: emigrated, holders of d-numbers, the dead, ended numbers, and the few residents who
fill a block up to the size it should have."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from testmiljo.befolkning import names
from testmiljo.befolkning.blocks import Blocks
from testmiljo.befolkning.dates import AS_OF, between, years_after
from testmiljo.befolkning.hashing import Draw, mix
from testmiljo.befolkning.homes import random_home
from testmiljo.befolkning.layout import ADULT, DEAD, WORKER
from testmiljo.befolkning.origins import NORWAY, immigrant
from testmiljo.befolkning.person import Person, Status
from testmiljo.befolkning.places import basement
from testmiljo.befolkning.plan import Plan

_KINDS: dict[int, tuple[Status, ...]] = {
    ADULT: (
        Status.UTFLYTTET,
        Status.OPPHOERT,
        Status.FORSVUNNET,
        Status.IKKE_BOSATT,
        Status.FOEDSELSREGISTRERT,
        Status.BOSATT,
    ),
    DEAD: (Status.DOED,),
    WORKER: (Status.INAKTIV, Status.MIDLERTIDIG),
}
_KIND_OF = {status: kind for kind, statuses in _KINDS.items() for status in statuses}
_FOREIGN = {Status.UTFLYTTET: 0.5, Status.DOED: 0.04, Status.IKKE_BOSATT: 1.0}


class Singles:
    """Where the singles of each status stand among those of their kind."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks
        self._totals = blocks.totals | {Status.BOSATT: blocks.count * blocks.fill}
        self._starts: dict[Status, int] = {}
        counts = [0, 0, 0]
        for status, kind in _KIND_OF.items():
            self._starts[status] = counts[kind]
            counts[kind] += self._totals[status]
        self.counts = (counts[ADULT], counts[DEAD], counts[WORKER])

    def positions(self, status: Status, block: int) -> range:
        """Positions of the singles of a status in a block. There is room for more residents than are needed."""
        part, start = self._blocks.part(self._totals[status], block), self._starts[status]
        return range(part.start + start, part.stop + start)

    def status_at(self, kind: int, position: int) -> tuple[Status, int]:
        """The status of who stands at a position, and the block."""
        status = next(status for status in reversed(_KINDS[kind]) if position >= self._starts[status])
        return status, self._blocks.block_of(position - self._starts[status], self._totals[status])


def single(plan: Plan, block: int, status: Status, position: int) -> Person:
    kind = _KIND_OF[status]
    draw = Draw(mix(plan.seed, 81, kind, position))
    born, sex, number = plan.layout.single(kind, position)
    foreign = kind == WORKER or draw.random() < _FOREIGN.get(status, 0.1)
    origin = immigrant(draw) if foreign else NORWAY
    name = names.register_name(names.first_name(draw, born, sex, origin), None, names.surname(draw, origin))
    person = Person(mix(plan.seed, 82, kind, position), number, sex, born, origin, name, status)
    homes = plan.blocks.homes
    kommune = plan.kommune_at(block * homes + draw.randrange(homes))
    _HISTORIES.get(status, _settle)(draw, person, kommune)
    return person


def _settle(draw: Random, person: Person, kommune: str) -> None:
    """Where somebody with Norwegian address lives or has lived."""
    if person.origin is not NORWAY and person.status in {Status.UTFLYTTET, Status.BOSATT}:
        person.arrived = between(draw, max(person.born, date(1975, 1, 1)), AS_OF - timedelta(days=60))
    start = person.arrived or person.born
    person.homes = [random_home(draw, kommune, start)]
    adult = max(years_after(person.born, 19), start)
    if adult < AS_OF - timedelta(days=30):
        home = random_home(draw, kommune, between(draw, adult, AS_OF - timedelta(days=20)))
        if home.address:
            home = replace(home, address=basement(home.address, 90 + draw.randrange(9)))
        person.homes.append(home)


def _emigrate(draw: Random, person: Person, kommune: str) -> None:
    _settle(draw, person, kommune)
    person.left = between(draw, max(date(1985, 1, 1), person.homes[-1].since), AS_OF)
    person.left_to = person.origin if person.arrived else immigrant(draw)


def _die(draw: Random, person: Person, kommune: str) -> None:
    """Dead at about eighty, but after 1964, when the numbers came."""
    _settle(draw, person, kommune)
    died = years_after(person.born, min(106.0, max(0.0, draw.gauss(80, 13))))
    earliest = max(person.born, date(1965, 1, 1))
    person.died = died if earliest <= died < AS_OF else between(draw, earliest, min(AS_OF, years_after(earliest, 106)))
    person.homes = [home for home in person.homes if home.since < person.died] or person.homes[:1]


def _get_d_number(draw: Random, person: Person, kommune: str) -> None:
    """A d-number holder has no residence; half have told where they stay (oppholdsadresse)."""
    years = (5.5, 20.0) if person.status is Status.INAKTIV else (0.1, 4.8)
    person.arrived = max(person.born, years_after(AS_OF, -draw.uniform(*years)))
    if draw.random() < 0.5:
        person.homes = [random_home(draw, kommune, person.arrived)]


def _nothing(_draw: Random, _person: Person, _kommune: str) -> None:
    """A number that has ended, or that has just been given, has no addresses."""


_HISTORIES: dict[Status, Callable[[Random, Person, str], None]] = {
    Status.UTFLYTTET: _emigrate,
    Status.DOED: _die,
    Status.MIDLERTIDIG: _get_d_number,
    Status.INAKTIV: _get_d_number,
    Status.IKKE_BOSATT: _get_d_number,
    Status.OPPHOERT: _nothing,
    Status.FOEDSELSREGISTRERT: _nothing,
}
