"""One personal data breach."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.personvern.mangler import mangler
from fiks.digiorden.queries import personvern as queries
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def avvik(request: FiksRequest, avvik_id: UUID) -> HttpResponse:
    """Show it, how long there is left, and what is missing before it can be closed."""
    actor, at = request.actor, timezone.now()
    found = get_object_or_404(queries.avvik_for(actor, at=at), pk=avvik_id)
    context = {
        "avvik": found,
        "mangler": mangler(found) if found.is_open else [],
        "arter": queries.breach_kinds(found),
        "er_ombud": queries.is_ombud(actor, at=at),
        "over_fristen": found.awaits_datatilsynet and found.meldefrist_at <= at,
    }
    return render(request, "digiorden/avvik.html", context)
