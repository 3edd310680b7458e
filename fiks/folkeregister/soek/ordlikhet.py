"""How alike two folded words are: one slip of the keyboard, the number of edits, and names that are the same by custom."""

import csv
from functools import cache, lru_cache
from pathlib import Path

from fiks.folkeregister.registerkopi.norsk_key import words

_TABLE = Path(__file__).parent / "data" / "navnevarianter.csv"
# As in the database function navn_naboer: of longer words only the first letters have neighbours.
LONGEST_NEIGHBOUR = 24


def neighbours(word: str) -> list[str]:
    """The word, and the word without each of its letters: two words one edit apart have one of these in common."""
    places = range(min(len(word), LONGEST_NEIGHBOUR))
    return list(dict.fromkeys([word, *(word[:place] + word[place + 1 :] for place in places)]))


def one_edit(left: str, right: str) -> bool:
    """Whether one letter put in, left out or changed, or two that changed places, make one word of the other."""
    start = 0
    most = min(len(left), len(right))
    while start < most and left[start] == right[start]:
        start += 1
    end = 0
    while end < most - start and left[-1 - end] == right[-1 - end]:
        end += 1
    rest = left[start : len(left) - end], right[start : len(right) - end]
    return max(map(len, rest)) <= 1 or (len(rest[0]) == 2 and rest[0] == rest[1][::-1])


def edits(left: str, right: str) -> int:
    """Edits between two words, a swap of neighbours counted as one (optimal string alignment).

    A column of the table is two integers, and a letter some operations on them (Myers 1999; swaps: Hyyrö 2003).
    """
    places, full = _places(left), (1 << len(left)) - 1
    last = 1 << len(left) >> 1
    plus, minus, before, found, score = full, 0, 0, 0, len(left)
    for letter in right:
        here = places.get(letter, 0)
        swapped = ((~found & here) << 1) & before
        found = ((((here & plus) + plus) ^ plus) | here | minus | swapped) & full
        up, down = minus | (full & ~(found | plus)), found & plus
        score += (1 if up & last else 0) - (1 if down & last else 0)
        up, down = (up << 1) | 1, down << 1
        plus, minus = (down | ~(found | up)) & full, up & found
        before = here
    return score if left else len(right)


@lru_cache(maxsize=4096)
def _places(word: str) -> dict[str, int]:
    """Where each letter stands, as bits."""
    found: dict[str, int] = {}
    for place, letter in enumerate(word):
        found[letter] = found.get(letter, 0) | 1 << place
    return found


def same_name(word: str) -> dict[str, str]:
    """Other names that stand for this one, and how: `skrivemaate`, `opphav` or `kortform`."""
    return _same_names().get(word, {})


@cache
def _same_names() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            group = words(row["navn"])
            for name in group:
                others = found.setdefault(name, {})
                others |= {other: row["slag"] for other in group if other != name and other not in others}
    return found
