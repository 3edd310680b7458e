"""Deciding on an assessment, opening it again, replacing it, and following its measures up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.vurderinger import EndretImens, StegRefused, day_of, keep, locked, log, touch
from fiks.digiorden.models import Vurdering, Vurderingsomfang, Vurderingsstatus, Vurderingstiltak, Vurderingsversjon
from fiks.digiorden.queries.vurderinger import grenser_for
from fiks.digiorden.vurdering import grenser as gr
from fiks.digiorden.vurdering import innhold as inn
from fiks.digiorden.vurdering.avgjoerelse import Stilling, Utfall, decided, faults, forget
from fiks.digiorden.vurdering.gang import Steg
from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.access import may

LONGEST = timedelta(days=3 * 366)


class KanIkkeAvgjoeres(Exception):
    """Something stands in the way of this outcome. `feil` are sentences."""

    def __init__(self, feil: list[str]) -> None:
        super().__init__(len(feil))
        self.feil = feil


@dataclass(frozen=True, slots=True)
class Avgjoerelse:
    """What the risk owner decides: the outcome, each risk above the limit, why, and until when it holds."""

    utfall: Utfall
    stillinger: Mapping[str, Stilling]
    begrunnelse: str = ""
    review_date: date | None = None


@transaction.atomic
def decide_vurdering(*, vurdering: Vurdering, avgjoerelse: Avgjoerelse, versjon: int, by: Actor, at: datetime) -> None:
    """Accept the risk, or not, and lock what was decided on as a version.

    Raises:
        StegRefused, EndretImens: it is not what the risk owner read.
        KanIkkeAvgjoeres
    """
    held = locked(vurdering, Steg.AVGJOER, by=by, at=at)
    if held.versjon != versjon:
        raise EndretImens(held.changed_by)
    grenser, _row = grenser_for(by)
    innhold = inn.read(held.innhold)
    if found := _in_the_way(innhold, grenser, avgjoerelse, on=day_of(at)):
        raise KanIkkeAvgjoeres(found)
    decided(grenser, innhold, avgjoerelse.stillinger)
    held.status = avgjoerelse.utfall
    accepted = avgjoerelse.utfall == Vurderingsstatus.AKSEPTERT
    if accepted:
        held.accepted_at, held.accepted_by, held.review_date = at, by.navn, avgjoerelse.review_date
    keep(held, innhold, by=by, at=at)
    _lock_version(held, innhold, grenser, avgjoerelse, by=by, at=at)
    kode = "digiorden.vurdering_akseptert" if accepted else "digiorden.vurdering_ikke_akseptert"
    details = {"gjelder_til": str(avgjoerelse.review_date or "")}
    log(kode, held, by=by, at=at, aarsak=avgjoerelse.begrunnelse, detaljer=details)


def _in_the_way(innhold: inn.Innhold, grenser: gr.Grenser, avgjoerelse: Avgjoerelse, *, on: date) -> list[str]:
    found = faults(grenser, innhold, avgjoerelse.stillinger, avgjoerelse.utfall)
    if avgjoerelse.utfall == "IKKE_AKSEPTERT":
        return found if avgjoerelse.begrunnelse.strip() else [*found, _("Skriv hvorfor risikoen ikke aksepteres.")]
    if avgjoerelse.review_date is None or not on < avgjoerelse.review_date <= on + LONGEST:
        found.append(_("Velg en dag for ny gjennomgang, innen tre år."))
    return found


def _lock_version(
    held: Vurdering,
    innhold: inn.Innhold,
    grenser: gr.Grenser,
    avgjoerelse: Avgjoerelse,
    *,
    by: Actor,
    at: datetime,
) -> None:
    accepted = avgjoerelse.utfall == Vurderingsstatus.AKSEPTERT
    Vurderingsversjon.objects.create(
        virksomhet_id=held.virksomhet_id,
        vurdering=held,
        nummer=held.nummer,
        utfall=avgjoerelse.utfall,
        tittel=held.tittel,
        innhold=inn.written(innhold),
        grenser=inn.written(grenser),
        begrunnelse=avgjoerelse.begrunnelse.strip(),
        decided_at=at,
        decided_by=by.navn,
        decided_by_id=by.id,
        accepted_date=day_of(at) if accepted else None,
        review_date=avgjoerelse.review_date if accepted else None,
    )


@transaction.atomic
def reopen_vurdering(*, vurdering: Vurdering, begrunnelse: str, by: Actor, at: datetime) -> None:
    """Open a decided assessment as a new version. The accepted one stays in force. Raises StegRefused."""
    held = locked(vurdering, Steg.GJENAAPNE, by=by, at=at)
    innhold = inn.read(held.innhold)
    forget(innhold)
    _take_back_progress(held, innhold)
    former = Vurderingsomfang.objects.filter(vurdering=held, nummer=held.nummer)
    held.nummer += 1
    held.status, held.sent_by_id = Vurderingsstatus.UTKAST, ""
    Vurderingsomfang.objects.bulk_create(
        Vurderingsomfang(
            virksomhet_id=held.virksomhet_id,
            vurdering=held,
            nummer=held.nummer,
            tjeneste_id=row.tjeneste_id,
            behandling_id=row.behandling_id,
            applikasjon_id=row.applikasjon_id,
        )
        for row in former
    )
    keep(held, innhold, by=by, at=at)
    log("digiorden.vurdering_gjenaapnet", held, by=by, at=at, aarsak=begrunnelse)


def _take_back_progress(held: Vurdering, innhold: inn.Innhold) -> None:
    """How far the measures are come since the decision, into the content that is written on."""
    rows = {row.tiltak_id: row for row in Vurderingstiltak.objects.filter(vurdering=held)}
    for one in innhold.tiltak:
        if row := rows.get(one.id):
            one.status, one.done_date, one.merknad = row.status, row.done_date, row.merknad


@transaction.atomic
def replace_vurdering(*, vurdering: Vurdering, av: Vurdering, by: Actor, at: datetime) -> None:
    """Let another accepted assessment of the same kind take its place.

    Raises:
        StegRefused
    """
    held = locked(vurdering, Steg.ERSTATT, by=by, at=at)
    other = Vurdering.objects.get(pk=av.pk, virksomhet_id=by.tenant)
    if other.pk == held.pk or other.slag != held.slag or other.status != Vurderingsstatus.AKSEPTERT:
        raise StegRefused(_("Velg en akseptert vurdering av samme slag."))
    held.status, held.erstattet_at, held.erstattet_av = Vurderingsstatus.ERSTATTET, at, other
    touch(held, by=by, at=at)
    log("digiorden.vurdering_erstattet", held, by=by, at=at, detaljer={"av": str(other.pk)})


@dataclass(frozen=True, slots=True)
class Framdrift:
    """How far a measure is come."""

    status: str
    done_date: date | None = None
    merknad: str = ""


@transaction.atomic
def follow_up_tiltak(*, tiltak: Vurderingstiltak, framdrift: Framdrift, versjon: int, by: Actor, at: datetime) -> None:
    """Say how far a measure is come, while the assessment is not being written in. The decided version stays as it was.

    Raises:
        StegRefused, EndretImens
    """
    if str(tiltak.ansvarlig_id) != by.id and not may(REDIGER, by, at=at):
        raise StegRefused(_("Den som har ansvaret for tiltaket, og redaktører, kan melde fra om det."))
    held = Vurdering.objects.select_for_update().get(pk=tiltak.vurdering_id, virksomhet_id=by.tenant)
    if held.is_draft:
        raise StegRefused(_("Vurderingen er et utkast. Endre tiltaket der."))
    row = Vurderingstiltak.objects.get(pk=tiltak.pk)
    before = row.status
    if row.versjon != versjon:
        raise EndretImens(held.changed_by)
    row.status, row.merknad, row.versjon = framdrift.status, framdrift.merknad, row.versjon + 1
    row.done_date = framdrift.done_date if framdrift.status == "GJENNOMFOERT" else None
    row.save()
    details: dict[str, object] = {"tiltak": row.tittel, "foer": str(before), "etter": framdrift.status}
    log("digiorden.tiltak_fulgt_opp", held, by=by, at=at, detaljer=details)
