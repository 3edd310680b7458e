"""Reminders before deadlines run out. One reminder tells of one request or breach; it holds nothing personal."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.models import Henvendelse, Personvernavvik
from fiks.digiorden.models.personvern import OPEN_STATUSES
from fiks.digiorden.personvern.frister import BREACH_REMINDERS, REQUEST_REMINDERS, is_reminder_due
from fiks.digiorden.queries.personvern import ombud_for, with_work_by_the_clock
from fiks.felles.koder.kalender import format_dato, format_tidspunkt
from fiks.felles.kontekst import Actor, acting
from fiks.felles.meldinger.actions import notify


def remind(*, at: datetime) -> int:
    """Remind those who work on it and the data protection officers, one organisation at a time. How many were told of."""
    reminded = 0
    for virksomhet_id in with_work_by_the_clock():
        clock = Actor.system("digiorden.minn_om_personvern", virksomhet_id=virksomhet_id)
        with acting(clock):
            reminded += _remind_henvendelser(clock, timezone.localdate(at), at=at) + _remind_avvik(clock, at=at)
    return reminded


@transaction.atomic
def _remind_henvendelser(clock: Actor, today: date, *, at: datetime) -> int:
    waiting = Henvendelse.objects.filter(virksomhet_id=clock.tenant, status__in=OPEN_STATUSES)
    due = [
        one
        for one in waiting.select_for_update()
        if is_reminder_due(one.gjeldende_frist, REQUEST_REMINDERS, last=one.paaminnet_date, now=today)
    ]
    for henvendelse in due:
        frist = henvendelse.gjeldende_frist
        said = {"nummer": str(henvendelse), "frist": format_dato(frist)}
        if frist < today:
            title, text = _("En henvendelse er over fristen"), _("Henvendelse %(nummer)s hadde frist %(frist)s.")
        else:
            title, text = _("En henvendelse nærmer seg fristen"), _("Henvendelse %(nummer)s har frist %(frist)s.")
        lenke = reverse("digiorden:henvendelse", args=[henvendelse.pk])
        _tell(clock, henvendelse.behandler_id, title, text % said, lenke, at=at)
        Henvendelse.objects.filter(pk=henvendelse.pk).update(paaminnet_date=today)
    return len(due)


@transaction.atomic
def _remind_avvik(clock: Actor, *, at: datetime) -> int:
    running = Personvernavvik.objects.filter(virksomhet_id=clock.tenant, lukket_at__isnull=True, meldt_at__isnull=True)
    due = [
        one
        for one in running.select_for_update()
        if one.awaits_datatilsynet
        and is_reminder_due(one.meldefrist_at, BREACH_REMINDERS, last=one.paaminnet_at, now=at)
    ]
    for avvik in due:
        said = {"nummer": str(avvik), "frist": format_tidspunkt(avvik.meldefrist_at)}
        if avvik.meldefrist_at <= at:
            title, text = (
                _("Fristen for å melde et avvik er ute"),
                _("Avvik %(nummer)s skulle vært meldt innen %(frist)s."),
            )
        else:
            title, text = _("Et avvik skal meldes til Datatilsynet"), _("Fristen for avvik %(nummer)s er %(frist)s.")
        _tell(clock, avvik.behandler_id, title, text % said, reverse("digiorden:avvik", args=[avvik.pk]), at=at)
        Personvernavvik.objects.filter(pk=avvik.pk).update(paaminnet_at=at)
    return len(due)


def _tell(clock: Actor, behandler: UUID | None, title: str, text: str, lenke: str, *, at: datetime) -> None:
    people = {ombud.pk for ombud in ombud_for(clock, at=at)} | ({behandler} if behandler else set())
    for bruker_id in sorted(people, key=str):
        notify(
            bruker_id=bruker_id,
            virksomhet_id=clock.tenant,
            tittel=title,
            tekst=text,
            lenke=lenke,
            by=clock,
            at=at,
        )
