"""Identifiers of documents: 32 hexadecimal digits that say nothing to a reader, and everything to us.

A person document is a number as of a line of the life, an event document an event of a line. Both can be computed, so
nothing is stored; the identifier is the number and the line, turned round in a Feistel network with the seal of the life.
"""

from dataclasses import dataclass
from enum import IntEnum
from hashlib import blake2b

_ROUNDS = 4
_HALF = (1 << 64) - 1
_CHECK = 0xF1C5


class Kind(IntEnum):
    PERSON = 1
    EVENT = 2


@dataclass(frozen=True, slots=True)
class Reference:
    """`line` 0 is before anything has happened, `line` n after line number n - 1."""

    kind: Kind
    number: str
    line: int


class Identifiers:
    def __init__(self, seal: str) -> None:
        self._key = blake2b(seal.encode(), digest_size=32).digest()

    def write(self, reference: Reference) -> str:
        left = int(reference.number) << 27 | reference.line >> 5
        right = (reference.line & 31) << 59 | reference.kind << 16 | _CHECK
        for step in range(_ROUNDS):
            left, right = right, left ^ self._turn(step, right)
        return f"{left:016x}{right:016x}"

    def read(self, text: str) -> Reference | None:
        """None for anything that `write` has not made."""
        if len(text) != 32 or not set(text) <= set("0123456789abcdef"):
            return None
        left, right = int(text[:16], 16), int(text[16:], 16)
        for step in reversed(range(_ROUNDS)):
            left, right = right ^ self._turn(step, left), left
        kind = right >> 16 & ((1 << 43) - 1)
        if right & 0xFFFF != _CHECK or kind not in {Kind.PERSON, Kind.EVENT}:
            return None
        line = (left & ((1 << 27) - 1)) << 5 | right >> 59
        return Reference(Kind(kind), f"{left >> 27:011}", line)

    def _turn(self, step: int, half: int) -> int:
        digest = blake2b(half.to_bytes(8), key=self._key, digest_size=8, salt=bytes([step]))
        return int.from_bytes(digest.digest()) & _HALF
