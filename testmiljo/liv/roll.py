"""Everybody who was in the register before its life began: number and municipality, ten bytes a person."""

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from testmiljo.befolkning import Document, Town
from testmiljo.befolkning.person import Person
from testmiljo.liv.rows import kommune_of, number_of

_ITEM = array("Q").itemsize + array("H").itemsize


class Population(Protocol):
    """A town, or a file of documents."""

    def document(self, number: str) -> Document | None:
        """The whole document of who has or has had the number."""

    def documents(self) -> Iterator[Document]:
        """Everybody's, in the same order each time."""


class Roll:
    """Made by one run through the population when it is needed first, which takes minutes in a town of a million, and kept
    in the file if there is one: it follows from the population, so it may be deleted at any time."""

    def __init__(self, population: Population, file: Path | None = None) -> None:
        self._numbers = array("Q")
        self._kommuner = array("H")
        if not (file and file.is_file() and self._read(file)):
            for number, kommune in _people(population):
                self._numbers.append(int(number))
                self._kommuner.append(int(kommune or 0))
            if file:
                self._write(file)

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self) -> Iterator[int]:
        return iter(self._numbers)

    def with_kommune(self) -> Iterator[tuple[int, int]]:
        return zip(self._numbers, self._kommuner, strict=True)

    def _read(self, file: Path) -> bool:
        """False for a file that is not whole."""
        content = file.read_bytes()
        count, rest = divmod(len(content), _ITEM)
        if rest or not count:
            return False
        self._numbers.frombytes(content[: count * self._numbers.itemsize])
        self._kommuner.frombytes(content[count * self._numbers.itemsize :])
        return True

    def _write(self, file: Path) -> None:
        unfinished = file.with_name(f"{file.name}.uferdig")
        unfinished.write_bytes(self._numbers.tobytes() + self._kommuner.tobytes())
        unfinished.replace(file)


def _people(population: Population) -> Iterator[tuple[str, str]]:
    """Number and municipality. A town tells them without making the documents."""
    if isinstance(population, Town):
        return ((person.number, _kommune(person)) for person in population.persons())
    return ((number_of(document), kommune_of(document)) for document in population.documents())


def _kommune(person: Person) -> str:
    """Of the current bostedsadresse, as the document has it."""
    elsewhere = person.d_number or person.died or person.left or person.status == "ikkeBosatt"
    return "" if elsewhere or person.protection == "strengtFortrolig" or not person.homes else person.homes[-1].kommune


def text(number: int) -> str:
    return f"{number:011}"
