"""How well a person's name fits the words that were typed, and why: one word of hers for each, the best there is.

Nothing about where anybody lives counts, so the order of hits tells nothing of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from fiks.folkeregister.registerkopi.norsk_key import words
from fiks.folkeregister.soek.kandidater import Hvorfor, Kandidat, Kandidater

_INITIAL = 0.75
_MISSING = 0.25
_OTHER_ORDER = 0.03
_FORMER = 0.02
_IN_PLACE = 0.02
_UNTYPED, _UNTYPED_FAMILY = 0.008, 0.03


@dataclass(frozen=True, slots=True)
class Ordtreff:
    """A typed word and the word of the register that it met."""

    skrevet: str
    token: str
    hvorfor: Hvorfor


@dataclass(frozen=True, slots=True)
class Navnetreff:
    """How well a name fits. `poeng` is about 1 for the very name; `mangler` are typed words that it lacks."""

    poeng: float
    ord: tuple[Ordtreff, ...] = ()
    mangler: tuple[str, ...] = ()
    motsatt: bool = False
    tidligere: bool = False


class Navn(NamedTuple):
    """A person's name as words: given names with middle names, surname, and those of former names only."""

    fornavn: tuple[str, ...]
    etternavn: tuple[str, ...]
    tidligere: tuple[str, ...] = ()


def navn_av(fornavn: str | None, mellomnavn: str | None, etternavn: str | None, tidligere: Sequence[str] = ()) -> Navn:
    """The words of the three fields."""
    return Navn((*_words(fornavn), *_words(mellomnavn)), _words(etternavn), tuple(tidligere))


@lru_cache(maxsize=50_000)
def _words(text: str | None) -> tuple[str, ...]:
    return words(text) if text else ()


def judge(typed: tuple[str, ...], candidates: Sequence[Kandidater], navn: Navn) -> Navnetreff | None:
    """Fit a name to the typed words; None when too little of it does.

    Args:
        candidates: for each typed word what it may mean. A word of one letter is an initial and has none.
    """
    own = (*navn.fornavn, *navn.etternavn, *navn.tidligere)
    given, current = len(navn.fornavn), len(navn.fornavn) + len(navn.etternavn)
    free = set(range(len(own)))
    places = [-1] * len(typed)
    hits: list[Ordtreff] = []
    missing: list[str] = []
    total = 0.0
    for nr in _initials_last(typed):
        best, at = _best(typed[nr], candidates[nr], own, free, current)
        if best is None:
            missing.append(typed[nr])
            continue
        free.discard(at)
        places[nr] = at
        total += best.poeng - (_FORMER if at >= current else 0)
        hits.append(Ordtreff(typed[nr], best.token, best.hvorfor))
    if not hits or (missing and len(hits) < 2):
        return None
    # Surname first and a given name last, as in a list.
    turned = len(typed) > 1 and given <= places[0] < current and 0 <= places[-1] < given
    poeng = (total - len(missing) * _MISSING) / len(typed) - (_OTHER_ORDER if turned else 0)
    poeng += _IN_PLACE * (places[0] == 0) + _IN_PLACE * (len(typed) > 1 and given <= places[-1] < current)
    poeng -= sum(_UNTYPED if at < given else _UNTYPED_FAMILY for at in free if at < current)
    return Navnetreff(poeng, tuple(hits), tuple(missing), turned, max(places) >= current)


@lru_cache(maxsize=64)
def _initials_last(typed: tuple[str, ...]) -> tuple[int, ...]:
    """Places of the words, those of one letter after the others, so that they take what is left."""
    return tuple(sorted(range(len(typed)), key=lambda nr: len(typed[nr]) == 1))


def _best(
    word: str, candidates: Kandidater, own: Sequence[str], free: set[int], current: int
) -> tuple[Kandidat | None, int]:
    best: Kandidat | None = None
    place = -1
    for at, token in enumerate(own):
        if at not in free:
            continue
        found = candidates.get(token)
        if found is None and len(word) == 1 and at < current and token.startswith(word):
            found = Kandidat(token, _INITIAL, Hvorfor.INITIAL, 0)
        if found and (best is None or found.poeng > best.poeng):
            best, place = found, at
    return best, place
