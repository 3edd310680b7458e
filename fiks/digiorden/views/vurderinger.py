"""All assessments of the organisation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import ADMINISTRER, READERS, REDIGER
from fiks.digiorden.queries.vurderinger import overdue_tiltak_for, vurderinger_for
from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.access import may
from fiks.felles.tilgang.door import requires

_MOST_OVERDUE = 10


@require_GET
@requires(*READERS)
def vurderinger(request: FiksRequest) -> HttpResponse:
    """Show the assessments, the last changed first, and measures that should have been done."""
    actor, now = request.actor, timezone.now()
    found = vurderinger_for(actor).defer("innhold")
    slag = request.GET.get("slag", "")
    if slag in {"ROS", "DPIA"}:
        found = found.filter(slag=slag)
    overdue = overdue_tiltak_for(actor, on=timezone.localdate(now))
    context = {
        "page": page_by_key(found, keys=("-changed_at", "-id"), after=request.GET.get("etter", "")),
        "slag": slag,
        "idag": timezone.localdate(now),
        "forsinket": overdue[:_MOST_OVERDUE],
        "antall_forsinket": overdue.count(),
        "kan_skrive": may(REDIGER, actor, at=now),
        "kan_administrere": may(ADMINISTRER, actor, at=now),
    }
    return render(request, "digiorden/vurderinger.html", context)
