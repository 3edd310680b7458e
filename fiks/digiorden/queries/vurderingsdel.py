"""What ROS and DPIA give the first page: advice that is asked for, decisions that wait, and measures that are late."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import GODKJENN, PERSONVERNOMBUD
from fiks.digiorden.models import Vurdering, Vurderingsstatus
from fiks.digiorden.queries.forside import Linje, Maaling
from fiks.digiorden.queries.vurderinger import overdue_tiltak_for, vurderinger_for
from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.queries import has_any

MOST = 10
_DECIDED = (Vurderingsstatus.AKSEPTERT, Vurderingsstatus.IKKE_AKSEPTERT)


def linjer(actor: Actor, at: datetime) -> list[Linje]:
    """To the officer what she is asked about, to the risk owner what is hers to decide and review, to all their measures."""
    every, found = vurderinger_for(actor).defer("innhold").order_by("changed_at", "id"), []
    if has_any(actor, [PERSONVERNOMBUD], at=at):
        asked = every.filter(status=Vurderingsstatus.TIL_RAAD)[:MOST]
        found += [_line(_("Gi råd om DPIA «%(navn)s»"), one) for one in asked]
    if has_any(actor, [GODKJENN], at=at):
        own = every.filter(risikoeier_id=UUID(actor.id))
        waits = own.filter(status=Vurderingsstatus.TIL_GODKJENNING)[:MOST]
        found += [_line(_("Ta stilling til «%(navn)s»"), one) for one in waits]
        due = own.filter(status=Vurderingsstatus.AKSEPTERT, review_date__lte=timezone.localdate(at))[:MOST]
        found += [_line(_("Gå gjennom «%(navn)s» på nytt"), one, dated=True) for one in due]
    for tiltak in overdue_tiltak_for(actor, on=timezone.localdate(at)).filter(ansvarlig_id=UUID(actor.id))[:MOST]:
        lenke = reverse("digiorden:vurdering", args=[tiltak.vurdering_id])
        found.append(Linje(_("Gjør ferdig: %(tiltak)s") % {"tiltak": tiltak.tittel}, lenke, "", tiltak.frist))
    return found


def maalinger(actor: Actor, _at: datetime) -> list[Maaling]:
    """How many assessments somebody has decided on."""
    used = vurderinger_for(actor).exclude(status=Vurderingsstatus.ERSTATTET)
    decided = used.filter(status__in=_DECIDED).count()
    return [Maaling(_("ROS og DPIA som er avgjort"), decided, used.count(), reverse("digiorden:vurderinger"))]


def _line(said: str, one: Vurdering, *, dated: bool = False) -> Linje:
    lenke = reverse("digiorden:vurdering", args=[one.pk])
    return Linje(said % {"navn": one.tittel}, lenke, one.get_slag_display(), one.review_date if dated else None)
