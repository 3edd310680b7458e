"""Names as people write them. The register keeps them in capitals (folkeregister.md a.1)."""

import re
from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+")
# Only between other words: a person can be named De.
_PARTICLES = {"von", "van", "der", "de", "af", "av", "i", "og", "på", "ved"}
NAME_PARTS = ("fornavn", "mellomnavn", "etternavn")


def nice(text: str) -> str:
    """Text in capitals with only the first letter of each word in capitals; other text as it is."""
    if not text.isupper():
        return text
    return " ".join(_word(word, first=place == 0) for place, word in enumerate(text.split(" ")))


def full_name(row: Mapping[str, object]) -> str:
    """First, middle and last name on one line; empty when none is there."""
    return nice_name(*(str(row.get(part) or "") for part in NAME_PARTS))


def nice_name(*parts: str | None) -> str:
    """Several name fields as one name. Each is judged by itself: one can be in capitals and another not."""
    words = [word for part in parts if part for word in _marked(part)]
    return " ".join(_word(word, first=place == 0) if change else word for place, (word, change) in enumerate(words))


def _marked(part: str) -> list[tuple[str, bool]]:
    return [(word, part.isupper()) for word in part.split()]


def _word(word: str, *, first: bool) -> str:
    lower = word.lower()
    if lower in _PARTICLES and not first:
        return lower
    return _WORD.sub(lambda found: found[0].capitalize(), word)
