"""Every fault of the organisation's records, each one click from its field."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS, REDIGER
from fiks.digiorden.protokoll import mangler
from fiks.digiorden.protokoll.felter import anchor
from fiks.digiorden.protokoll.innhold import les
from fiks.digiorden.queries import behandlinger as queries
from fiks.digiorden.queries.rettigheter import privileges_of
from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def behandling_mangler(request: FiksRequest) -> HttpResponse:
    """Show the records with faults, and what is wrong with each."""
    actor, today = request.actor, timezone.localdate()
    found = queries.with_faults(actor, today=today)
    page = page_by_key(found, keys=queries.LIST_KEYS, after=request.GET.get("etter", ""))
    rows = []
    for behandling in page.rows:
        faults = mangler.finn(les(behandling.innhold))
        due = behandling.neste_revisjon_date if behandling.is_in_force else None
        overdue = mangler.forfalt(due, today=today)
        rows.append((behandling, [(one, anchor(one.felt)) for one in faults], overdue))
    context = {
        "page": page,
        "rader": rows,
        "antall": queries.fault_count(actor, today=today),
        "kan_skrive": REDIGER in privileges_of(actor, at=timezone.now()),
    }
    return render(request, "digiorden/behandling_mangler.html", context)
