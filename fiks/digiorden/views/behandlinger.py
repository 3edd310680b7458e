"""The list of the organisation's processing records."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS, REDIGER
from fiks.digiorden.forms.behandlingsliste import UtvalgForm
from fiks.digiorden.presentation.behandlingsliv import tag
from fiks.digiorden.queries import behandlinger as queries
from fiks.digiorden.queries.rettigheter import privileges_of
from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def behandlinger(request: FiksRequest) -> HttpResponse:
    """Show the records, narrowed to a status, a fault or a responsible person."""
    actor, at, today = request.actor, timezone.now(), timezone.localdate()
    form = UtvalgForm(request.GET, personer=queries.responsible_people(actor))
    found = queries.listed(actor, form.utvalg(), today=today)
    page = page_by_key(found, keys=queries.LIST_KEYS, after=request.GET.get("etter", ""))
    context = {
        "sok": form,
        "page": page,
        "rader": [(behandling, tag(behandling, today=today)) for behandling in page.rows],
        "antall": queries.status_counts(actor, today=today),
        "snarveier": form.shortcuts(),
        "kan_lage": REDIGER in privileges_of(actor, at=at),
    }
    return render(request, "digiorden/behandlinger.html", context)
