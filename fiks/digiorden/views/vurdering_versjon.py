"""One decided version of an assessment, as it was decided on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.presentation.vurdering import described
from fiks.digiorden.queries.vurderinger import omfang_of, version_in_force, versjoner_of, vurderinger_for
from fiks.digiorden.vurdering import grenser as gr
from fiks.digiorden.vurdering import innhold as inn
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def vurdering_versjon(request: FiksRequest, vurdering_id: UUID, nummer: int) -> HttpResponse:
    """Show the version with the limits it was decided by."""
    actor = request.actor
    vurdering = get_object_or_404(vurderinger_for(actor), pk=vurdering_id)
    versjon = get_object_or_404(versjoner_of(actor, vurdering), nummer=nummer)
    innhold = inn.read(versjon.innhold)
    context = {
        "vurdering": vurdering,
        "versjon": versjon,
        "innhold": innhold,
        "gjelder": [navn for _omfang, navn in omfang_of(actor, vurdering, nummer)],
        "i_kraft": version_in_force(actor, vurdering),
        **described(innhold, gr.read(versjon.grenser)),
    }
    return render(request, "digiorden/vurdering_versjon.html", context)
