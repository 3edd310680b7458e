"""A register that lives: the documents of a population, and everything that has happened to them since."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from testmiljo.befolkning import Document
from testmiljo.liv.changes import CHANGES
from testmiljo.liv.events import WITHOUT_DOCUMENT, seen
from testmiljo.liv.ids import Identifiers, Kind, Reference
from testmiljo.liv.index import CREATING, Index
from testmiljo.liv.journal import Journal
from testmiljo.liv.line import Akt, Line
from testmiljo.liv.members import Members, is_drawn
from testmiljo.liv.roll import Population, Roll, text
from testmiljo.liv.rows import Change, number_of

PAGE = 1000


@dataclass(frozen=True, slots=True)
class Event:
    """An event of one feed. `line` is the line of the life that it belongs to."""

    sequence: int
    number: str
    type: str
    line: int
    at: datetime

    @property
    def has_document(self) -> bool:
        return self.type not in WITHOUT_DOCUMENT


class LivingRegister:
    """Asked like a town (`document`, `documents`), and for what has happened.

    Nothing is kept but the life file and where in it each number's lines stand: a document is the population's, with its
    lines applied. Without `path` the life is temporary. Raises WrongLife and InUse.
    """

    def __init__(self, population: Population, path: Path | None = None) -> None:
        self.population = population
        self._lock = threading.RLock()
        self._calling = threading.Lock()
        self._roll: Roll | None = None
        self._index = Index()
        self._ranges: dict[int, Line] = {}
        self._path = path
        self.seal = identity_of(population)
        self.identifiers = Identifiers(self.seal)
        self._journal = Journal(path, self.seal)
        self._members = Members(self._journal, self._index, lambda: self.roll, self._standing)
        self._journal.load(self._index.note)

    def __enter__(self) -> "LivingRegister":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def roll(self) -> Roll:
        """Everybody; the first who asks waits for it to be made, and so do those who ask meanwhile."""
        with self._calling:
            if self._roll is None:
                self._roll = Roll(self.population, self._path.with_suffix(".rulle") if self._path else None)
            return self._roll

    # ── documents ──

    def document(self, number: str) -> Document | None:
        """As it is now, of who has or has had the number."""
        return self.document_after(number, len(self._journal))

    def document_after(self, number: str, lines: int) -> Document | None:
        """As it was after so many lines of the life."""
        return self._fold(self._index.root(number, lines), lines)

    def documents(self) -> Iterator[Document]:
        """Everybody as they are now; those who have come since last."""
        return (document for _, document in self.roots())

    def roots(self) -> Iterator[tuple[int, Document]]:
        """Everybody by the number they had when the life began, or were given first."""
        after = self.lines
        for document in self.population.documents():
            root = int(number_of(document))
            if self._index.root(root, after) == root and (found := self._fold(root, after, document)):
                yield root, found
        yield from ((root, found) for root in self.born[:] if (found := self._standing(root, after)))

    def everybody_after(self, lines: int) -> Iterator[int]:
        """The root of each person there was after so many lines."""
        came = [root for root in self.born if self._index.came(root) < lines]
        return (root for root in chain(self.roll.numbers(), came) if self._index.root(root, lines) == root)

    def of_root(self, root: int) -> Document | None:
        """As it is now; None for one who has been merged with another."""
        return self._standing(root, self.lines)

    def changed_between(self, first: int, after: int) -> set[int]:
        """Whose documents may be another after so many lines than after `first`; what machines correct is left out."""
        changed: set[int] = set()
        for number in range(first, after):
            line = self._journal[number]
            if not line.antall:
                changed.update(self._index.roots(number, line))
            elif line.akt.slag == "kommuneregulering":
                changed.update(self._index.root(member, number) for member in self._members.of(number, line))
        return changed

    def _standing(self, root: int, after: int) -> Document | None:
        return self._fold(root, after) if self._index.root(root, after) == root else None

    def _fold(self, root: int, after: int, document: Document | None = None) -> Document | None:
        lines = self._index.lines(root, after)
        if document is None and not self._begins_here(lines):
            document = self.population.document(text(root))
            if document is not None and (known := int(number_of(document))) != root:
                return self._fold(known, after, document)
        created = document is not None
        for number, role in sorted([*lines, *((n, -1) for n in self._index.ranges if n < after)]):
            if document is None and role == 0:
                document = {}
            if document is not None:
                self._apply(document, root, number, role, created=created)
        return document

    def _begins_here(self, lines: list[tuple[int, int]]) -> bool:
        """Whether somebody is born, or comes, in this life."""
        return bool(lines) and lines[0][1] == 0 and self._journal[lines[0][0]].akt.slag in CREATING

    def _apply(self, document: Document, root: int, number: int, role: int, *, created: bool) -> None:
        line = self._journal[number] if role >= 0 else self._range(number)
        if role < 0 and line.akt.slag == "maskinell_retting" and not (created and is_drawn(root, number, line.akt)):
            return
        numbers = [event_number for event_number, _ in line.hendelser]
        me = numbers[role] if role >= 0 else text(root)
        others = tuple(other for other in numbers if other != me)
        CHANGES[line.akt.slag](Change(line.akt, line.at, me, max(role, 0), others), document)

    def _range(self, number: int) -> Line:
        """A line that concerns many is asked for with every document, so it is kept."""
        line = self._ranges.get(number)
        if line is None:
            line = self._ranges[number] = self._journal[number]
        return line

    # ── events ──

    def last(self, *, confidential: bool) -> int:
        with self._lock:
            return self._journal.last(confidential=confidential)

    def first_since(self, at: datetime, *, confidential: bool) -> int:
        """The first sequence number of a feed that is not older."""
        with self._lock:
            return self._journal.first_since(at.timestamp(), confidential=confidential)

    def page(self, sequence: int, *, confidential: bool, limit: int = PAGE) -> list[Event]:
        """Events of a feed from a sequence number on."""
        found: list[Event] = []
        with self._lock:
            for number, first, line in self._journal.lines_from(sequence, confidential=confidential):
                skip = max(0, sequence - first)
                for place, (person, kind) in enumerate(self._visible(number, line, skip, limit, confidential), skip):
                    found.append(Event(first + place, person, kind, number, line.at))
                    if len(found) == limit:
                        return found
        return found

    def _visible(self, number: int, line: Line, skip: int, limit: int, confidential: bool) -> Iterator[tuple[str, str]]:
        if line.antall:
            members = self._members.of(number, line)[skip : skip + limit]
            return ((text(member), line.hendelsetype) for member in members)
        kinds = ((person, seen(kind, confidential=confidential)) for person, kind in line.hendelser)
        return iter([(person, kind) for person, kind in kinds if kind][skip:])

    def event(self, reference: Reference) -> tuple[Line, str] | None:
        """The line and the type of an event that an identifier stands for."""
        number = reference.line - 1
        if reference.kind is not Kind.EVENT or not 0 <= number < len(self._journal):
            return None
        line = self._journal[number]
        kind = line.hendelsetype or next((kind for who, kind in line.hendelser if who == reference.number), "")
        return (line, kind) if kind else None

    def around(self, reference: Reference) -> tuple[Document, Document]:
        """The document of who an event is about, before and after it; empty where there is none."""
        number = reference.line - 1
        merged = self._journal[number].akt.slag == "sammenslaaing"
        root = self._index.root(reference.number, number if merged else number + 1)
        return self._fold(root, number) or {}, self._fold(root, number + 1) or {}

    def time_of(self, lines: int) -> float | None:
        """When the last of so many lines was written; None before the first, and for lines not yet written."""
        return self._journal.time_of(lines - 1) if 0 < lines <= len(self._journal) else None

    def lines_until(self, sequence: int, *, confidential: bool) -> int:
        """How many lines have happened when a feed has come to a sequence number."""
        with self._lock:
            until = self._journal.line_of(sequence, confidential=confidential) + 1 if sequence > 0 else 0
            return min(len(self._journal), until)

    @property
    def lines(self) -> int:
        return len(self._journal)

    # ── what happens ──

    def write(self, akt: Akt, events: list[tuple[str, str]], at: datetime) -> Line:
        """Let an act happen, with its events. What may happen is decided in `orders`."""
        with self._lock:
            return self._add(Line(self._tick(at), akt, tuple(events)))

    def write_range(self, akt: Akt, hendelsetype: str, at: datetime) -> Line | None:
        """Let an act happen to everybody whom it concerns; None when that is nobody."""
        with self._lock:
            number = len(self._journal)
            count = len(self._members.find(number, akt))
            return self._add(Line(self._tick(at), akt, antall=count, hendelsetype=hendelsetype)) if count else None

    def writing(self) -> AbstractContextManager[bool]:
        """Held by one who looks before writing, so that nothing happens in between."""
        return self._lock

    @property
    def home_kommune(self) -> str:
        """A municipality of the population, for those who must live somewhere."""
        kommuner = getattr(self.population, "kommuner", ())
        found = int(kommuner[0]) if kommuner else next((k for _, k in self.roll.with_kommune() if k), 301)
        return f"{self._members.called(found, self.lines):04}"

    def built_as(self, kommune: str) -> str:
        """The number that a municipality had when the life began."""
        return f"{self._members.built_as(int(kommune), self.lines):04}"

    @property
    def born(self) -> list[int]:
        """The roots of those who were born, or came, in this life."""
        return self._index.born

    def is_merged(self, number: str) -> bool:
        return self._index.is_merged(number)

    def close(self) -> None:
        self._journal.close()

    def _add(self, line: Line) -> Line:
        number = len(self._journal)
        self._journal.append(line)
        self._index.note(number, line)
        return line

    def _tick(self, at: datetime) -> float:
        """Time never goes backwards in the file."""
        before = self._journal.time_of(len(self._journal) - 1) if len(self._journal) else 0
        return max(before, round(at.timestamp(), 3))


def identity_of(population: Population) -> str:
    """Which population this is, so that a life is not put upon another."""
    if isinstance(name := getattr(population, "identity", None), str):
        return name
    parts = [str(getattr(population, part, "")) for part in ("seed", "residents", "kommuner")]
    return f"{type(population).__name__} {' '.join(parts)}"
