"""The protocol as it goes out: which records."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from fiks.digiorden.models import Behandling, Behandlingsstatus, Behandlingsversjon
from fiks.digiorden.protokoll.ark import Post
from fiks.digiorden.protokoll.innhold import Innhold, les
from fiks.felles.kontekst import Actor


class Omfang(StrEnum):
    """Which records a protocol holds."""

    I_KRAFT = "i-kraft"
    I_BRUK = "i-bruk"


def poster(actor: Actor, omfang: Omfang) -> list[tuple[UUID, Post]]:
    """The records by number: those in force as they are in force, or all that are not withdrawn as they are written now."""
    if omfang is Omfang.I_KRAFT:
        versions = Behandlingsversjon.objects.filter(virksomhet_id=actor.tenant, nr=F("behandling__gjeldende_nr"))
        found = versions.select_related("behandling").defer("behandling__innhold").order_by("behandling__nummer")
        return [(one.behandling_id, in_force_post(one)) for one in found]
    used = Behandling.objects.filter(virksomhet_id=actor.tenant).exclude(status=Behandlingsstatus.TRUKKET)
    return [(one.pk, post(one, les(one.innhold))) for one in used.order_by("nummer")]


def in_force_post(version: Behandlingsversjon) -> Post:
    """A record with the content that is in force."""
    behandling = version.behandling
    return Post(
        innhold=les(version.innhold),
        nummer=behandling.nummer,
        status=str(Behandlingsstatus.GODKJENT.label),
        utgave=version.utgave,
        godkjent=_day(behandling.godkjent_at),
        frist=_day(behandling.neste_revisjon_date),
    )


def post(behandling: Behandling, innhold: Innhold) -> Post:
    """A record with the content under work."""
    return Post(
        innhold=innhold,
        nummer=behandling.nummer,
        status=behandling.get_status_display(),
        utgave=behandling.utgave,
        godkjent=_day(behandling.godkjent_at) if behandling.is_approved else "",
        frist=_day(behandling.neste_revisjon_date),
    )


def _day(given: date | datetime | None) -> str:
    if isinstance(given, datetime):
        given = timezone.localtime(given).date()
    return f"{given:%d.%m.%Y}" if given else ""


def counts(actor: Actor) -> dict[str, int]:
    """How many records each extent holds, by its value with an underscore: i_kraft, i_bruk."""
    own = Behandling.objects.filter(virksomhet_id=actor.tenant)
    return {
        "i_kraft": own.filter(gjeldende_nr__isnull=False).count(),
        "i_bruk": own.exclude(status=Behandlingsstatus.TRUKKET).count(),
    }
