"""Changing one criterion, or adding one of the organisation's own."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import ADMINISTRER
from fiks.digiorden.actions.screening import save_kriterium
from fiks.digiorden.actions.vurderinger import EndretImens
from fiks.digiorden.forms.forskjell import Forskjell, differences
from fiks.digiorden.forms.screening import KriteriumForm
from fiks.digiorden.queries.screening import kriterier_for, own_kriterier_for
from fiks.digiorden.views.skriving import NEW, shown_version
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(ADMINISTRER)
def screeningkriterium(request: FiksRequest, kode: str) -> HttpResponse:
    """Show a criterion and save the organisation's word on it. Screenings that are made keep what they asked."""
    actor = request.actor
    kriterium = next((one for one in kriterier_for(actor) if one.kode == kode), None)
    if kriterium is None and kode != NEW:
        raise Http404
    form = KriteriumForm(request.POST if request.method == "POST" else None, kriterium=kriterium)
    row = own_kriterier_for(actor).get(kode)
    forskjeller: list[Forskjell] = []
    if request.method == "POST" and form.is_valid():
        try:
            save_kriterium(form.changed, versjon=shown_version(request), by=actor, at=timezone.now())
        except EndretImens:
            forskjeller = differences(form, form.stored)
        else:
            messages.success(request, _("Kriteriet er lagret."))
            return redirect("digiorden:screeningkriterier")
    context = {
        "form": form,
        "kriterium": kriterium,
        "versjon": row.versjon if row else 0,
        "forskjeller": forskjeller,
    }
    return render(request, "digiorden/screeningkriterium.html", context)
