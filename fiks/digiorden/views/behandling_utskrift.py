"""One processing record as a PDF."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.protokoll.innhold import les
from fiks.digiorden.protokoll.utskrift import one
from fiks.digiorden.queries import behandlinger as queries
from fiks.digiorden.queries.hode import hode
from fiks.digiorden.queries.protokollutvalg import in_force_post, post
from fiks.digiorden.views.behandling import find_behandling
from fiks.felles.design.fil import send_file
from fiks.felles.kontekst import FiksRequest
from fiks.felles.pdf.sats import set_pdf
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def behandling_utskrift(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Print the version in force, and with `?vis=arbeid` the one under work; the only one when there is one."""
    at = timezone.now()
    found = find_behandling(request, behandling_id)
    kept = None if request.GET.get("vis") == "arbeid" else queries.in_force(request.actor, found)
    shown = in_force_post(kept) if kept else post(found, les(found.innhold))
    content = set_pdf(one(shown, hode(request.actor, at=at)), at=at)
    name = f"behandling-{found.nummer}-{slugify(found.tittel)[:60]}.pdf"
    return send_file([content], name=name, media_type="application/pdf", size=len(content))
