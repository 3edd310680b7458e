"""Sending a system that the catalogue lacks in to it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER, SYSTEMEIER
from fiks.digiorden.actions.applikasjoner import Endret, require_change
from fiks.digiorden.actions.katalog import send_inn
from fiks.digiorden.forms.katalog import SendInnForm
from fiks.digiorden.queries.katalog import foreslaatte
from fiks.digiorden.views.applikasjon import find_applikasjon
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER, SYSTEMEIER)
def applikasjon_send_inn(request: FiksRequest, applikasjon_id: UUID) -> HttpResponse:
    """Ask what all should know of the system, and send it to those who approve."""
    found, at = find_applikasjon(request.actor, applikasjon_id), timezone.now()
    require_change(found, by=request.actor, at=at)
    form = SendInnForm(request.POST if request.method == "POST" else None, applikasjon=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            send_inn(
                applikasjon=found,
                values=form.values,
                melding=given["melding"],
                versjon=given["versjon"],
                by=request.actor,
                at=at,
            )
        except Endret:
            form.add_error(None, _("Noen har endret applikasjonen mens du skrev. Se den før du sender inn."))
        else:
            messages.success(request, _("Systemet er sendt inn. Dere ser her når det er avgjort."))
            return redirect("digiorden:applikasjon", found.pk)
    context = {"applikasjon": found, "form": form, "foreslaatt": foreslaatte(found.navn)[:3]}
    return render(request, "digiorden/applikasjon_send_inn.html", context)
