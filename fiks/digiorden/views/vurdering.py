"""One assessment: what it says, where it is in its life, and what can be done with it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.actions.vurderinger import hvem, sak
from fiks.digiorden.presentation.vurdering import described, lifeline
from fiks.digiorden.queries.vurderinger import (
    grenser_for,
    mangler_of,
    omfang_of,
    tiltak_of,
    version_in_force,
    versjoner_of,
    vurderinger_for,
)
from fiks.digiorden.vurdering import innhold as inn
from fiks.digiorden.vurdering.gang import Steg, open_steps, waits_for
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def vurdering(request: FiksRequest, vurdering_id: UUID) -> HttpResponse:
    """Show the assessment as it is being written, or as it was last decided."""
    actor, at = request.actor, timezone.now()
    found = get_object_or_404(vurderinger_for(actor), pk=vurdering_id)
    innhold = inn.read(found.innhold)
    case = sak(found)
    grenser, _row = grenser_for(actor)
    steps = open_steps(case, hvem(actor, at=at))
    context = {
        "vurdering": found,
        "innhold": innhold,
        "gjelder": [navn for _omfang, navn in omfang_of(actor, found)],
        "steg": {step.value for step in steps},
        "kan_skrive": Steg.SKRIV in steps,
        "livet": lifeline(found, has_raad=case.has_raad),
        "venter": waits_for(case),
        "mangler": mangler_of(found, for_raad=found.slag == "DPIA" and not case.has_raad) if found.is_draft else [],
        "tiltak": tiltak_of(actor, found),
        "versjoner": versjoner_of(actor, found),
        "i_kraft": version_in_force(actor, found),
        "idag": timezone.localdate(at),
        "endret_etter_raad": bool(
            innhold.dpia and innhold.dpia.raad and innhold.dpia.raad.lest != inn.read_mark(innhold)
        ),
        **described(innhold, grenser),
    }
    return render(request, "digiorden/vurdering.html", context)
