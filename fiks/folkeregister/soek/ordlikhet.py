"""How alike two folded words are: one slip of the keyboard, the number of edits, and names that are the same by custom."""

import csv
from functools import cache
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


def edits(left: str, right: str, *, most: int = 4) -> int:
    """Edits between two words, a swap of neighbours counted as one; more than `most` are not counted."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, start=1):
        now = [i]
        for j, other in enumerate(right, start=1):
            cost = min(row[j] + 1, now[j - 1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            now.append(cost)
        before, row = row, now
    return min(row[-1], most + 1)


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
