"""How true the register copy is to Folkeregisteret: how far it has read, what waits, what is wrong, and the last check."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.folkeregister.presentation import registerkopien as words
from fiks.folkeregister.queries import hendelsesliste as queries


@require_GET
@requires("tilgang.administrer")
def registerkopien(request: FiksRequest) -> HttpResponse:
    """Show it. There is nothing here about any person."""
    at = timezone.now()
    tilstand = queries.tilstand()
    avstemming = queries.nyeste_avstemming()
    context: dict[str, object] = {
        "tilstand": tilstand,
        "avstemming": avstemming,
        "forskjeller": words.differences(avstemming.elementer) if avstemming else [],
    }
    if tilstand:
        context |= {"etterslep": words.lag(tilstand.minutter(at)), "avvik": words.avvik(tilstand)}
    return render(request, "folkeregister/registerkopien.html", context)
