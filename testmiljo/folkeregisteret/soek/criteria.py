"""Who fits. Name and address are looked for among what is current, or in history as well; all else only among what is
current, and numbers always in history."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from testmiljo.folkeregisteret.soek.entry import Entry, Name, Place
from testmiljo.folkeregisteret.soek.phonetic import key

_T = TypeVar("_T", Name, Place)


@dataclass(frozen=True, slots=True)
class Address:
    """All that is given must be met by one and the same address. `exact_house`: the letter, or its absence, counts."""

    street: str = ""
    house: str = ""
    postnummer: str = ""
    kommune: str = ""
    fylke: str = ""
    stays: bool = False
    graded: bool = False
    exact_house: bool = False

    @property
    def is_given(self) -> bool:
        return any((self.street, self.house, self.postnummer, self.kommune, self.fylke))

    def fits(self, place: Place) -> bool:
        return (
            (place.residence or self.stays)
            and (self.graded or not place.graded)
            and place.street.startswith(self.street)
            and self._house_fits(place.house)
            and self.postnummer in {"", place.postnummer}
            and self.kommune in {"", place.kommune}
            and place.kommune.startswith(self.fylke)
        )

    def _house_fits(self, house: str) -> bool:
        if self.exact_house or not self.house.isdigit():
            return self.house in {"", house}
        return house.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ") == self.house


@dataclass(frozen=True, slots=True)
class Criteria:
    """`names` are whole words. With `unique` the first hits a given name and the last a family name."""

    names: tuple[str, ...] = ()
    unique: bool = False
    phonetic: bool = False
    history: bool = False
    dead: bool = True
    kjoenn: str = ""
    born: str = ""
    born_from: int = 0
    born_to: int = 9999
    address: Address = Address()
    number: str = ""
    foreign: str = ""
    paper: str = ""
    duf: str = ""

    def fits(self, entry: Entry) -> bool:
        return (
            (self.dead or entry.status != "doed")
            and self.kjoenn in {"", entry.kjoenn}
            and self.born in {"", entry.born}
            and self._year_fits(entry)
            and self._identifiers_fit(entry)
            and (not self.names or any(self._name_fits(name) for name in self._of_time(entry.names)))
            and (not self.address.is_given or any(self.address.fits(place) for place in self._of_time(entry.places)))
        )

    def _year_fits(self, entry: Entry) -> bool:
        bounded = self.born_from > 0 or self.born_to < 9999
        return not bounded or self.born_from <= entry.birth_year <= self.born_to

    def _identifiers_fit(self, entry: Entry) -> bool:
        asked = ((self.number, entry.numbers), (self.foreign, entry.foreign), (self.paper, entry.papers))
        return all(not one or one in having for one, having in (*asked, (self.duf, entry.duf)))

    def _of_time(self, found: Iterable[_T]) -> list[_T]:
        return [each for each in found if self.history or each.current]

    def _name_fits(self, name: Name) -> bool:
        if not self.unique:
            return all(self._among(word, name.words) for word in self.names)
        first, *middle, last = self.names
        return (
            self._among(first, name.given)
            and self._among(last, name.family)
            and all(self._among(word, name.words) for word in middle)
        )

    def _among(self, word: str, words: frozenset[str]) -> bool:
        return word in words or (self.phonetic and any(key(word) == key(other) for other in words))


Fits = Callable[[Entry], bool]
