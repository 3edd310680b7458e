"""One register role: what it opens, on what basis, who has it, and who changed it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.queries.revisjonslogg import KEYS, administration_of
from fiks.folkeregister.forms.kommunevalg import divisions
from fiks.folkeregister.presentation import roles
from fiks.folkeregister.queries.roller import former_tildelinger_of, open_tildelinger_of, roller_for

SHOWN = 20


@require_GET
@requires("tilgang.administrer")
def roller_rolle(request: FiksRequest, rolle_id: UUID) -> HttpResponse:
    """Show the role, with a page of its history."""
    actor, at = request.actor, timezone.now()
    rolle = get_object_or_404(roller_for(actor), pk=rolle_id)
    history = administration_of(actor, rolle.ressurs_id)
    page = page_by_key(history, keys=KEYS, after=request.GET.get("etter", ""), size=SHOWN)
    context = {
        "rolle": rolle,
        "beskrevet": roles.described(rolle),
        "tildelinger": open_tildelinger_of(actor, rolle, at=at),
        "tidligere": former_tildelinger_of(actor, rolle, at=at)[:SHOWN],
        "page": page,
        "historikk": [roles.change(row) for row in page.rows],
        "at": at,
        "delte": divisions(rolle.delte_kommuner),
    }
    return render(request, "folkeregister/roller_rolle.html", context)
