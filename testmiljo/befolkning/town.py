"""A synthetic town: the same seed and size give the same people, and nothing is stored."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from testmiljo.befolkning.documents import Document, person_document
from testmiljo.befolkning.families import Family, family, residents
from testmiljo.befolkning.layout import FORMER, FamilyRole, Layout
from testmiljo.befolkning.person import Person, Status
from testmiljo.befolkning.plan import Plan
from testmiljo.befolkning.singles import ranges, single
from testmiljo.befolkning.tables import kommuner as all_kommuner

SMALLEST, LARGEST = 200, 1_000_000


class Town:
    """`residents` persons with status bosatt, exactly; emigrated, dead, d-number holders and others come on top.

    `kommuner` are municipality numbers; families are shared out by real population. Raises ValueError for a size
    outside 200–1 000 000 or an unknown municipality.
    """

    def __init__(self, seed: int, residents: int, kommuner: Sequence[str]) -> None:
        if not SMALLEST <= residents <= LARGEST:
            raise ValueError(f"residents must be between {SMALLEST} and {LARGEST}")
        unknown = [number for number in kommuner if number not in all_kommuner()]
        if unknown or not kommuner:
            raise ValueError(f"unknown kommune: {', '.join(unknown) or 'none given'}")
        self.seed = seed
        self.residents = residents
        self.kommuner = tuple(dict.fromkeys(kommuner))
        self._plan = Plan(seed, self.kommuner, Layout(seed, residents))
        self._singles = ranges(residents)

    def documents(self) -> Iterator[Document]:
        """Every person of the town, family by family along the streets."""
        return (person_document(person) for person in self.persons())

    def persons(self) -> Iterator[Person]:
        living = 0
        for position in range(self._plan.layout.families):
            household = self._family(self._plan.layout.ordinal_at(position))
            living += household.residents
            yield from household.members.values()
        for status, counts in self._singles:
            yield from (single(self._plan, count, status) for count in counts)
        start = self._singles_end
        yield from (single(self._plan, count, Status.BOSATT) for count in range(start, start + self.residents - living))

    def sample(self, ordinary: int = 150) -> Iterator[Person]:
        """The members of the unusual families and of some others, and a few persons of every other status."""
        unusual = self._plan.guaranteed_traits
        step = max(1, self._plan.layout.families // ordinary)
        for position in sorted({*unusual, *range(0, self._plan.layout.families, step)}):
            yield from self._family(self._plan.layout.ordinal_at(position)).members.values()
        for status, counts in self._singles:
            yield from (single(self._plan, count, status) for count in counts[:10])

    def document(self, number: str) -> Document | None:
        """The document of the person who has or has had the number; None when nobody has."""
        person = self.person(number)
        return person_document(person) if person else None

    def person(self, number: str) -> Person | None:
        found = self._plan.layout.find(number)
        if found is None:
            return None
        if isinstance(found, FamilyRole):
            return self._member(found, number)
        return self._single(found, number)

    def _member(self, found: FamilyRole, number: str) -> Person | None:
        members = self._family(found.family).members
        if found.role == FORMER:
            former = members[0].former_number
            return members[0] if former and former.number == number else None
        person = members.get(found.role)
        return person if person and person.number == number else None

    def _single(self, count: int, number: str) -> Person | None:
        status = next((status for status, counts in self._singles if count in counts), None)
        if status is None and self._singles_end <= count < self._singles_end + self._missing:
            status = Status.BOSATT
        person = single(self._plan, count, status) if status else None
        return person if person and person.number == number else None

    def _family(self, ordinal: int) -> Family:
        return family(self._plan, ordinal)

    @property
    def _singles_end(self) -> int:
        return self._singles[-1][1].stop

    @cached_property
    def _missing(self) -> int:
        """Residents that the families lack; counted only when somebody asks for one of them."""
        families = range(self._plan.layout.families)
        return self.residents - sum(residents(self._plan, ordinal) for ordinal in families)
