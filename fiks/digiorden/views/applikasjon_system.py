"""Saying which system in the catalogue an application is, and sending in one that the catalogue lacks."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER, SYSTEMEIER
from fiks.digiorden.actions.applikasjoner import Endret, knytt_til_katalogen, require_change
from fiks.digiorden.forms.applikasjon_ny import SystemvalgForm
from fiks.digiorden.queries.katalog import foreslaatte
from fiks.digiorden.views.applikasjon import find_applikasjon
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER, SYSTEMEIER)
def applikasjon_system(request: FiksRequest, applikasjon_id: UUID) -> HttpResponse:
    """Search the catalogue for it, and keep what is chosen."""
    found, at = find_applikasjon(request.actor, applikasjon_id), timezone.now()
    require_change(found, by=request.actor, at=at)
    data = request.POST if request.method == "POST" else None
    navn = (data or request.GET).get("navn", found.navn).strip()
    foreslaatt = foreslaatte(navn)
    form = SystemvalgForm(data, foreslaatt=foreslaatt)
    if data is not None and form.is_valid():
        try:
            versjon = int(data.get("versjon", "0"))
            knytt_til_katalogen(applikasjon=found, katalogsystem=form.system, versjon=versjon, by=request.actor, at=at)
        except (Endret, ValueError):
            messages.warning(request, _("Noen har endret applikasjonen mens du valgte. Velg igjen."))
            return redirect("digiorden:applikasjon_system", found.pk)
        if form.system is None:
            return redirect("digiorden:applikasjon_send_inn", found.pk)
        messages.success(request, _("Applikasjonen er knyttet til systemet i katalogen."))
        return redirect("digiorden:applikasjon", found.pk)
    context = {"applikasjon": found, "form": form, "foreslaatt": foreslaatt, "navn": navn, "sokt": True}
    return render(request, "digiorden/applikasjon_system.html", context)
