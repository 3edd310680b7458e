"""What requests and breaches give the first page: to the data protection officer all, to a handler his own."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.queries.forside import Linje, Maaling
from fiks.digiorden.queries.personvern import (
    answered_henvendelser_for,
    is_ombud,
    open_avvik_for,
    open_henvendelser_for,
)
from fiks.felles.kontekst import Actor

_YEAR = timedelta(days=365)


def linjer(actor: Actor, at: datetime) -> list[Linje]:
    """Open requests and breaches with their deadlines."""
    return [*_henvendelser(actor, at), *_avvik(actor, at)]


def maalinger(actor: Actor, at: datetime) -> list[Maaling]:
    """How many requests of the last year were answered in time, for the data protection officer."""
    if not is_ombud(actor, at=at):
        return []
    answered = answered_henvendelser_for(actor, at=at).filter(svar_date__gte=timezone.localdate(at) - _YEAR)
    in_time = answered.filter(Q(svar_date__lte=Coalesce(F("forlenget_til"), F("frist_date"))))
    return [
        Maaling(_("Henvendelser besvart i tide"), in_time.count(), answered.count(), reverse("digiorden:henvendelser"))
    ]


def _henvendelser(actor: Actor, at: datetime) -> Iterator[Linje]:
    for one in open_henvendelser_for(actor, at=at):
        said = {"slag": one.get_slag_display(), "nummer": str(one)}
        under = (
            _("%(navn)s behandler den.") % {"navn": one.behandler.navn} if one.behandler else _("Ingen behandler den.")
        )
        lenke = reverse("digiorden:henvendelse", args=[one.pk])
        yield Linje(_("Svar på henvendelse %(nummer)s: %(slag)s") % said, lenke, under, one.gjeldende_frist)


def _avvik(actor: Actor, at: datetime) -> Iterator[Linje]:
    for one in open_avvik_for(actor, at=at):
        lenke = reverse("digiorden:avvik", args=[one.pk])
        if one.awaits_datatilsynet:
            frist, over = timezone.localdate(one.meldefrist_at), one.meldefrist_at <= at
            yield Linje(
                _("Meld avvik %(nummer)s til Datatilsynet") % {"nummer": str(one)}, lenke, one.tittel, frist, over
            )
        else:
            yield Linje(_("Gjør ferdig avvik %(nummer)s") % {"nummer": str(one)}, lenke, one.tittel)
