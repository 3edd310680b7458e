"""Everybody who was in the register before its life began: number and municipality, ten bytes a person."""

from array import array
from collections.abc import Iterator
from typing import Protocol

from testmiljo.befolkning import Document
from testmiljo.liv.rows import kommune_of, number_of


class Population(Protocol):
    """A town, or a file of documents."""

    def document(self, number: str) -> Document | None:
        """The whole document of who has or has had the number."""

    def documents(self) -> Iterator[Document]:
        """Everybody's, in the same order each time."""


class Roll:
    """Made by one run through the population, when it is needed first."""

    def __init__(self, population: Population) -> None:
        self._numbers = array("Q")
        self._kommuner = array("H")
        for document in population.documents():
            self._numbers.append(int(number_of(document)))
            self._kommuner.append(int(kommune_of(document) or 0))

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self) -> Iterator[int]:
        return iter(self._numbers)

    def with_kommune(self) -> Iterator[tuple[int, int]]:
        return zip(self._numbers, self._kommuner, strict=True)


def text(number: int) -> str:
    return f"{number:011}"
