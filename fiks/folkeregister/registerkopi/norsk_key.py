"""Names as words to search by: folded, so that accents and old spellings meet, with a phonetic key for sound-alikes.

The phonetic key keeps a word's consonants and its first vowel, after spellings of one sound have been made one. The rules
are the Norwegian ones that Garshol's Norphone lists (reference/folkeregister.md f), written anew, with more for names:
Christiansen and Kristjansen, Wiik and Vik, Pettersen and Pedersen get the same key.
"""

import re
import unicodedata
from functools import lru_cache

from fiks.felles.koder.norsk_orden import fold

LONGEST_WORD = 60
MOST_WORDS = 40

_NORWEGIAN = str.maketrans("äöœ", "æøø", "'’`´ʼ")
_KEPT = {*map(chr, range(128)), "æ", "ø", "å"}
_WORD = re.compile(r"[^\W_]+")

# Applied in this order; each may count on those before it. Letters alone are replaced without a pattern: ten times as fast.
_SOUNDS = tuple(
    (pattern if pattern.isalpha() else re.compile(pattern), sound)
    for pattern, sound in (
        (r"^aa", "å"),
        (r"^ae", "æ"),
        (r"^oe", "ø"),
        (r"^ej", "ei"),
        (r"sch", "sk"),
        (r"(skj|sj|^kj|^tj|^ki|^ky|^kei|^skei|^ski|^sky)", "š"),
        (r"(^gj|^hj|^gi|^gy|^lj)", "j"),
        (r"(?<=[^aeiouyæøåš])j(?=[aeiouyæøå])", "i"),
        (r"(ck|ch|gh|hg|kh|q|c(?![eiy]))", "k"),
        (r"c", "s"),
        (r"x", "ks"),
        (r"ph", "f"),
        (r"(th|dt)", "t"),
        (r"^h(?=[jlrv])", ""),
        (r"w", "v"),
        (r"hv", "v"),
        (r"z", "s"),
        (r"ld$", "l"),
        (r"nd$", "n"),
        (r"rd$", "r"),
        (r"d", "t"),
        (r"g", "k"),
        (r"(.)\1+", r"\1"),
        (r"(?<=.)[aeiouyæøåh]", ""),
    )
)


@lru_cache(maxsize=100_000)
def words(name: str) -> tuple[str, ...]:
    """Fold a name into its words, in order: «Anne-Grethe Ødegård» → anne, grethe, ødegård. At most MOST_WORDS of them."""
    plain = unicodedata.normalize("NFC", name).lower().translate(_NORWEGIAN)
    folded = plain if plain.isascii() else "".join([letter if letter in _KEPT else fold(letter) for letter in plain])
    return tuple(word.replace("aa", "å")[:LONGEST_WORD] for word in _WORD.findall(folded)[:MOST_WORDS])


def norsk_noekkel(word: str) -> str:
    """The phonetic key of a folded word, in capitals. Of a word without letters, the word itself."""
    key = word
    for letters, sound in _SOUNDS:
        key = key.replace(letters, sound) if isinstance(letters, str) else letters.sub(sound, key)
    return key.upper().replace("Š", "X") or word
