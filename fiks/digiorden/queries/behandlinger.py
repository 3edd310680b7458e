"""Reads of processing records, within the actor's organisation, and what other parts of the platform ask about them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from fiks.digiorden.models import Behandling, Behandlingsstatus, Behandlingsversjon, Versjonshandling
from fiks.digiorden.protokoll.innhold import Innhold, les
from fiks.digiorden.protokoll.mangler import FORFALT
from fiks.felles.kontekst import Actor

# What a list shows; the content is left where it lies.
_HEAVY = ("innhold",)
SOON = timedelta(days=60)
FORFALLER = "FORFALLER"
NY_VERSJON = "NY_VERSJON"


@dataclass(frozen=True, slots=True)
class Utvalg:
    """What a list is narrowed to. `status` is a Behandlingsstatus, NY_VERSJON, FORFALLER or FORFALT; empty is all in use."""

    status: str = ""
    mangel: str = ""
    ansvarlig: UUID | None = None
    slag: str = ""
    tekst: str = ""


# ── for other parts of the platform ──


def is_approved(behandling_id: UUID, *, virksomhet_id: UUID, at: datetime) -> bool:
    """Whether a record was approved and not withdrawn at a time. A revision under work does not take it out of force."""
    acts = (Versjonshandling.GODKJENT, Versjonshandling.TRUKKET)
    last = (
        Behandlingsversjon.objects.filter(
            behandling_id=behandling_id, virksomhet_id=virksomhet_id, handling__in=acts, at__lte=at
        )
        .order_by("-at", "-nr")
        .values_list("handling", flat=True)
        .first()
    )
    return last == Versjonshandling.GODKJENT


def in_force_for(actor: Actor) -> QuerySet[Behandling]:
    """The records that are approved and not withdrawn, by title, for choosing one."""
    return behandlinger_for(actor).filter(gjeldende_nr__isnull=False).defer(*_HEAVY).order_by("tittel", "id")


# ── reads of the pages ──


def behandlinger_for(actor: Actor) -> QuerySet[Behandling]:
    """Every record of the actor's organisation, withdrawn ones too."""
    return Behandling.objects.filter(virksomhet_id=actor.tenant)


def listed(actor: Actor, utvalg: Utvalg, *, today: date) -> QuerySet[Behandling]:
    """The records of a list, without their content; paged by `LIST_KEYS`."""
    found = behandlinger_for(actor).defer(*_HEAVY).select_related("ansvarlig")
    return found.filter(_status(utvalg.status, today), _fault(utvalg.mangel, today), *_rest(utvalg))


LIST_KEYS = ("tittel", "id")


def _status(status: str, today: date) -> Q:
    in_force = Q(gjeldende_nr__isnull=False)
    match status:
        case "":
            return ~Q(status=Behandlingsstatus.TRUKKET)
        case "NY_VERSJON":
            return in_force & Q(status__in=(Behandlingsstatus.UTKAST, Behandlingsstatus.SENDT))
        case "FORFALLER":
            return in_force & Q(neste_revisjon_date__lte=today + SOON)
        case "FORFALT":
            return _overdue(today)
        case _:
            return Q(status=status)


def _fault(mangel: str, today: date) -> Q:
    if not mangel:
        return Q()
    return _overdue(today) if mangel == FORFALT else Q(mangler__contains=[mangel])


def _overdue(today: date) -> Q:
    return Q(gjeldende_nr__isnull=False, neste_revisjon_date__lt=today)


def _rest(utvalg: Utvalg) -> list[Q]:
    found = []
    if utvalg.ansvarlig:
        found.append(Q(ansvarlig_id=utvalg.ansvarlig))
    if utvalg.slag:
        found.append(Q(slag=utvalg.slag))
    if utvalg.tekst:
        words = Q(tittel__icontains=utvalg.tekst) | Q(enhet__icontains=utvalg.tekst)
        found.append(
            words | Q(nummer=int(utvalg.tekst)) if utvalg.tekst.isdecimal() and len(utvalg.tekst) < 9 else words
        )
    return found


def status_counts(actor: Actor, *, today: date) -> dict[str, int]:
    """How many records there are of each status, and of those that must be reviewed."""
    counts: dict[str, Any] = {status: Count("pk", filter=Q(status=status)) for status in Behandlingsstatus.values}
    counts |= {
        "NY_VERSJON": Count("pk", filter=_status("NY_VERSJON", today)),
        "FORFALT": Count("pk", filter=_overdue(today)),
        "FORFALLER": Count("pk", filter=_status("FORFALLER", today)),
        "I_BRUK": Count("pk", filter=~Q(status=Behandlingsstatus.TRUKKET)),
        "I_KRAFT": Count("pk", filter=Q(gjeldende_nr__isnull=False)),
        "MED_MANGLER": Count("pk", filter=~Q(status=Behandlingsstatus.TRUKKET) & Q(mangler__len__gt=0)),
    }
    return behandlinger_for(actor).aggregate(**counts)


def with_faults(actor: Actor, *, today: date) -> QuerySet[Behandling]:
    """The records in use that have faults, or are overdue, with their content: faults are told by where they are."""
    used = behandlinger_for(actor).exclude(status=Behandlingsstatus.TRUKKET).select_related("ansvarlig")
    return used.filter(Q(mangler__len__gt=0) | _overdue(today))


def responsible_people(actor: Actor) -> list[tuple[UUID, str]]:
    """Those who are responsible for a record, to narrow a list by."""
    found = behandlinger_for(actor).filter(ansvarlig__isnull=False).order_by("ansvarlig__navn", "ansvarlig_id")
    return list(found.values_list("ansvarlig_id", "ansvarlig__navn").distinct())


def versjoner_of(actor: Actor, behandling: Behandling) -> QuerySet[Behandlingsversjon]:
    """What has been done with a record, the latest first, without the content."""
    found = Behandlingsversjon.objects.filter(virksomhet_id=actor.tenant, behandling=behandling)
    return found.defer("innhold").order_by("-nr")


def versjon_of(actor: Actor, behandling: Behandling, nr: int) -> Behandlingsversjon | None:
    """One version, with its content."""
    return Behandlingsversjon.objects.filter(virksomhet_id=actor.tenant, behandling=behandling, nr=nr).first()


def in_force(actor: Actor, behandling: Behandling) -> Behandlingsversjon | None:
    """The version in force, or None."""
    return versjon_of(actor, behandling, behandling.gjeldende_nr) if behandling.gjeldende_nr is not None else None


def contents_in_force(actor: Actor) -> list[tuple[Behandling, Innhold]]:
    """Every record in force with the content that is in force, by number: the protocol as it stands."""
    rows = (
        Behandlingsversjon.objects.filter(virksomhet_id=actor.tenant, nr=F("behandling__gjeldende_nr"))
        .select_related("behandling")
        .defer("behandling__innhold")
        .order_by("behandling__nummer")
    )
    return [(row.behandling, les(row.innhold)) for row in rows]


def fault_count(actor: Actor, *, today: date) -> int:
    """How many records in use have faults, or are overdue."""
    return with_faults(actor, today=today).count()
