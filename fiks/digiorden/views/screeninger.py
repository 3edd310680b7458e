"""All conclusions on whether a DPIA is needed."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import ADMINISTRER, READERS, REDIGER
from fiks.digiorden.queries.screening import screeninger_for
from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.access import may
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def screeninger(request: FiksRequest) -> HttpResponse:
    """Show them, the latest first."""
    actor, now = request.actor, timezone.now()
    context = {
        "page": page_by_key(screeninger_for(actor), keys=("-confirmed_at", "-id"), after=request.GET.get("etter", "")),
        "idag": timezone.localdate(now),
        "kan_skrive": may(REDIGER, actor, at=now),
        "kan_administrere": may(ADMINISTRER, actor, at=now),
    }
    return render(request, "digiorden/screeninger.html", context)
