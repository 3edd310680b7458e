"""The first page of Digiorden."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import CATALOGUE_READERS, RETTIGHETSHAVER
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.access import may
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*CATALOGUE_READERS)
def start(request: FiksRequest) -> HttpResponse:
    """Show where to go. A vendor's people go to what is theirs."""
    if may(RETTIGHETSHAVER, request.actor, at=timezone.now()):
        return redirect("digiorden:katalog_venter")
    return render(request, "digiorden/start.html")
