"""Two versions of a record side by side: only the fields that are not the same."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.protokoll.forskjell import forskjell
from fiks.digiorden.protokoll.innhold import les
from fiks.digiorden.queries import behandlinger as queries
from fiks.digiorden.views.behandling import find_behandling
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def behandling_forskjell(request: FiksRequest, behandling_id: UUID, fra: int, til: int) -> HttpResponse:
    """Show what changed from one version to another."""
    found = find_behandling(request, behandling_id)
    old, new = (queries.versjon_of(request.actor, found, nr) for nr in (fra, til))
    if old is None or new is None:
        raise Http404
    context = {
        "behandling": found,
        "fra": old,
        "til": new,
        "forskjeller": forskjell(les(old.innhold), les(new.innhold)),
        "alle": queries.versjoner_of(request.actor, found)[:100],
    }
    return render(request, "digiorden/behandling_forskjell.html", context)
