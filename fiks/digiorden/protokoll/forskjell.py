"""What changed between two versions of a record, field by field, each as it was and as it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from fiks.digiorden.protokoll.innhold import Innhold
from fiks.digiorden.protokoll.visning import Linje, linjer


@dataclass(frozen=True, slots=True)
class Endring:
    """A field that is not the same. `foer` or `etter` is empty when the field, or its row, came or went."""

    seksjon: str
    ledetekst: str
    foer: str
    etter: str

    @property
    def is_new(self) -> bool:
        """Whether it was not there before."""
        return not self.foer

    @property
    def is_gone(self) -> bool:
        """Whether it is there no more."""
        return not self.etter


def forskjell(foer: Innhold, etter: Innhold) -> list[Endring]:
    """What changed, in the order of the form; what was taken away stands where it stood."""
    old, new = linjer(foer), linjer(etter)
    before = {linje.noekkel: linje for linje in old}
    after = {linje.noekkel: linje for linje in new}
    found = []
    for noekkel in _merged(old, new):
        was, now = before.get(noekkel), after.get(noekkel)
        if (was.tekst if was else "") == (now.tekst if now else ""):
            continue
        shown = now or was
        assert shown
        found.append(Endring(shown.seksjon, shown.ledetekst, was.tekst if was else "", now.tekst if now else ""))
    return found


def _merged(old: Sequence[Linje], new: Sequence[Linje]) -> list[tuple[str, ...]]:
    """The keys of both, in the new order, with each that is gone placed after the one it followed."""
    order = [linje.noekkel for linje in new]
    known = set(order)
    previous: tuple[str, ...] | None = None
    for linje in old:
        if linje.noekkel not in known:
            order.insert(order.index(previous) + 1 if previous else 0, linje.noekkel)
            known.add(linje.noekkel)
        previous = linje.noekkel
    return order
