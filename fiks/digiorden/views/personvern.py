"""The data protection officer's page: what runs out, and where to go. A handler sees what is his."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.queries import personvern as queries
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def personvern(request: FiksRequest) -> HttpResponse:
    """Show open requests and breaches, the most urgent first."""
    actor, at = request.actor, timezone.now()
    context = {
        "henvendelser": queries.open_henvendelser_for(actor, at=at),
        "avvik": queries.open_avvik_for(actor, at=at),
        "er_ombud": queries.is_ombud(actor, at=at),
        "today": timezone.localdate(at),
        "now": at,
    }
    return render(request, "digiorden/personvern.html", context)
