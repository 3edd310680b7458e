"""The vendor's own words on its system."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import RETTIGHETSHAVER
from fiks.digiorden.actions.katalog import KatalogEndret, endre_system, require_rights
from fiks.digiorden.forms.katalog import SystemForm
from fiks.digiorden.presentation.katalog import facts
from fiks.digiorden.views.katalogsystem import find_system
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(RETTIGHETSHAVER)
def katalogsystem_endre(request: FiksRequest, system_id: UUID) -> HttpResponse:
    """Show the form, and save it; when somebody was first, show what is saved beside it."""
    system = find_system(system_id)
    require_rights(system, by=request.actor)
    form = SystemForm(request.POST if request.method == "POST" else None, system=system)
    context: dict[str, object] = {"system": system, "form": form}
    if request.method == "POST" and form.is_valid():
        versjon = form.cleaned_data["versjon"]
        try:
            endre_system(system=system, values=form.values, versjon=versjon, by=request.actor, at=timezone.now())
        except KatalogEndret:
            saved = find_system(system_id)
            form.data = form.data.copy()
            form.data["versjon"] = str(saved.versjon)
            context["lagret"] = facts(saved)
        else:
            messages.success(request, _("Systemet er endret, og det du skrev, er bekreftet."))
            return redirect("digiorden:katalogsystem", system.pk)
    return render(request, "digiorden/katalogsystem_endre.html", context, status=409 if "lagret" in context else 200)
