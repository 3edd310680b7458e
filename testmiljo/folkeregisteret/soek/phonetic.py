"""A key that names which sound alike share. Skatteetaten's own is not published; this one is after the rules of Norphone:
vowels count only at the start of a word, double letters once, and letters that sound alike are the same."""

import re
import unicodedata
from functools import lru_cache

_SOUNDS = (
    ("aa", "å"), ("skj", "X"), ("skei", "Xi"), ("skø", "Xø"), ("sky", "Xy"), ("sj", "X"), ("kj", "X"), ("tj", "X"),
    ("ki", "Xi"), ("ch", "k"), ("ck", "k"), ("gh", "k"), ("hg", "k"), ("gj", "j"), ("hj", "j"), ("gi", "ji"), ("gy", "jy"),
    ("hl", "l"), ("hr", "r"), ("hv", "v"), ("ld", "l"), ("nd", "n"), ("ph", "f"), ("th", "t"), ("dt", "t"), ("w", "v"),
    ("x", "ks"), ("z", "s"), ("d", "t"), ("g", "k"), ("c", "k"), ("q", "k"),
)  # fmt: skip
_VOWELS = re.compile(r"[aeiouyæøå]")
_KEPT = {"æ", "ø", "å"}


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    sounds = "".join(letter if letter in _KEPT else _plain(letter) for letter in word.casefold())
    for letters, sound in _SOUNDS:
        sounds = sounds.replace(letters, sound)
    kept = sounds[:1] + _VOWELS.sub("", sounds[1:]).replace("h", "")
    return re.sub(r"(.)\1+", r"\1", kept)


def _plain(letter: str) -> str:
    """Without accents: á is a."""
    return unicodedata.normalize("NFD", letter)[0]
