"""The set of persons in a list, packed so that it can be kept as long as its audit row.

Numbers are sorted, stored as differences in a 64-bit array and compressed: about 3 bytes a person.
"""

import zlib
from array import array
from collections.abc import Iterable
from itertools import accumulate, pairwise


def pack(numbers: Iterable[str | int]) -> bytes:
    """Pack 11-digit numbers. Order and duplicates are not kept."""
    ordered = sorted({int(number) for number in numbers})
    steps = array("q", [later - earlier for earlier, later in pairwise([0, *ordered])])
    return zlib.compress(steps.tobytes(), 6)


def unpack(packed: bytes) -> list[str]:
    """Return the numbers, sorted, with their leading zeros."""
    steps = array("q", zlib.decompress(packed))
    return [f"{number:011d}" for number in accumulate(steps)]


def contains(packed: bytes, number: str) -> bool:
    """Tell whether the set holds this number."""
    wanted = int(number)
    return any(found == wanted for found in accumulate(array("q", zlib.decompress(packed))))
