"""What other municipalities may see of the applications."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import ADMINISTRER
from fiks.digiorden.actions.deling import DelingEndret, velg_deling
from fiks.digiorden.forms.katalog import DelingForm
from fiks.digiorden.queries.applikasjoner import delingsvalg_of
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(ADMINISTRER)
def deling(request: FiksRequest) -> HttpResponse:
    """Show the choice, and what it means."""
    valg = delingsvalg_of(request.actor.tenant)
    initial = {
        "deler_applikasjoner": bool(valg and valg.deler_applikasjoner),
        "deler_avtaleslutt": bool(valg and valg.deler_avtaleslutt),
        "versjon": valg.versjon if valg else 0,
    }
    form = DelingForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            velg_deling(**form.cleaned_data, by=request.actor, at=timezone.now())
        except DelingEndret:
            messages.warning(request, _("Noen andre har endret valget. Slik er det nå."))
        else:
            messages.success(request, _("Valget er lagret."))
        return redirect("digiorden:deling")
    return render(request, "digiorden/deling.html", {"form": form, "valg": valg})
