"""The life of an assessment: what can be done in which state, and by whom. Pages show it, actions hold to it.

* Editors write in a draft, send it on and call it back.
* A DPIA goes by the data protection officer. She advises and decides nothing: her advice sends it back to the editors, who
  answer it and send it on, whatever she said (GDPR art. 35 no. 2, 38 no. 6).
* Only the risk owner who is named, with the right to approve, accepts or does not; never one who sent it himself.
* What is decided is opened again by editors: that makes a new version, and the accepted one stays in force until its
  review date or until another is accepted.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UTKAST, TIL_RAAD, TIL_GODKJENNING = "UTKAST", "TIL_RAAD", "TIL_GODKJENNING"
AKSEPTERT, IKKE_AKSEPTERT, ERSTATTET = "AKSEPTERT", "IKKE_AKSEPTERT", "ERSTATTET"
_REDIGER, _GODKJENN, _OMBUD = "digiorden.rediger", "digiorden.godkjenn", "digiorden.personvernombud"


class Steg(StrEnum):
    """What can be done with an assessment."""

    SKRIV = "SKRIV"
    BE_OM_RAAD = "BE_OM_RAAD"
    GI_RAAD = "GI_RAAD"
    SEND = "SEND"
    TREKK = "TREKK"
    AVGJOER = "AVGJOER"
    GJENAAPNE = "GJENAAPNE"
    ERSTATT = "ERSTATT"
    SLETT = "SLETT"


@dataclass(frozen=True, slots=True)
class Regel:
    """The states a step is taken in, the privilege it takes, and who that is in plain words."""

    statuser: frozenset[str]
    privilegium: str
    hvem: Promise


REGLER: dict[Steg, Regel] = {
    Steg.SKRIV: Regel(frozenset({UTKAST}), _REDIGER, _("en redaktør")),
    Steg.BE_OM_RAAD: Regel(frozenset({UTKAST}), _REDIGER, _("en redaktør")),
    Steg.GI_RAAD: Regel(frozenset({TIL_RAAD}), _OMBUD, _("personvernombudet")),
    Steg.SEND: Regel(frozenset({UTKAST}), _REDIGER, _("en redaktør")),
    Steg.TREKK: Regel(frozenset({TIL_RAAD, TIL_GODKJENNING}), _REDIGER, _("en redaktør")),
    Steg.AVGJOER: Regel(frozenset({TIL_GODKJENNING}), _GODKJENN, _("risikoeieren")),
    Steg.GJENAAPNE: Regel(frozenset({AKSEPTERT, IKKE_AKSEPTERT}), _REDIGER, _("en redaktør")),
    Steg.ERSTATT: Regel(frozenset({AKSEPTERT, IKKE_AKSEPTERT}), _GODKJENN, _("en godkjenner")),
    Steg.SLETT: Regel(frozenset({UTKAST}), _REDIGER, _("en redaktør")),
}


@dataclass(frozen=True, slots=True)
class Sak:
    """What the rules must know about an assessment."""

    slag: str
    status: str
    nummer: int
    risikoeier_id: str
    sent_by_id: str
    has_raad: bool


@dataclass(frozen=True, slots=True)
class Hvem:
    """What the rules must know about one who acts."""

    id: str
    privilegier: AbstractSet[str]


def refusal(steg: Steg, sak: Sak, hvem: Hvem) -> str:
    """Why this person cannot take this step now; empty when she can."""
    regel = REGLER[steg]
    if sak.status not in regel.statuser:
        return str(_("Dette kan ikke gjøres slik vurderingen er nå."))
    if reason := _of_slag(steg, sak):
        return reason
    if regel.privilegium not in hvem.privilegier:
        return str(_("Dette gjør %(hvem)s.")) % {"hvem": regel.hvem}
    return _of_person(steg, sak, hvem)


def _of_slag(steg: Steg, sak: Sak) -> str:
    if steg is Steg.BE_OM_RAAD and sak.slag != "DPIA":
        return str(_("En ROS sendes rett til risikoeieren."))
    if steg is Steg.SEND and sak.slag == "DPIA" and not sak.has_raad:
        return str(_("Personvernombudet må gi råd først."))
    if steg is Steg.SLETT and sak.nummer > 1:
        return str(_("Vurderingen har vært avgjort og kan ikke slettes."))
    if steg is Steg.SLETT and sak.has_raad:
        return str(_("Personvernombudet har gitt råd. Da kan ikke vurderingen slettes."))
    return ""


def _of_person(steg: Steg, sak: Sak, hvem: Hvem) -> str:
    if steg is not Steg.AVGJOER:
        return ""
    if sak.risikoeier_id != hvem.id:
        return str(_("Bare risikoeieren som er navngitt, kan ta stilling til risikoen."))
    if sak.sent_by_id == hvem.id:
        return str(_("Du sendte vurderingen selv. En annen må ta stilling, eller en annen må sende."))
    return ""


def open_steps(sak: Sak, hvem: Hvem) -> frozenset[Steg]:
    """All that this person can do now."""
    return frozenset(steg for steg in Steg if not refusal(steg, sak, hvem))


def waits_for(sak: Sak) -> str:
    """Whom an assessment waits for, as a sentence; empty when it waits for nobody."""
    words = {
        UTKAST: _("Redaktørene skriver. Når den er klar, sendes den videre."),
        TIL_RAAD: _("Personvernombudet gir råd. Rådet avgjør ikke: redaktørene svarer på det og sender videre."),
        TIL_GODKJENNING: _("Risikoeieren tar stilling til hver risiko og til helheten. Ingen kan skrive imens."),
        IKKE_AKSEPTERT: _("Risikoeieren aksepterte ikke risikoen. En redaktør kan åpne vurderingen og endre den."),
    }
    return str(words.get(sak.status, ""))
