"""What a page of events brings, held against how far the reader has come. Nothing is read or written here.

The sequence numbers decide, not the order that events come in: what is new is kept once, what comes late fills the hole
that it left, what has been read before is passed over, and every number passed over is remembered as a hole.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fiks.integrasjoner.hendelsesliste import Hendelse


class Hull(NamedTuple):
    """Numbers that are missing, first and last."""

    fra: int
    til: int


@dataclass(frozen=True, slots=True)
class Sortert:
    """`nye` are to be kept, in sequence. `hull` are all that are missing after the page, in place of those before it."""

    nye: tuple[Hendelse, ...]
    neste: int
    hull: tuple[Hull, ...]
    gjentatt: int = 0
    uordnet: bool = False


def sort_out(hendelser: Sequence[Hendelse], *, neste: int, hull: Iterable[Hull]) -> Sortert:
    """Sort a page out. `neste` is the first number that has not been read, `hull` those before it that are missing."""
    before = tuple(hull)
    by_number = {hendelse.sekvensnummer: hendelse for hendelse in reversed(hendelser)}
    new = {
        number: hendelse
        for number, hendelse in by_number.items()
        if number >= neste or any(fra <= number <= til for fra, til in before)
    }
    ahead = sorted(number for number in new if number >= neste)
    late = [number for number in new if number < neste]
    numbers = [hendelse.sekvensnummer for hendelse in hendelser]
    return Sortert(
        nye=tuple(new[number] for number in sorted(new)),
        neste=ahead[-1] + 1 if ahead else neste,
        hull=(*(_without(before, late) if late else before), *_holes(neste, ahead)),
        gjentatt=len(hendelser) - len(new),
        uordnet=numbers != sorted(numbers),
    )


def _holes(neste: int, numbers: Sequence[int]) -> Iterable[Hull]:
    expected = neste
    for number in numbers:
        if number > expected:
            yield Hull(expected, number - 1)
        expected = number + 1


def _without(hull: Iterable[Hull], found: Iterable[int]) -> Iterable[Hull]:
    """What is left of holes when some of their numbers have come."""
    for fra, til in hull:
        inside = sorted(number for number in found if fra <= number <= til)
        yield from _holes(fra, [*inside, til + 1])
