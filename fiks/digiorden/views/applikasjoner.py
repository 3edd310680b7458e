"""The organisation's applications, narrowed as one likes."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS, REDIGER
from fiks.digiorden.forms.utvalg import ApplikasjonsutvalgForm
from fiks.digiorden.queries.applikasjoner import applikasjoner_for, applikasjoner_in
from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.access import may
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def applikasjoner(request: FiksRequest) -> HttpResponse:
    """Show a page of them, in the order of their names."""
    form = ApplikasjonsutvalgForm(request.GET)
    utvalg = form.utvalg
    found = applikasjoner_in(request.actor, utvalg)
    context = {
        "form": form,
        "narrowed": form.narrowed,
        "page": page_by_key(found, keys=("sortering", "id"), after=request.GET.get("etter", "")),
        "antall": found.count(),
        "noen": applikasjoner_for(request.actor).exists(),
        "kan_registrere": may(REDIGER, request.actor, at=timezone.now()),
        "spurt": urlencode({"navn": utvalg.tekst}),
    }
    return render(request, "digiorden/applikasjoner.html", context)
