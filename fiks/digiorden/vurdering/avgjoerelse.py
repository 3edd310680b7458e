"""What the risk owner must have taken a stand on before the whole can be accepted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from fiks.digiorden.vurdering.grenser import Grenser, Nivaa, highest_after, level_after
from fiks.digiorden.vurdering.innhold import Droefting, Innhold, Scenario

Utfall = Literal["AKSEPTERT", "IKKE_AKSEPTERT"]


@dataclass(frozen=True, slots=True)
class Stilling:
    """The risk owner's word on one scenario."""

    akseptert: bool | None
    hvorfor: str = ""


def asked(grenser: Grenser, innhold: Innhold) -> list[tuple[int, Scenario, Nivaa]]:
    """Scenarios above the limit after measures, with number and level. Those below are accepted by the limit itself."""
    found: list[tuple[int, Scenario, Nivaa]] = []
    for number, one in enumerate(innhold.scenarioer, 1):
        level = level_after(grenser, one)
        if level is not None and level is not Nivaa.LAV:
            found.append((number, one, level))
    return found


def faults(grenser: Grenser, innhold: Innhold, stillinger: Mapping[str, Stilling], utfall: Utfall) -> list[str]:
    """What stands in the way of this outcome."""
    found = []
    for number, one, level in asked(grenser, innhold):
        stilling = stillinger.get(one.id, Stilling(None))
        if stilling.akseptert is None:
            found.append(_("Ta stilling til scenario %(nummer)s.") % {"nummer": number})
        elif stilling.akseptert and level is Nivaa.HOEY and not stilling.hvorfor.strip():
            found.append(_("Skriv hvorfor den høye risikoen i scenario %(nummer)s aksepteres.") % {"nummer": number})
        elif not stilling.akseptert and utfall == "AKSEPTERT":
            said = _("Scenario %(nummer)s er ikke akseptert. Da kan heller ikke helheten aksepteres.")
            found.append(said % {"nummer": number})
    if utfall == "AKSEPTERT" and needs_consultation(grenser, innhold):
        found.append(
            _("Risikoen er høy etter tiltakene. Datatilsynet må spørres før behandlingen begynner (artikkel 36).")
        )
    return found


def needs_consultation(grenser: Grenser, innhold: Innhold) -> bool:
    """Whether Datatilsynet must be asked first, and is not (GDPR art. 36 no. 1)."""
    if innhold.dpia is None or innhold.dpia.droefting is Droefting.GJENNOMFOERT:
        return False
    return innhold.dpia.droefting is Droefting.NOEDVENDIG or highest_after(grenser, innhold) is Nivaa.HOEY


def decided(grenser: Grenser, innhold: Innhold, stillinger: Mapping[str, Stilling]) -> None:
    """Write the stands into the content. What lies below the limit is accepted by it."""
    above = {one.id for _number, one, _level in asked(grenser, innhold)}
    for one in innhold.scenarioer:
        stilling = stillinger.get(one.id, Stilling(None)) if one.id in above else Stilling(akseptert=True)
        one.akseptert, one.akseptert_hvorfor = stilling.akseptert, stilling.hvorfor.strip()


def forget(innhold: Innhold) -> None:
    """Take the stands and the advice out again: a new version is decided on anew."""
    for one in innhold.scenarioer:
        one.akseptert, one.akseptert_hvorfor = None, ""
    if innhold.dpia:
        innhold.dpia.raad = None
        innhold.dpia.svar_paa_raad = ""
