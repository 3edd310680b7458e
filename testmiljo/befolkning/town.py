"""A synthetic town: the same seed and size give the same people, and nothing is stored."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from testmiljo.befolkning.ages import WIDOWED
from testmiljo.befolkning.blocks import SHARES, Blocks
from testmiljo.befolkning.documents import Document, person_document
from testmiljo.befolkning.families import Family, family, roles
from testmiljo.befolkning.layout import FORMER, FamilyRole, Layout, SingleSeat
from testmiljo.befolkning.person import Person, Status
from testmiljo.befolkning.plan import Plan
from testmiljo.befolkning.singles import Singles, single
from testmiljo.befolkning.tables import kommuner as all_kommuner

SMALLEST, LARGEST = 200, 5_600_000


class BadSize(ValueError):
    """A town cannot have so few or so many residents."""


class UnknownKommune(ValueError):
    """No municipality has the number."""


class _Count(NamedTuple):
    """What is known of a block once its families are counted: the first empty home, single residents, single dead."""

    empty_from: int
    residents: int
    dead: int


class Town:
    """`residents` persons with status bosatt, exactly; emigrated, dead, d-number holders and others come on top.

    `kommuner` are municipality numbers, or nothing for the whole country; families are shared out by real population.
    Persons stand at positions 0 to `count`, block by block along the streets. Raises BadSize and UnknownKommune.
    """

    def __init__(self, seed: int, residents: int, kommuner: Sequence[str] = ()) -> None:
        if not SMALLEST <= residents <= LARGEST:
            raise BadSize(f"residents must be between {SMALLEST} and {LARGEST}")
        unknown = [number for number in kommuner if number not in all_kommuner()]
        if unknown:
            raise UnknownKommune(", ".join(unknown))
        self.seed = seed
        self.residents = residents
        self.kommuner = tuple(dict.fromkeys(kommuner or all_kommuner()))
        self._blocks = Blocks(residents)
        self._singles = Singles(self._blocks)
        layout = Layout(seed, self._blocks.homes * self._blocks.count, self._singles.counts)
        self._plan = Plan(seed, self.kommuner, self._blocks, layout)
        self._counted = lru_cache(maxsize=1 << 15)(self._count_block)

    @property
    def count(self) -> int:
        """How many persons there are in all."""
        return self._blocks.persons

    def documents(self, start: int = 0, stop: int | None = None) -> Iterator[Document]:
        """The persons at these positions, as in a slice of a list. It takes a moment to reach any position."""
        return (person_document(person) for person in self.persons(start, stop))

    def persons(self, start: int = 0, stop: int | None = None) -> Iterator[Person]:
        """As `documents`."""
        wanted = range(self.count)[start:stop]
        if wanted:
            yield from islice(self._from(wanted.start), len(wanted))

    def sample(self, ordinary: int = 150) -> Iterator[Person]:
        """The members of the unusual families and of some others, and a few persons of every other status."""
        homes, families = self._blocks.homes, self._plan.layout.families
        step = max(1, families // ordinary)
        for position in sorted({*self._plan.guaranteed_traits, *range(0, families, step)}):
            if self._lived_in(*divmod(position, homes)):
                yield from self._family(position).members.values()
        for status in SHARES:
            blocks = range(min(10, self._blocks.count))
            found = (
                single(self._plan, block, status, place) for block in blocks for place in self._places(status, block)
            )
            yield from islice(found, 10)

    def document(self, number: str) -> Document | None:
        """The document of the person who has or has had the number; None when nobody has."""
        person = self.person(number)
        return person_document(person) if person else None

    def person(self, number: str) -> Person | None:
        """As `document`."""
        found = self._plan.layout.find(number)
        if isinstance(found, FamilyRole):
            return self._member(found, number)
        return self._single(found, number) if found else None

    def _member(self, found: FamilyRole, number: str) -> Person | None:
        position = self._plan.layout.firsts.position_of(found.family)
        if not self._lived_in(*divmod(position, self._blocks.homes)):
            return None
        members = family(self._plan, found.family).members
        if found.role == FORMER:
            former = members[0].former_number
            return members[0] if former and former.number == number else None
        person = members.get(found.role)
        return person if person and person.number == number else None

    def _single(self, found: SingleSeat, number: str) -> Person | None:
        status, block = self._singles.status_at(*found)
        if found.position not in self._places(status, block):
            return None
        person = single(self._plan, block, status, found.position)
        return person if person.number == number else None

    def _from(self, start: int) -> Iterator[Person]:
        """Everyone from a position on."""
        first = self._blocks.block_with(start)
        skip = start - self._blocks.before(first)
        for block in range(first, self._blocks.count):
            yield from self._block(block, skip)
            skip = 0

    def _block(self, block: int, skip: int) -> Iterator[Person]:
        """The families of a block and then its singles, the first `skip` persons left out."""
        first = block * self._blocks.homes
        for position in range(first, first + self._counted(block).empty_from):
            size = len(roles(self._plan, self._plan.layout.firsts.ordinal_at(position))[1]) if skip else 0
            if size <= skip and skip:
                skip -= size
                continue
            yield from islice(self._family(position).members.values(), skip, None)
            skip = 0
        for status in (Status.BOSATT, *SHARES):
            places = self._places(status, block)
            yield from (single(self._plan, block, status, place) for place in places[skip:])
            skip = max(0, skip - len(places))

    def _places(self, status: Status, block: int) -> range:
        """The singles of a status in a block: those who are needed beside the families."""
        places = self._singles.positions(status, block)
        if status is Status.BOSATT:
            return places[: self._counted(block).residents]
        return places[: self._counted(block).dead] if status is Status.DOED else places

    def _lived_in(self, block: int, home: int) -> bool:
        return home < self._blocks.surely or home < self._counted(block).empty_from

    def _count_block(self, block: int) -> _Count:
        """Let families move in until the block is full."""
        room = len(self._blocks.part(self.residents, block))
        dead = len(self._singles.positions(Status.DOED, block))
        first = block * self._blocks.homes
        for home in range(self._blocks.homes):
            scenario, members = roles(self._plan, self._plan.layout.firsts.ordinal_at(first + home))
            living = len(members) - (scenario == WIDOWED)
            if living > room and home >= self._blocks.surely:
                return _Count(home, room, dead)
            room -= living
            dead -= scenario == WIDOWED
        return _Count(self._blocks.homes, room, dead)

    def _family(self, position: int) -> Family:
        return family(self._plan, self._plan.layout.firsts.ordinal_at(position))
