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


def judge(typed: Sequence[str], candidates: Sequence[Kandidater], navn: Navn) -> Navnetreff | None:
    """Fit a name to the typed words; None when too little of it does.

    Args:
        candidates: for each typed word what it may mean. A word of one letter is an initial and has none.
    """
    own = (*navn.fornavn, *navn.etternavn, *navn.tidligere)
    current = len(navn.fornavn) + len(navn.etternavn)
    taken: dict[int, int] = {}
    hits: list[Ordtreff] = []
    missing: list[str] = []
    total = 0.0
    for nr, word in sorted(enumerate(typed), key=lambda item: len(item[1]) == 1):
        best, at = _best(word, candidates[nr], own, taken, current)
        if best is None:
            missing.append(word)
            continue
        taken[at] = nr
        total += best.poeng - (_FORMER if at >= current else 0)
        hits.append(Ordtreff(word, best.token, best.hvorfor))
    if not hits or (missing and len(hits) < 2):
        return None
    poeng = total / len(typed) - (len(missing) * _MISSING / len(typed) if missing else 0)
    turned = _turned(navn, taken, len(typed))
    poeng += _bonus(navn, taken, len(typed)) - (_OTHER_ORDER if turned else 0)
    return Navnetreff(poeng, tuple(hits), tuple(missing), turned, any(at >= current for at in taken))


def _best(
    word: str, candidates: Kandidater, own: Sequence[str], taken: dict[int, int], current: int
) -> tuple[Kandidat | None, int]:
    best: Kandidat | None = None
    place = -1
    for at, token in enumerate(own):
        if at in taken:
            continue
        found = candidates.get(token)
        if found is None and len(word) == 1 and token.startswith(word) and at < current:
            found = Kandidat(token, _INITIAL, Hvorfor.INITIAL, 0)
        if found and (best is None or found.poeng > best.poeng):
            best, place = found, at
    return best, place


def _turned(navn: Navn, taken: dict[int, int], typed: int) -> bool:
    """Whether the surname stands first and a given name last, as in a list."""
    first, last = _place_of(0, taken), _place_of(typed - 1, taken)
    given, current = len(navn.fornavn), len(navn.fornavn) + len(navn.etternavn)
    return typed > 1 and given <= first < current and 0 <= last < given


def _bonus(navn: Navn, taken: dict[int, int], typed: int) -> float:
    """For names that stand where they were typed; less for what nobody typed."""
    given, current = len(navn.fornavn), len(navn.fornavn) + len(navn.etternavn)
    bonus = _IN_PLACE if _place_of(0, taken) == 0 else 0.0
    bonus += _IN_PLACE if typed > 1 and given <= _place_of(typed - 1, taken) < current else 0.0
    untyped = sum(1 for at in range(given) if at not in taken)
    return bonus - untyped * _UNTYPED - sum(_UNTYPED_FAMILY for at in range(given, current) if at not in taken)


def _place_of(nr: int, taken: dict[int, int]) -> int:
    return next((at for at, word in taken.items() if word == nr), -1)
