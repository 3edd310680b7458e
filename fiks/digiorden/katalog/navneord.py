"""Names of systems as words to compare: folded, without what people leave out, and with words joined and apart."""

import re
import unicodedata
from functools import lru_cache

from fiks.felles.koder.norsk_orden import fold

MOST_WORDS = 12
_WORD = re.compile(r"[a-z0-9æøå]+")
# Versions, and what is said of any system: they tell no system from another.
_EMPTY = frozenset({"as", "asa", "og", "for", "i", "av", "med", "til", "system", "systemet", "løsning", "versjon"})
_SPELLED = str.maketrans({"+": " pluss ", "&": " og ", "°": " ", "’": "", "'": "", "´": "", "`": ""})
_KEPT = frozenset("æøå")


@lru_cache(maxsize=50_000)
def words(text: str) -> tuple[str, ...]:
    """Fold a name into its words, in order. What is said of any system is left out, unless nothing else is said."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_SPELLED)
    folded = "".join(letter if letter in _KEPT else fold(letter) for letter in plain)
    found = _WORD.findall(folded)[:MOST_WORDS]
    return tuple(word for word in found if word not in _EMPTY) or tuple(found)


def joined(text: str) -> str:
    """The name without spaces: «Service Now» and «ServiceNow» are the same."""
    return "".join(words(text))


def spellings(found: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words as they are, and with each two neighbours written as one."""
    pairs = ((*found[:nr], found[nr] + found[nr + 1], *found[nr + 2 :]) for nr in range(len(found) - 1))
    return (found, *pairs)


def acronym(text: str) -> str:
    """The first letters of a name of three words or more: VFS of Visma Flyt Skole. Empty of a shorter one."""
    found = words(text)
    return "".join(word[0] for word in found) if len(found) >= 3 else ""
