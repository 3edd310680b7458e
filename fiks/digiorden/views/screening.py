"""One conclusion on whether a DPIA is needed."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.presentation.screening import by_group
from fiks.digiorden.queries.screening import screeninger_for
from fiks.digiorden.queries.vurderinger import name_of
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def screening(request: FiksRequest, screening_id: UUID) -> HttpResponse:
    """Show the answers and the conclusion."""
    found = get_object_or_404(screeninger_for(request.actor), pk=screening_id)
    context = {
        "screening": found,
        "navn": name_of(found),
        "grupper": by_group(found.svar),
        "avviker": found.foreslaatt != found.dpia_needed,
        "idag": timezone.localdate(),
    }
    return render(request, "digiorden/screening.html", context)
