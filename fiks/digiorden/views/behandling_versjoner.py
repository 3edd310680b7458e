"""What has been done with a record, by whom and when, and one version as it was."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.presentation.behandling import sections
from fiks.digiorden.protokoll.innhold import les
from fiks.digiorden.queries import behandlinger as queries
from fiks.digiorden.views.behandling import find_behandling
from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def behandling_versjoner(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Show the versions, the latest first, each with a link to what changed."""
    found = find_behandling(request, behandling_id)
    rows = queries.versjoner_of(request.actor, found)
    page = page_by_key(rows, keys=("-nr",), after=request.GET.get("etter", ""))
    return render(request, "digiorden/behandling_versjoner.html", {"behandling": found, "page": page})


@require_GET
@requires(*READERS)
def behandling_versjon(request: FiksRequest, behandling_id: UUID, nr: int) -> HttpResponse:
    """Show the record as one act left it."""
    found = find_behandling(request, behandling_id)
    versjon = queries.versjon_of(request.actor, found, nr)
    if versjon is None:
        raise Http404
    innhold = les(versjon.innhold)
    context = {"behandling": found, "versjon": versjon, "innhold": innhold, "deler": sections(innhold)}
    return render(request, "digiorden/behandling_versjon.html", context)
