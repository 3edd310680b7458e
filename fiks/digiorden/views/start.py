"""The first page of Digiorden: what needs me, what is overdue, how complete we are, and where to go."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.queries.forside import forside_for
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def start(request: FiksRequest) -> HttpResponse:
    """Show what the parts that are open to the actor have to tell."""
    return render(request, "digiorden/start.html", {"forside": forside_for(request.actor, at=timezone.now())})
