"""The table of criteria that screenings ask."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import ADMINISTRER, READERS
from fiks.digiorden.forms.screening import GRUPPER
from fiks.digiorden.queries.screening import kriterier_for, own_kriterier_for
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.access import may
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def screeningkriterier(request: FiksRequest) -> HttpResponse:
    """Show them by group, those left out too, with what the organisation has changed."""
    actor = request.actor
    kriterier = kriterier_for(actor)
    context = {
        "grupper": [(label, [one for one in kriterier if one.gruppe == gruppe]) for gruppe, label in GRUPPER.items()],
        "egne": set(own_kriterier_for(actor)),
        "kan_endre": may(ADMINISTRER, actor, at=timezone.now()),
    }
    return render(request, "digiorden/screeningkriterier.html", context)
