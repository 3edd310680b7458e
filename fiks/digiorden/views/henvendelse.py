"""One request from a data subject."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.queries import personvern as queries
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def henvendelse(request: FiksRequest, henvendelse_id: UUID) -> HttpResponse:
    """Show it, and what can be done with it."""
    actor, at = request.actor, timezone.now()
    found = get_object_or_404(queries.henvendelser_for(actor, at=at), pk=henvendelse_id)
    today = timezone.localdate(at)
    context = {
        "henvendelse": found,
        "er_ombud": queries.is_ombud(actor, at=at),
        "over_fristen": found.is_overdue(today),
        "kan_forlenges": found.is_open and found.forlenget_til is None,
    }
    return render(request, "digiorden/henvendelse.html", context)
