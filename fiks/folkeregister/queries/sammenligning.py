"""Comparing a draw with the one before, by each person's current number: who got a new one, or was merged, is not new."""

from collections.abc import Iterable

from fiks.felles.revisjon import subjektmengde
from fiks.folkeregister.documents import current_numbers
from fiks.folkeregister.models import Innbyggerliste
from fiks.folkeregister.om_listen import Endring
from fiks.folkeregister.queries import innbyggerlister


def compared(liste: Innbyggerliste, now: Iterable[int]) -> Endring | None:
    """What has happened since the list's `forrige`; None when there is none, or its persons are not kept."""
    if liste.forrige is None:
        return None
    packed = innbyggerlister.subjektmengde(liste.forrige)
    return compare(subjektmengde.integers(packed), now) if packed is not None else None


def compare(before: Iterable[int], now: Iterable[int]) -> Endring:
    """Numbers of the draw before and of this one, as integers: there may be a million. Only those gone are looked up."""
    known, present = set(before), set(now)
    became = current_numbers(_written(known - present))
    followed = {int(new) for new in became.values()}
    nye = _written(present - known - followed)
    return Endring(nye=tuple(sorted(nye)), borte=len(followed - present))


def _written(numbers: Iterable[int]) -> list[str]:
    return [f"{number:011d}" for number in numbers]
