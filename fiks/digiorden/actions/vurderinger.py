"""Changing assessments: making them, writing in them, and sending them on. Deciding stands in `avgjoerelser`.

Every save takes the assessment's row first, so that saves come one after the other. A part of the content that somebody
else has saved meanwhile is not overwritten: `EndretImens`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import GODKJENN, PERSONVERNOMBUD, REDIGER
from fiks.digiorden.models import Vurdering, Vurderingsomfang, Vurderingsstatus, Vurderingstiltak, Vurderingsversjon
from fiks.digiorden.queries.vurderinger import mangler_of
from fiks.digiorden.vurdering import innhold as inn
from fiks.digiorden.vurdering.gang import Hvem, Sak, Steg, refusal
from fiks.digiorden.vurdering.innhold import Dpia, Innhold, Raad, Scenario, Tiltak
from fiks.digiorden.vurdering.maler import Mal, copied, picked
from fiks.digiorden.vurdering.mangler import Mangel
from fiks.digiorden.vurdering.omfang import Omfang, Omfangsslag
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang.access import may
from fiks.felles.tilgang.models import Tjeneste
from fiks.felles.virksomhet.models import Bruker

_ASKED = (REDIGER, GODKJENN, PERSONVERNOMBUD)


class StegRefused(Exception):
    """The step cannot be taken by this person now; the text says why."""


class EndretImens(Exception):
    """Somebody saved the same part meanwhile. `hvem` is who saved last."""

    def __init__(self, hvem: str) -> None:
        super().__init__(hvem)
        self.hvem = hvem


class IkkeFerdig(Exception):
    """Something is missing before it can be sent on."""

    def __init__(self, mangler: Sequence[Mangel]) -> None:
        super().__init__(len(mangler))
        self.mangler = mangler


@dataclass(frozen=True, slots=True)
class Om:
    """All of an assessment but its scenarios and measures. `dpia` holds the texts of a DPIA; its advice is not touched."""

    tittel: str
    gjelder: tuple[Omfang, ...]
    risikoeier_id: str
    omfang: str
    avgrensning: str
    dpia: Dpia | None = None


def hvem(actor: Actor, *, at: datetime) -> Hvem:
    """What the rules must know about the actor."""
    return Hvem(actor.id, frozenset(kode for kode in _ASKED if may(kode, actor, at=at)))


def sak(vurdering: Vurdering) -> Sak:
    """What the rules must know about the assessment."""
    dpia = inn.read(vurdering.innhold).dpia
    return Sak(
        slag=vurdering.slag,
        status=vurdering.status,
        nummer=vurdering.nummer,
        risikoeier_id=str(vurdering.risikoeier_id or ""),
        sent_by_id=vurdering.sent_by_id,
        has_raad=bool(dpia and dpia.raad),
    )


def locked(vurdering: Vurdering, steg: Steg, *, versjon: int | None = None, by: Actor, at: datetime) -> Vurdering:
    """The assessment as it is now, held until the transaction ends. `versjon` is the one that was shown.

    Raises:
        StegRefused: the step cannot be taken by this person now.
        EndretImens: somebody has saved since it was shown.
    """
    held = Vurdering.objects.select_for_update().get(pk=vurdering.pk, virksomhet_id=by.tenant)
    if reason := refusal(steg, sak(held), hvem(by, at=at)):
        raise StegRefused(reason)
    if versjon is not None and held.versjon != versjon:
        raise EndretImens(held.changed_by)
    return held


@transaction.atomic
def create_vurdering(*, slag: str, tittel: str, mal: Mal | None = None, by: Actor, at: datetime) -> Vurdering:
    """Begin an assessment, empty or as a copy of a template. The copy is the organisation's own: nothing is accepted."""
    innhold = copied(mal) if mal else Innhold(dpia=Dpia() if slag == "DPIA" else None)
    vurdering = Vurdering.objects.create(
        virksomhet_id=by.tenant,
        slag=slag,
        tittel=tittel,
        innhold=inn.written(innhold),
        mal=mal.key if mal else "",
        created_at=at,
        changed_at=at,
        changed_by=by.navn,
    )
    # A template may be written for a service that this installation does not have.
    if mal and mal.tjeneste and Tjeneste.objects.filter(pk=mal.tjeneste).exists():
        _set_omfang(vurdering, (Omfang(Omfangsslag.TJENESTE, mal.tjeneste),))
    _project_tiltak(vurdering, innhold)
    log("digiorden.vurdering_opprettet", vurdering, by=by, at=at, detaljer={"mal": vurdering.mal})
    return vurdering


@transaction.atomic
def save_om(*, vurdering: Vurdering, om: Om, versjon: int, by: Actor, at: datetime) -> None:
    """Save title, scope, risk owner and the texts.

    Raises:
        StegRefused, EndretImens
    """
    held = locked(vurdering, Steg.SKRIV, by=by, at=at)
    innhold = inn.read(held.innhold)
    if innhold.versjon != versjon:
        raise EndretImens(held.changed_by)
    innhold.versjon += 1
    innhold.omfang, innhold.avgrensning = om.omfang, om.avgrensning
    if innhold.dpia and om.dpia:
        om.dpia.raad = innhold.dpia.raad
        innhold.dpia = om.dpia
    held.tittel = om.tittel
    held.risikoeier = Bruker.objects.filter(pk=om.risikoeier_id or UUID(int=0), virksomhet_id=by.tenant).first()
    _set_omfang(held, om.gjelder)
    keep(held, innhold, by=by, at=at)
    log("digiorden.vurdering_endret", held, by=by, at=at, detaljer={"del": "om"})


@transaction.atomic
def save_scenario(*, vurdering: Vurdering, scenario: Scenario, by: Actor, at: datetime) -> None:
    """Save one scenario; an id that is not there adds it. `scenario.versjon` is the one that was shown.

    Raises:
        StegRefused, EndretImens
    """
    held = locked(vurdering, Steg.SKRIV, by=by, at=at)
    innhold = inn.read(held.innhold)
    there = inn.scenario(innhold, scenario.id)
    if there is None and scenario.versjon > 1:
        raise EndretImens(held.changed_by)
    if there is None:
        innhold.scenarioer.append(scenario)
    else:
        if there.versjon != scenario.versjon:
            raise EndretImens(held.changed_by)
        innhold.scenarioer[innhold.scenarioer.index(there)] = scenario
    scenario.versjon += 1
    known = {one.id for one in innhold.tiltak}
    scenario.tiltak = [one for one in scenario.tiltak if one in known]
    keep(held, innhold, by=by, at=at)
    log("digiorden.vurdering_endret", held, by=by, at=at, detaljer={"del": "scenario", "id": scenario.id})


@transaction.atomic
def remove_scenario(*, vurdering: Vurdering, scenario_id: str, versjon: int, by: Actor, at: datetime) -> None:
    """Take a scenario out of a draft. Raises as save_scenario."""
    held = locked(vurdering, Steg.SKRIV, by=by, at=at)
    innhold = inn.read(held.innhold)
    there = inn.scenario(innhold, scenario_id)
    if there is None:
        return
    if there.versjon != versjon:
        raise EndretImens(held.changed_by)
    innhold.scenarioer.remove(there)
    keep(held, innhold, by=by, at=at)
    details = {"del": "scenario", "id": scenario_id, "fjernet": there.hendelse}
    log("digiorden.vurdering_endret", held, by=by, at=at, detaljer=details)


@transaction.atomic
def pick_scenarioer(*, vurdering: Vurdering, mal: Mal, valgt: Sequence[str], by: Actor, at: datetime) -> int:
    """Put scenarios of a bank into a draft, with their measures. Returns how many were added. Raises StegRefused."""
    held = locked(vurdering, Steg.SKRIV, by=by, at=at)
    innhold = inn.read(held.innhold)
    added = picked(mal, valgt, innhold)
    if added:
        keep(held, innhold, by=by, at=at)
        details = {"del": "scenario", "fra": mal.key, "hentet": [one.id for one in added]}
        log("digiorden.vurdering_endret", held, by=by, at=at, detaljer=details)
    return len(added)


@transaction.atomic
def save_tiltak(*, vurdering: Vurdering, tiltak: Tiltak, by: Actor, at: datetime) -> None:
    """Save one measure of a draft; an id that is not there adds it. Raises as save_scenario."""
    held = locked(vurdering, Steg.SKRIV, by=by, at=at)
    innhold = inn.read(held.innhold)
    there = inn.tiltak(innhold, tiltak.id)
    if there is None and tiltak.versjon > 1:
        raise EndretImens(held.changed_by)
    if there is None:
        innhold.tiltak.append(tiltak)
    else:
        if there.versjon != tiltak.versjon:
            raise EndretImens(held.changed_by)
        innhold.tiltak[innhold.tiltak.index(there)] = tiltak
    tiltak.versjon += 1
    tiltak.ansvarlig = _navn(tiltak.ansvarlig_id, by=by)
    keep(held, innhold, by=by, at=at)
    log("digiorden.vurdering_endret", held, by=by, at=at, detaljer={"del": "tiltak", "id": tiltak.id})


@dataclass(frozen=True, slots=True)
class Fordeling:
    """Who does one measure, and when; `versjon` is the one that was shown."""

    tiltak_id: str
    versjon: int
    ansvarlig_id: str
    frist: date | None


@transaction.atomic
def share_out(*, vurdering: Vurdering, fordelinger: Sequence[Fordeling], by: Actor, at: datetime) -> int:
    """Say who does what and when, for many measures at once. Returns how many were changed.

    Raises:
        StegRefused, EndretImens: one of them was saved meanwhile. Then nothing is changed.
    """
    held = locked(vurdering, Steg.SKRIV, by=by, at=at)
    innhold = inn.read(held.innhold)
    changed = []
    for one in fordelinger:
        tiltak = inn.tiltak(innhold, one.tiltak_id)
        if tiltak is None or tiltak.versjon != one.versjon:
            raise EndretImens(held.changed_by)
        if (tiltak.ansvarlig_id, tiltak.frist) != (one.ansvarlig_id, one.frist):
            tiltak.ansvarlig_id, tiltak.frist = one.ansvarlig_id, one.frist
            tiltak.ansvarlig = _navn(one.ansvarlig_id, by=by)
            tiltak.versjon += 1
            changed.append(tiltak.id)
    if changed:
        keep(held, innhold, by=by, at=at)
        log("digiorden.vurdering_endret", held, by=by, at=at, detaljer={"del": "fordeling", "tiltak": changed})
    return len(changed)


@transaction.atomic
def remove_tiltak(*, vurdering: Vurdering, tiltak_id: str, versjon: int, by: Actor, at: datetime) -> None:
    """Take a measure out of a draft, and out of every scenario. Raises as save_scenario."""
    held = locked(vurdering, Steg.SKRIV, by=by, at=at)
    innhold = inn.read(held.innhold)
    there = inn.tiltak(innhold, tiltak_id)
    if there is None:
        return
    if there.versjon != versjon:
        raise EndretImens(held.changed_by)
    innhold.tiltak.remove(there)
    for one in innhold.scenarioer:
        if tiltak_id in one.tiltak:
            one.tiltak.remove(tiltak_id)
            one.versjon += 1
    keep(held, innhold, by=by, at=at)
    details = {"del": "tiltak", "id": tiltak_id, "fjernet": there.tittel}
    log("digiorden.vurdering_endret", held, by=by, at=at, detaljer=details)


@transaction.atomic
def send_vurdering(*, vurdering: Vurdering, steg: Steg, versjon: int, by: Actor, at: datetime) -> None:
    """Send it on: to the data protection officer (BE_OM_RAAD), or to the risk owner (SEND).

    Raises:
        StegRefused, IkkeFerdig, EndretImens: somebody saved after the sender saw it.
    """
    held = locked(vurdering, steg, versjon=versjon, by=by, at=at)
    if found := mangler_of(held, for_raad=steg is Steg.BE_OM_RAAD):
        raise IkkeFerdig(found)
    to_ombud = steg is Steg.BE_OM_RAAD
    held.status = Vurderingsstatus.TIL_RAAD if to_ombud else Vurderingsstatus.TIL_GODKJENNING
    held.sent_by_id = by.id
    touch(held, by=by, at=at)
    log("digiorden.vurdering_til_raad" if to_ombud else "digiorden.vurdering_sendt", held, by=by, at=at)


@transaction.atomic
def withdraw_vurdering(*, vurdering: Vurdering, by: Actor, at: datetime) -> None:
    """Call it back to be written in. Raises StegRefused."""
    held = locked(vurdering, Steg.TREKK, by=by, at=at)
    held.status, held.sent_by_id = Vurderingsstatus.UTKAST, ""
    touch(held, by=by, at=at)
    log("digiorden.vurdering_trukket", held, by=by, at=at)


@transaction.atomic
def give_raad(*, vurdering: Vurdering, raad: Raad, versjon: int, by: Actor, at: datetime) -> None:
    """Give the data protection officer's advice. It goes back to the editors, whatever she says.

    Raises:
        StegRefused, EndretImens: it is not what she read.
    """
    held = locked(vurdering, Steg.GI_RAAD, versjon=versjon, by=by, at=at)
    innhold = inn.read(held.innhold)
    assert innhold.dpia is not None
    raad.lest = inn.read_mark(innhold)
    raad.given_by = by.navn
    innhold.dpia.raad = raad
    innhold.versjon += 1
    held.status, held.sent_by_id = Vurderingsstatus.UTKAST, ""
    keep(held, innhold, by=by, at=at)
    details = {"forhaandsdroefting": raad.forhaandsdroefting, "vil_se_igjen": raad.vil_se_igjen}
    log("digiorden.vurdering_raad", held, by=by, at=at, detaljer=details)


@transaction.atomic
def delete_draft(*, vurdering: Vurdering, versjon: int, by: Actor, at: datetime) -> None:
    """Delete a draft that was never decided on, nor advised about. Raises StegRefused, EndretImens."""
    held = locked(vurdering, Steg.SLETT, versjon=versjon, by=by, at=at)
    if Vurderingsversjon.objects.filter(vurdering=held).exists():
        raise StegRefused(_("Vurderingen har vært avgjort og kan ikke slettes."))
    log("digiorden.vurdering_slettet", held, by=by, at=at)
    held.delete()


def keep(vurdering: Vurdering, innhold: Innhold, *, by: Actor, at: datetime) -> None:
    """Store a content, and what stands beside it."""
    vurdering.innhold = inn.written(innhold)
    touch(vurdering, by=by, at=at)
    _project_tiltak(vurdering, innhold)


def touch(vurdering: Vurdering, *, by: Actor, at: datetime) -> None:
    """Save the row as the next one of its saves."""
    vurdering.versjon += 1
    vurdering.changed_at, vurdering.changed_by = at, by.navn
    vurdering.save()


def log(
    kode: str,
    vurdering: Vurdering,
    *,
    by: Actor,
    at: datetime,
    aarsak: str = "",
    detaljer: Mapping[str, object] | None = None,
) -> None:
    """Write the audit row of an act on an assessment."""
    details = {"vurdering": str(vurdering.pk), "slag": str(vurdering.slag), "versjon": vurdering.nummer}
    handling = Handling(kode, gjelder=vurdering.tittel, aarsak=aarsak, detaljer={**details, **(detaljer or {})})
    record(handling, by=by, at=at)


def _set_omfang(vurdering: Vurdering, gjelder: Sequence[Omfang]) -> None:
    Vurderingsomfang.objects.filter(vurdering=vurdering, nummer=vurdering.nummer).delete()
    Vurderingsomfang.objects.bulk_create(
        Vurderingsomfang(
            virksomhet_id=vurdering.virksomhet_id,
            vurdering=vurdering,
            nummer=vurdering.nummer,
            **{one.column: one.id},
        )
        for one in dict.fromkeys(gjelder)
    )


def _project_tiltak(vurdering: Vurdering, innhold: Innhold) -> None:
    Vurderingstiltak.objects.filter(vurdering=vurdering).delete()
    Vurderingstiltak.objects.bulk_create(
        Vurderingstiltak(
            virksomhet_id=vurdering.virksomhet_id,
            vurdering=vurdering,
            tiltak_id=one.id,
            rekkefoelge=number,
            tittel=one.tittel,
            ansvarlig_id=one.ansvarlig_id or None,
            ansvarlig_rolle=one.ansvarlig_rolle,
            frist=one.frist,
            status=one.status,
            done_date=one.done_date,
            merknad=one.merknad,
        )
        for number, one in enumerate(innhold.tiltak, 1)
    )


def _navn(bruker_id: str, *, by: Actor) -> str:
    found = Bruker.objects.filter(pk=bruker_id or UUID(int=0), virksomhet_id=by.tenant).first()
    return found.navn if found else ""


def day_of(at: datetime) -> date:
    """The day in Oslo."""
    return timezone.localtime(at).date()
