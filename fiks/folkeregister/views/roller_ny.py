"""A new role begins with its service area, which decides what it may open."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fiks.felles.koder import hjemler
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires("tilgang.administrer")
def roller_ny(request: FiksRequest) -> HttpResponse:
    """Show the areas that can have new roles."""
    areas = [area for area in hjemler.tjenesteomraader().values() if area.gyldig]
    return render(request, "folkeregister/roller_ny.html", {"omraader": areas})
