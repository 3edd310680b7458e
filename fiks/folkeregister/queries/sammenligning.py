"""Comparing a draw with the one before, by each person's current number: who got a new one, or was merged, is not new."""

from collections.abc import Collection, Iterable

from fiks.felles.revisjon import subjektmengde
from fiks.folkeregister.lister.om_listen import Endring
from fiks.folkeregister.models import Innbyggerliste
from fiks.folkeregister.queries import innbyggerlister
from fiks.folkeregister.registerkopi.documents import current_numbers


def compared(liste: Innbyggerliste, now: Collection[int]) -> Endring | None:
    """What has happened since the list's `forrige`; None when there is none, or its persons are not kept."""
    if liste.forrige is None:
        return None
    packed = innbyggerlister.subjektmengde(liste.forrige)
    return compare(subjektmengde.integers(packed), now) if packed is not None else None


def compare(before: Iterable[int], now: Collection[int]) -> Endring:
    """Numbers of the draw before and of this one, as integers. There may be a million, so one set is all that is made."""
    left = set(before)
    unknown = [number for number in now if number not in left]
    left.difference_update(now)
    became = {int(new) for new in current_numbers(_written(left)).values()}
    still_here = became.intersection(now)
    nye = _written(number for number in unknown if number not in still_here)
    return Endring(nye=tuple(sorted(nye)), borte=len(became) - len(still_here))


def _written(numbers: Iterable[int]) -> list[str]:
    return [f"{number:011d}" for number in numbers]
