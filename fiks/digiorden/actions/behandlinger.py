"""The life of a processing record: made, saved, sent, approved, returned, revised and withdrawn. Each act is a version."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.translation import gettext as _

from fiks.digiorden.access import GODKJENN
from fiks.digiorden.actions.begreper import bring_to_order
from fiks.digiorden.models import (
    Behandling,
    Behandlingsstatus,
    Behandlingsversjon,
    Protokollslag,
    Versjonshandling,
)
from fiks.digiorden.protokoll import mangler
from fiks.digiorden.protokoll.forskjell import forskjell
from fiks.digiorden.protokoll.innhold import Ansvarlig, Innhold, les, skriv
from fiks.digiorden.protokoll.mangler import Mangel
from fiks.digiorden.protokoll.visning import slag_of
from fiks.digiorden.queries.behandlinger import versjon_of
from fiks.digiorden.queries.rettigheter import holders_of
from fiks.felles.kontekst import Actor
from fiks.felles.meldinger.actions import notify
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.virksomhet.models import Bruker

_UTKAST, _SENDT = Behandlingsstatus.UTKAST, Behandlingsstatus.SENDT
_GODKJENT, _TRUKKET = Behandlingsstatus.GODKJENT, Behandlingsstatus.TRUKKET
_MOST_NAMED = 20


class WithoutTitle(Exception):
    """A record cannot be kept without a name."""


class Changed(Exception):
    """Somebody has changed the record since it was shown. `behandling` is as it is now."""

    def __init__(self, behandling: Behandling) -> None:
        super().__init__(behandling.pk)
        self.behandling = behandling


class WrongStatus(Exception):
    """The record is not where this can be done: it has been sent, approved or withdrawn."""


class HasFaults(Exception):
    """The record lacks something that GDPR art. 30 asks for, and cannot be sent to approval."""

    def __init__(self, found: list[Mangel]) -> None:
        super().__init__(len(found))
        self.mangler = found


class OwnSending(Exception):
    """The one who sent the record to approval cannot approve it."""


@dataclass(frozen=True, slots=True)
class Utgangspunkt:
    """The record as the actor saw it: nothing is done to one that has changed since."""

    behandling_id: UUID
    versjon: int


@transaction.atomic
def create_behandling(innhold: Innhold, *, by: Actor, at: datetime, fra_fil: bool = False) -> Behandling:
    """Make a draft, with the organisation's next number.

    Raises:
        WithoutTitle: it has no name.
    """
    behandling = Behandling(
        pk=uuid4(),
        virksomhet_id=by.tenant,
        nummer=_next_number(by.tenant),
        slag=Protokollslag(slag_of(innhold)),
        opprettet_at=at,
        opprettet_av=by.navn,
        versjon=0,
    )
    _fill(behandling, innhold, by=by, at=at)
    behandling.save(force_insert=True)
    handling = Versjonshandling.IMPORT if fra_fil else Versjonshandling.OPPRETTET
    _keep(behandling, handling, by=by, at=at)
    return behandling


@transaction.atomic
def save_draft(innhold: Innhold, *, fra: Utgangspunkt, by: Actor, at: datetime, fra_fil: bool = False) -> Behandling:
    """Save a draft, whatever is wrong with it. Nothing is written when nothing has changed.

    Raises:
        WithoutTitle: it has no name.
        Changed: somebody has saved it meanwhile.
        WrongStatus: it is no longer a draft.
    """
    behandling = _claim(fra, {_UTKAST}, by=by)
    before = les(behandling.innhold)
    _fill(behandling, innhold, by=by, at=at)
    changed = forskjell(before, les(behandling.innhold))
    if not changed and skriv(before) == behandling.innhold:
        behandling.refresh_from_db()
        return behandling
    handling = Versjonshandling.IMPORT if fra_fil else Versjonshandling.LAGRET
    _keep(behandling, handling, by=by, at=at, details={"felt": [en.ledetekst for en in changed][:_MOST_NAMED]})
    return behandling


@transaction.atomic
def send_behandling(*, fra: Utgangspunkt, kommentar: str, by: Actor, at: datetime) -> Behandling:
    """Send a draft to approval, and tell those who can approve it.

    Raises:
        HasFaults: it lacks something that the law asks for.
        Changed, WrongStatus: as for save_draft.
    """
    behandling = _claim(fra, {_UTKAST}, by=by)
    if found := mangler.stoppende(les(behandling.innhold)):
        raise HasFaults(found)
    behandling.status = _SENDT
    behandling.sendt_at, behandling.sendt_av, behandling.sendt_av_navn = at, by.id, by.navn
    behandling.kommentar = kommentar
    _keep(behandling, Versjonshandling.SENDT, by=by, at=at, kommentar=kommentar)
    for bruker in holders_of(by, GODKJENN, at=at):
        if str(bruker.pk) != by.id:
            said = _("«%(tittel)s» venter på at du ser på den.") % {"tittel": behandling.tittel}
            _tell(bruker.pk, _("En behandling venter på godkjenning"), said, behandling, by=by, at=at)
    return behandling


@transaction.atomic
def approve_behandling(
    *, fra: Utgangspunkt, neste_revisjon: date, kommentar: str = "", by: Actor, at: datetime
) -> Behandling:
    """Put what was sent in force, until it is reviewed on `neste_revisjon`, withdrawn, or a later version is approved.

    Raises:
        OwnSending: the actor sent it.
        Changed, WrongStatus: as for save_draft.
    """
    behandling = _claim(fra, {_SENDT}, by=by)
    if behandling.sendt_av == by.id:
        raise OwnSending
    behandling.status = _GODKJENT
    behandling.godkjent_at, behandling.godkjent_av = at, by.navn
    behandling.neste_revisjon_date, behandling.paaminnet_date = neste_revisjon, None
    behandling.kommentar = kommentar
    details = {"neste_revisjon": neste_revisjon.isoformat()}
    behandling.gjeldende_nr = behandling.siste_nr + 1
    _keep(behandling, Versjonshandling.GODKJENT, by=by, at=at, kommentar=kommentar, details=details)
    _tell_sender(behandling, _("En behandling er godkjent"), by=by, at=at)
    return behandling


@transaction.atomic
def return_behandling(*, fra: Utgangspunkt, kommentar: str, by: Actor, at: datetime) -> Behandling:
    """Send it back to be written in again, and say why. Whoever sent it may take it back like this too.

    Raises:
        Changed, WrongStatus: as for save_draft.
    """
    behandling = _claim(fra, {_SENDT}, by=by)
    behandling.status, behandling.kommentar = _UTKAST, kommentar
    _keep(behandling, Versjonshandling.RETURNERT, by=by, at=at, kommentar=kommentar)
    if behandling.sendt_av != by.id:
        _tell_sender(behandling, _("En behandling er sendt tilbake"), by=by, at=at)
    return behandling


@transaction.atomic
def begin_revision(*, fra: Utgangspunkt, by: Actor, at: datetime) -> Behandling:
    """Begin the next version. One that is in force stays so until the new one is approved; a withdrawn one stays out.

    Raises:
        Changed, WrongStatus: as for save_draft.
    """
    behandling = _claim(fra, {_GODKJENT, _TRUKKET}, by=by)
    behandling.status, behandling.kommentar = _UTKAST, ""
    behandling.utgave += 1
    behandling.trukket_at = None
    _keep(behandling, Versjonshandling.REVISJON, by=by, at=at)
    return behandling


@transaction.atomic
def discard_revision(*, fra: Utgangspunkt, by: Actor, at: datetime) -> Behandling:
    """Throw the new version away: what is in force is again all there is. What was written stays among the versions.

    Raises:
        WrongStatus: nothing is in force, or it is not a draft.
        Changed: as for save_draft.
    """
    behandling = _claim(fra, {_UTKAST}, by=by)
    kept = versjon_of(by, behandling, behandling.gjeldende_nr) if behandling.gjeldende_nr is not None else None
    if kept is None:
        raise WrongStatus
    _set_innhold(behandling, les(kept.innhold))
    behandling.status, behandling.utgave, behandling.kommentar = _GODKJENT, kept.utgave, ""
    _keep(behandling, Versjonshandling.FORKASTET, by=by, at=at)
    return behandling


@transaction.atomic
def withdraw_behandling(*, fra: Utgangspunkt, begrunnelse: str, by: Actor, at: datetime) -> Behandling:
    """Take a record out of use, whatever its state. It stays among the withdrawn, with all its versions.

    Raises:
        Changed, WrongStatus: as for save_draft.
    """
    behandling = _claim(fra, {_UTKAST, _SENDT, _GODKJENT}, by=by)
    behandling.status, behandling.trukket_at, behandling.kommentar = _TRUKKET, at, begrunnelse
    behandling.gjeldende_nr = behandling.neste_revisjon_date = None
    _keep(behandling, Versjonshandling.TRUKKET, by=by, at=at, kommentar=begrunnelse)
    return behandling


@transaction.atomic
def set_review_date(
    *, fra: Utgangspunkt, neste_revisjon: date, begrunnelse: str, by: Actor, at: datetime
) -> Behandling:
    """Move the date of a record's next review. The content stays, so this is no version.

    Raises:
        WrongStatus: nothing of it is in force.
        Changed: as for save_draft.
    """
    behandling = _claim(fra, set(Behandlingsstatus), by=by)
    if not behandling.is_in_force:
        raise WrongStatus
    before = behandling.neste_revisjon_date
    behandling.neste_revisjon_date, behandling.paaminnet_date = neste_revisjon, None
    behandling.versjon += 1
    behandling.endret_at, behandling.endret_av = at, by.navn
    behandling.save()
    details = {"foer": before.isoformat() if before else "", "etter": neste_revisjon.isoformat()}
    _record("digiorden.behandling_frist", behandling, by=by, at=at, aarsak=begrunnelse, details=details)
    return behandling


def _claim(fra: Utgangspunkt, statuses: Collection[Behandlingsstatus], *, by: Actor) -> Behandling:
    """Take the record for writing, as the actor saw it."""
    behandling = Behandling.objects.select_for_update().get(pk=fra.behandling_id, virksomhet_id=by.tenant)
    if behandling.versjon != fra.versjon:
        raise Changed(behandling)
    if behandling.status not in statuses:
        raise WrongStatus
    return behandling


def _fill(behandling: Behandling, innhold: Innhold, *, by: Actor, at: datetime) -> None:
    if not innhold.navn.strip():
        raise WithoutTitle
    _set_innhold(behandling, bring_to_order(innhold, by=by, at=at))
    behandling.endret_at, behandling.endret_av = at, by.navn


def _set_innhold(behandling: Behandling, innhold: Innhold) -> None:
    """Set the content, and the columns that follow it."""
    responsible = _bruker(behandling.virksomhet_id, innhold.ansvarlig_id)
    behandling.innhold = skriv(innhold) | {
        "ansvarlig_id": str(responsible.pk) if responsible else "",
        "ansvarlig_navn": _called(responsible) if responsible else "",
    }
    behandling.tittel = innhold.navn.strip()
    behandling.ansvarlig = responsible
    behandling.enhet = innhold.enhet.strip()
    behandling.hoey_risiko = innhold.hoey_risiko if isinstance(innhold, Ansvarlig) else None
    behandling.mangler = sorted({mangel.kode for mangel in mangler.finn(les(behandling.innhold))})


def _bruker(virksomhet_id: UUID, bruker_id: str) -> Bruker | None:
    """The person, when she is one of the organisation's."""
    try:
        wanted = UUID(bruker_id)
    except ValueError:
        return None
    return Bruker.objects.filter(pk=wanted, virksomhet_id=virksomhet_id).first()


def _called(bruker: Bruker) -> str:
    return f"{bruker.navn}, {bruker.stilling}" if bruker.stilling else bruker.navn


def _next_number(virksomhet_id: UUID) -> int:
    """The organisation's next number; one record at a time gets one."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 4))", [f"behandling {virksomhet_id}"])
    last = Behandling.objects.filter(virksomhet_id=virksomhet_id).order_by("-nummer").values_list("nummer", flat=True)
    return (last.first() or 0) + 1


def _keep(
    behandling: Behandling,
    handling: Versjonshandling,
    *,
    by: Actor,
    at: datetime,
    kommentar: str = "",
    details: Mapping[str, object] | None = None,
) -> None:
    """Save the record, and the version that the act made of it, and write the audit row."""
    add_version(behandling, handling, by=by, at=at, kommentar=kommentar)
    behandling.save()
    kode = f"digiorden.behandling_{handling.value.lower()}"
    _record(kode, behandling, by=by, at=at, aarsak=kommentar, details=details or {})


def add_version(
    behandling: Behandling, handling: Versjonshandling, *, by: Actor, at: datetime, kommentar: str = ""
) -> Behandlingsversjon:
    """Write down the content as it is. The record itself is the caller's to save."""
    behandling.siste_nr += 1
    behandling.versjon += 1
    return Behandlingsversjon.objects.create(
        virksomhet_id=behandling.virksomhet_id,
        behandling=behandling,
        nr=behandling.siste_nr,
        utgave=behandling.utgave,
        handling=handling,
        innhold=behandling.innhold,
        at=at,
        av=by.id,
        av_navn=by.navn,
        kommentar=kommentar,
    )


def _record(
    kode: str, behandling: Behandling, *, by: Actor, at: datetime, aarsak: str, details: Mapping[str, object]
) -> None:
    told = {"behandling": str(behandling.pk), "nummer": behandling.nummer, "utgave": behandling.utgave, **details}
    handling = Handling(kode, gjelder=behandling.tittel, aarsak=aarsak, detaljer=told)
    record(handling, by=by, at=at, virksomhet_id=behandling.virksomhet_id)


def _tell_sender(behandling: Behandling, tittel: str, *, by: Actor, at: datetime) -> None:
    sender = _bruker(behandling.virksomhet_id, behandling.sendt_av)
    if sender is not None:
        said = _("«%(tittel)s»: se hva som er skrevet.") % {"tittel": behandling.tittel}
        _tell(sender.pk, tittel, said, behandling, by=by, at=at)


def _tell(bruker_id: UUID, tittel: str, tekst: str, behandling: Behandling, *, by: Actor, at: datetime) -> None:
    lenke = f"/digiorden/behandlinger/{behandling.pk}/"
    notify(
        bruker_id=bruker_id,
        virksomhet_id=behandling.virksomhet_id,
        tittel=tittel,
        tekst=tekst,
        lenke=lenke,
        by=by,
        at=at,
    )
