"""Every request from data subjects that one may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.queries import personvern as queries
from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def henvendelser(request: FiksRequest) -> HttpResponse:
    """Show them, those that came last first."""
    actor, at = request.actor, timezone.now()
    found = queries.henvendelser_for(actor, at=at)
    page = page_by_key(found, keys=("-mottatt_date", "-id"), after=request.GET.get("etter", ""))
    context = {"page": page, "er_ombud": queries.is_ombud(actor, at=at), "today": timezone.localdate(at)}
    return render(request, "digiorden/henvendelser.html", context)
