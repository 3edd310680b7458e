"""Norwegian alphabetical order by plain byte order (COLLATE "C"), since the embedded PostgreSQL lacks ICU.

The rules follow CLDR's for nb where it speaks of letters: æ ø å last, ä as æ, ö as ø, aa as å, ü as y, đ and ð as d, þ as
th, œ as oe; other marks do not count. Names that get the same key need a second column to be in a settled order.
"""

import unicodedata

_BASE_LETTERS = {
    "đ": "d", "ð": "d", "ŋ": "n", "ŧ": "t", "ħ": "h", "ł": "l", "ı": "i", "œ": "oe", "þ": "th", "ĳ": "ij",
}  # fmt: skip
_LAST_LETTERS = {"æ": "{", "ä": "{", "ǽ": "{", "ø": "|", "ö": "|", "ő": "|", "ǿ": "|", "å": "}", "ǻ": "}"}
_WORD_ENDS = dict.fromkeys("-\u2010\u2011\u2012\u2013/,\u00a0", " ")
_NOT_COUNTED = dict.fromkeys("'’‘ʼ`´.\"")
_FOLD = str.maketrans({**_BASE_LETTERS, **dict.fromkeys(map(chr, range(0x300, 0x370)))})
_KEY = str.maketrans({**_BASE_LETTERS, **_LAST_LETTERS, **_WORD_ENDS, **_NOT_COUNTED, "ü": "y", "ű": "y"})


def norsk_key(text: str) -> str:
    """The key whose byte order is Norwegian order, with or without capitals.

    Hyphen and comma count as space, and a space sorts before every letter, so «Berg-Hansen» stands with «Berg Hansen»
    and before «Bergan». Apostrophe and full stop do not count. Other alphabets keep their letters and come last.
    """
    key = text.lower() if text.isascii() else unicodedata.normalize("NFC", text).casefold()
    key = key.replace("aa", "}").translate(_KEY)
    return " ".join((key if key.isascii() else fold(key)).split())


def fold(text: str) -> str:
    """Lower-case letters with marks as their base letters: č→c, á→a, Sami đ→d, ŋ→n, ŧ→t. Also å→a; map it before."""
    return unicodedata.normalize("NFKD", text).translate(_FOLD)
