"""What a vendor has to approve, and the systems it keeps in the catalogue."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fiks.digiorden.access import RETTIGHETSHAVER
from fiks.digiorden.queries.katalog import own_orgnr, own_systems, waiting_for
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(RETTIGHETSHAVER)
def katalog_venter(request: FiksRequest) -> HttpResponse:
    """Show both."""
    context = {
        "venter": waiting_for(request.actor),
        "egne": own_systems(request.actor).exclude(status__in=["FORESLAATT", "AVVIST"]),
        "orgnr": own_orgnr(request.actor),
    }
    return render(request, "digiorden/katalog_venter.html", context)
