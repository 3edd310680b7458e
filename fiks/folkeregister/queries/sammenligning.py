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
    return compare(subjektmengde.unpack(packed), now) if packed is not None else None


def compare(before: Iterable[str], now: Iterable[int]) -> Endring:
    """Numbers of the draw before and of this one. Only those that are gone are looked up."""
    present = {f"{number:011d}" for number in now}
    known = set(before)
    became = current_numbers(known - present)
    followed = set(became.values())
    return Endring(
        nye=tuple(sorted(present - known - followed)),
        borte=sum(new not in present for new in became.values()),
    )
