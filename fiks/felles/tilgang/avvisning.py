"""What the page of a refusal tells: which link of the chain is broken, and who mends it.

One who has no access at all learns nothing of the chain, only whom to ask.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fiks.felles.kontekst import Actor
from fiks.felles.tilgang import queries
from fiks.felles.tilgang.access import Refused
from fiks.felles.tilgang.models import Ressurs
from fiks.felles.virksomhet.queries import virksomhet

SHOWN = 10


class Tilstand(StrEnum):
    """How it is with one link."""

    HEL = "HEL"
    BRUTT = "BRUTT"
    UPROEVD = "UPROEVD"


@dataclass(frozen=True, slots=True)
class Ledd:
    """A link of the chain, and how it is with it now. Past a broken link nothing has been tried."""

    navn: str | Promise
    tekst: str | Promise
    tilstand: Tilstand

    @property
    def er_hel(self) -> bool:
        return self.tilstand == Tilstand.HEL

    @property
    def er_brutt(self) -> bool:
        return self.tilstand == Tilstand.BRUTT


# In the order they are tried: code, name, and what is so when the link holds.
_CHAIN = (
    ("TJENESTE", _("Tjenesten"), _("Er åpen for virksomheten.")),
    ("EGEN_TILGANG", _("Tilgangen din til rollen"), _("Gjelder nå.")),
    ("ROLLE", _("Rollen"), _("Er i bruk.")),
    ("BRUKSOMRAADE", _("Bruksområdet"), _("Rollen åpner for det du vil gjøre.")),
    ("GEOGRAFI", _("Kommunene"), _("Rollen dekker kommunene du valgte.")),
)
_HEADINGS = {
    "TJENESTE": _("Tjenesten er stengt"),
    "EGEN_TILGANG": _("Tilgangen din til rollen gjelder ikke"),
    "ROLLE": _("Du må velge en rolle som kan brukes"),
    "BRUKSOMRAADE": _("Rollen din åpner ikke for dette"),
    "GEOGRAFI": _("Rollen din dekker ikke kommunen"),
}


def explain(actor: Actor, refusal: Refused, *, at: datetime) -> dict[str, object]:
    """What the page shows. Needs the actor's context."""
    roller = _to_choose(actor, refusal, at=at)
    kjede = [] if roller or _is_outsider(actor, refusal) else _chain(refusal)
    return {
        "refusal": refusal,
        "overskrift": _heading(refusal, kjede=bool(kjede), roller=bool(roller)),
        "roller": roller,
        "kjede": kjede,
        "administratorer": list(queries.administratorer_for(actor, at=at)[:SHOWN]),
        "virksomhet": virksomhet(actor.virksomhet_id) if actor.virksomhet_id else None,
    }


def _to_choose(actor: Actor, refusal: Refused, *, at: datetime) -> list[Ressurs]:
    """The roles of one who has chosen none: nothing is wrong, and nobody else need be asked."""
    if refusal.ledd != "ROLLE" or actor.ressurs_id is not None:
        return []
    return list(queries.roller_for(actor, at=at))


def _is_outsider(actor: Actor, refusal: Refused) -> bool:
    """One who lacks the privilege, or has no role to choose."""
    return refusal.ledd not in _HEADINGS or (refusal.ledd == "ROLLE" and actor.ressurs_id is None)


def _heading(refusal: Refused, *, kjede: bool, roller: bool) -> str | Promise:
    if roller:
        return _("Velg rollen du skal bruke")
    return _HEADINGS[refusal.ledd] if kjede else _("Du har ikke tilgang")


def _chain(refusal: Refused) -> list[Ledd]:
    broken = [code for code, _name, _text in _CHAIN].index(refusal.ledd)
    return [
        Ledd(navn, refusal.melding if place == broken else tekst if place < broken else "", _state(place, broken))
        for place, (_code, navn, tekst) in enumerate(_CHAIN)
    ]


def _state(place: int, broken: int) -> Tilstand:
    if place == broken:
        return Tilstand.BRUTT
    return Tilstand.HEL if place < broken else Tilstand.UPROEVD
