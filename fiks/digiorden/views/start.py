"""The first page of Digiorden."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def start(request: FiksRequest) -> HttpResponse:
    """Show where to go."""
    return render(request, "digiorden/start.html")
