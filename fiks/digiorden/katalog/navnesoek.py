"""Which systems in the catalogue somebody may mean by a name: suggestions with reasons, for a person to choose from.

A name is compared with every name that a system has or has had, word by word: each word of the question looks for the word
most like it, and rare words weigh more than common ones (soft tf-idf, Cohen, Ravikumar and Fienberg 2003). The vendor's
names and what the system does help to tell systems apart, and are never enough alone. Nothing is ever decided here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from fiks.digiorden.katalog import navneord

MOST = 5
LONGEST = 200
# Below this nothing is suggested. Out of 100, as all points here.
LEAST = 45.0
_LIKE = 72.0
_BEGINNING = 90.0
_SHORTEST_LIKE = 4
_SHORTEST_BEGINNING = 3
# What is asked for weighs more than what the system's name has beyond it.
_ASKED, _NAMED = 0.65, 0.35
# A word that only the vendor's name, or what the system does, has.
_VENDOR, _DOES = 0.8, 0.45
_JOINED = 0.96


class Navneslag(StrEnum):
    """What a name is to its system."""

    NAVN = "NAVN"
    TIDLIGERE = "TIDLIGERE"
    ALIAS = "ALIAS"
    FORBOKSTAVER = "FORBOKSTAVER"


@dataclass(frozen=True, slots=True)
class Oppfoering:
    """A system as search sees it."""

    id: UUID
    navn: str
    tidligere_navn: tuple[str, ...] = ()
    alias: tuple[str, ...] = ()
    leverandoer: str = ""
    tidligere_leverandoerer: tuple[str, ...] = ()
    beskrivelse: str = ""

    def names(self) -> list[tuple[Navneslag, str]]:
        """Every name it goes by."""
        given = [(Navneslag.NAVN, self.navn)]
        given += [(Navneslag.TIDLIGERE, navn) for navn in self.tidligere_navn]
        given += [(Navneslag.ALIAS, navn) for navn in self.alias]
        letters = navneord.acronym(self.navn)
        return [*given, (Navneslag.FORBOKSTAVER, letters)] if letters else given


@dataclass(frozen=True, slots=True)
class Forslag:
    """A system that may be meant. `slag` and `navn` tell which of its names was most like, `lik` whether it is the same."""

    id: UUID
    poeng: float
    slag: Navneslag
    navn: str
    lik: bool
    leverandoer: str = ""

    @property
    def grunn(self) -> str:
        """Why it is suggested, as people read it."""
        text = _SAME[self.slag] if self.lik else _ALIKE[self.slag]
        said = str(text) % {"navn": self.navn}
        return f"{said} {_('Leverandøren passer også.')}" if self.leverandoer else said


_SAME = {
    Navneslag.NAVN: _("Navnet er det samme."),
    Navneslag.TIDLIGERE: _("Het før «%(navn)s»."),
    Navneslag.ALIAS: _("Kalles også «%(navn)s»."),
    Navneslag.FORBOKSTAVER: _("Forbokstavene er de samme."),
}
_ALIKE = {
    Navneslag.NAVN: _("Navnet ligner."),
    Navneslag.TIDLIGERE: _("Ligner det tidligere navnet «%(navn)s»."),
    Navneslag.ALIAS: _("Ligner «%(navn)s», som det også kalles."),
    Navneslag.FORBOKSTAVER: _("Forbokstavene ligner."),
}


@dataclass(frozen=True, slots=True)
class _Navn:
    oppfoering: int
    slag: Navneslag
    navn: str
    ord: tuple[str, ...]


class Navneindeks:
    """A catalogue made ready to be searched."""

    def __init__(self, oppfoeringer: Iterable[Oppfoering]) -> None:
        self.oppfoeringer = list(oppfoeringer)
        self._navn: list[_Navn] = []
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._joined: defaultdict[str, set[int]] = defaultdict(set)
        self._vendor: list[frozenset[str]] = []
        self._does: list[frozenset[str]] = []
        for nr, oppfoering in enumerate(self.oppfoeringer):
            self._add(nr, oppfoering)
        self._words = list(self._by_word)
        self._joined_names = list(self._joined)
        self._weight = self._weights()

    def _add(self, nr: int, oppfoering: Oppfoering) -> None:
        for slag, navn in oppfoering.names():
            self._joined[navneord.joined(navn)].add(len(self._navn))
            for ord in navneord.spellings(navneord.words(navn)):
                for word in ord:
                    self._by_word[word].add(nr)
                self._navn.append(_Navn(nr, slag, navn, ord))
        vendors = (oppfoering.leverandoer, *oppfoering.tidligere_leverandoerer)
        self._vendor.append(frozenset(word for navn in vendors for word in navneord.words(navn)))
        self._does.append(frozenset(navneord.words(oppfoering.beskrivelse)))
        for word in self._vendor[nr] | self._does[nr]:
            self._by_word[word].add(nr)

    def _weights(self) -> dict[str, float]:
        return {word: log(1 + len(self.oppfoeringer) / len(at)) for word, at in self._by_word.items()}

    @property
    def _rarest(self) -> float:
        return log(1 + len(self.oppfoeringer))

    def forslag(self, skrevet: str, *, most: int = MOST) -> list[Forslag]:
        """The systems that may be meant, the likeliest first."""
        asked = navneord.words(skrevet[:LONGEST])
        if not asked:
            return []
        best: dict[int, tuple[float, _Navn]] = {}
        for ord in navneord.spellings(asked):
            self._compare(ord, best)
        self._compare_joined("".join(asked), best)
        found = [self._as_forslag(nr, points, navn, asked) for nr, (points, navn) in best.items() if points >= LEAST]
        found.sort(key=lambda one: (-one.poeng, one.navn))
        return found[:most]

    def _compare(self, asked: tuple[str, ...], best: dict[int, tuple[float, _Navn]]) -> None:
        alike = [self._alike(word, last=nr == len(asked) - 1) for nr, word in enumerate(asked)]
        weights = [self._weight.get(word, self._rarest) for word in asked]
        near = {nr for found in alike for word in found for nr in self._by_word[word]}
        for navn in self._navn:
            if navn.oppfoering in near:
                points = self._points(navn, alike, weights)
                if points > best.get(navn.oppfoering, (0.0, navn))[0]:
                    best[navn.oppfoering] = (points, navn)

    def _compare_joined(self, asked: str, best: dict[int, tuple[float, _Navn]]) -> None:
        for text, likeness, _nr in process.extract(
            asked, self._joined_names, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=20
        ):
            for at in self._joined[text]:
                navn = self._navn[at]
                points = 100.0 if text == asked else likeness * _JOINED
                if points > best.get(navn.oppfoering, (0.0, navn))[0]:
                    best[navn.oppfoering] = (points, navn)

    def _alike(self, word: str, *, last: bool) -> Mapping[str, float]:
        """Words of the catalogue like a word, from 0 to 1. The last word may be half written."""
        found = {word: 1.0} if word in self._by_word else {}
        if last and len(word) >= _SHORTEST_BEGINNING:
            found |= {one: _BEGINNING / 100 for one in self._words if one.startswith(word) and one != word}
        if len(word) >= _SHORTEST_LIKE:
            for one, likeness, _nr in process.extract(
                word, self._words, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=30
            ):
                found.setdefault(one, likeness / 100)
        return found

    def _points(self, navn: _Navn, alike: list[Mapping[str, float]], weights: list[float]) -> float:
        vendor, does = self._vendor[navn.oppfoering], self._does[navn.oppfoering]
        named, asked = dict.fromkeys(navn.ord, 0.0), 0.0
        for found, weight in zip(alike, weights, strict=True):
            nearest = 0.0
            for word, likeness in found.items():
                if word in named:
                    named[word] = max(named[word], likeness)
                    nearest = max(nearest, likeness)
                elif word in vendor:
                    nearest = max(nearest, likeness * _VENDOR)
                elif word in does:
                    nearest = max(nearest, likeness * _DOES)
            asked += weight * nearest
        # The vendor's own name in a system's name is often left out, and tells little.
        own = {word: self._weight[word] * (0.3 if word in vendor else 1.0) for word in named}
        covered = sum(own[word] * likeness for word, likeness in named.items()) / sum(own.values())
        if not covered:
            return 0.0
        return 100 * (_ASKED * asked / sum(weights) + _NAMED * covered)

    def _as_forslag(self, nr: int, points: float, navn: _Navn, asked: tuple[str, ...]) -> Forslag:
        oppfoering = self.oppfoeringer[nr]
        same = navneord.joined(navn.navn) == "".join(asked)
        beyond = set(asked) - set(navneord.words(navn.navn))
        vendor = oppfoering.leverandoer if beyond & self._vendor[nr] else ""
        return Forslag(oppfoering.id, points, navn.slag, navn.navn, same, vendor)
