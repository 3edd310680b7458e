"""The organisation's register roles."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.folkeregister.presentation.roles import area_name
from fiks.folkeregister.queries.roller import roller_with_counts


@require_GET
@requires("tilgang.administrer")
def roller(request: FiksRequest) -> HttpResponse:
    """Show each role with its area and how many have it."""
    found = [
        {"rolle": rolle, "omraade": area_name(rolle.tjenesteomraade)}
        for rolle in roller_with_counts(request.actor, at=timezone.now())
    ]
    return render(request, "folkeregister/roller.html", {"roller": found})
