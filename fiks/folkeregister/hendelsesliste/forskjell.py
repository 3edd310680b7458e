"""What differs between two documents about the same person: names of elements, never what they hold."""

import re
from typing import Final

import msgspec

ANNET: Final = "annet"
_NAME = re.compile(r"[A-Za-z]{1,60}", re.ASCII)
_Document = dict[str, msgspec.Raw]


def elements_that_differ(ours: bytes, theirs: bytes) -> frozenset[str]:
    """The elements with another content. How a document is written, and the order of rows in it, make no difference.

    What is no document differs in «annet».
    """
    if ours == theirs:
        return frozenset()
    try:
        left, right = (msgspec.json.decode(document, type=_Document) for document in (ours, theirs))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return frozenset({ANNET})
    different = {name for name in left.keys() | right.keys() if _content(left.get(name)) != _content(right.get(name))}
    return frozenset(name if _NAME.fullmatch(name) else ANNET for name in different)


def _content(element: msgspec.Raw | None) -> object:
    """An element without rows is none."""
    found = msgspec.json.decode(element) if element is not None else None
    if isinstance(found, list):
        found = sorted(msgspec.json.encode(row, order="sorted") for row in found)
    return found or None
