"""Whom an act concerns that concerns many: computed from the population and what has happened, never stored."""

from array import array
from collections.abc import Callable, Iterator

from testmiljo.befolkning import Document
from testmiljo.befolkning.hashing import fraction
from testmiljo.liv.index import Index
from testmiljo.liv.journal import Journal
from testmiljo.liv.line import Akt, Line
from testmiljo.liv.roll import Roll
from testmiljo.liv.rows import lives_in, number_of


def is_drawn(root: int, line: int, akt: Akt) -> bool:
    """Whether a machine correction comes to somebody; the same line draws the same."""
    return akt.andel >= 1 or fraction(root, line) < akt.andel


class Members:
    """`standing` gives the document of a root after so many lines, and None for one who is merged with another."""

    def __init__(
        self,
        journal: Journal,
        index: Index,
        roll: Callable[[], Roll],
        standing: Callable[[int, int], Document | None],
    ) -> None:
        self._journal = journal
        self._index = index
        self._roll = roll
        self._standing = standing
        self._found: dict[int, array[int]] = {}

    def of(self, number: int, line: Line) -> "array[int]":
        """The numbers in the order of the events; eight bytes each, kept once found."""
        found = self._found.get(number)
        if found is None:
            found = self._found[number] = self.find(number, line.akt)
        return found

    def find(self, number: int, akt: Akt) -> "array[int]":
        """As `of`, for an act that may become the line with this number."""
        touched = set(self._index.touched(number))
        if akt.slag == "kommuneregulering":
            return array("Q", self._living_in(number, akt, touched))
        drawn = (root for root in self._roll().numbers() if is_drawn(root, number, akt))
        return array("Q", (known for root in drawn if (known := self._known_as(root, number, touched))))

    def called(self, kommune: int, after: int) -> int:
        """The number that a municipality of the population has after so many lines."""
        for number in self._index.ranges:
            akt = self._journal[number].akt
            if number < after and akt.slag == "kommuneregulering" and not akt.kretser and _has(akt, kommune):
                kommune = int(akt.kommune)
        return kommune

    def built_as(self, kommune: int, after: int) -> int:
        """The number that a municipality had when the life began."""
        for number in reversed(self._index.ranges):
            akt = self._journal[number].akt
            if number < after and akt.slag == "kommuneregulering" and int(akt.kommune) == kommune:
                kommune = int(akt.gamle[0])
        return kommune

    def _known_as(self, root: int, after: int, touched: set[int]) -> int | None:
        """The number somebody had; None for one who was merged with another."""
        if root not in touched:
            return root
        document = self._standing(root, after)
        return int(number_of(document)) if document else None

    def _living_in(self, after: int, akt: Akt, touched: set[int]) -> Iterator[int]:
        """Documents are looked at for those whose municipality alone does not tell: where something has happened to the
        person, or to some districts of the municipality."""
        kommuner = {kommune for _, kommune in self._roll().with_kommune() if kommune}
        parted = {kommune for kommune in kommuner if akt.kretser or self._was_parted(kommune, after)}
        there = {kommune for kommune in kommuner if _has(akt, self.called(kommune, after))}
        for root, kommune in self._roll().with_kommune():
            if root in touched:
                continue
            if kommune in there - parted or (kommune in parted and self._fits(root, after, akt)):
                yield root
        for root in sorted(touched):
            document = self._standing(root, after)
            if document and lives_in(document, akt):
                yield int(number_of(document))

    def _was_parted(self, kommune: int, after: int) -> bool:
        acts = ((number, self._journal[number].akt) for number in self._index.ranges if number < after)
        return any(
            akt.slag == "kommuneregulering" and akt.kretser and _has(akt, self.called(kommune, number))
            for number, akt in acts
        )

    def _fits(self, root: int, after: int, akt: Akt) -> bool:
        document = self._standing(root, after)
        return document is not None and lives_in(document, akt)


def _has(akt: Akt, kommune: int) -> bool:
    return f"{kommune:04}" in akt.gamle
