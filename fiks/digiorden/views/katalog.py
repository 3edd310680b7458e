"""The shared catalogue of systems."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fiks.digiorden.access import CATALOGUE_READERS
from fiks.digiorden.forms.utvalg import KatalogutvalgForm
from fiks.digiorden.queries.katalog import katalogsystemer_in, waiting_for
from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*CATALOGUE_READERS)
def katalog(request: FiksRequest) -> HttpResponse:
    """Show a page of it, in the order of names."""
    form = KatalogutvalgForm(request.GET)
    found = katalogsystemer_in(tekst=form.read("tekst"), tema=form.read("tema"), status=form.read("status"))
    context = {
        "form": form,
        "page": page_by_key(found, keys=("sortering", "id"), after=request.GET.get("etter", "")),
        "antall": found.count(),
        "venter": waiting_for(request.actor).count(),
    }
    return render(request, "digiorden/katalog.html", context)
