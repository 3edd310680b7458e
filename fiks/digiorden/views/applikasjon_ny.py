"""Registering an application: the catalogue is searched first, while one types or when one asks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fiks.digiorden.access import READERS, REDIGER
from fiks.digiorden.actions.applikasjoner import registrer_applikasjon
from fiks.digiorden.forms.applikasjon_ny import NyApplikasjonForm
from fiks.digiorden.queries.katalog import foreslaatte
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def applikasjon_ny(request: FiksRequest) -> HttpResponse:
    """Ask for a name, show what it may be in the catalogue, and register what is chosen."""
    data = request.POST if request.method == "POST" else None
    navn = (data or request.GET).get("navn", "").strip()
    foreslaatt = foreslaatte(navn)
    form = NyApplikasjonForm(data, foreslaatt=foreslaatt, initial={"navn": navn})
    if data is not None and form.is_valid():
        given = form.cleaned_data
        made = registrer_applikasjon(
            katalogsystem=form.system,
            values={"navn": given["navn"], "livsloep": given["livsloep"]},
            by=request.actor,
            at=timezone.now(),
        )
        messages.success(request, _("Applikasjonen er registrert. Fyll ut resten når dere har det."))
        return redirect("digiorden:applikasjon", made.pk)
    return render(
        request, "digiorden/applikasjon_ny.html", {"form": form, "foreslaatt": foreslaatt, "sokt": bool(navn)}
    )


@require_GET
@requires(*READERS)
def applikasjon_forslag(request: FiksRequest) -> HttpResponse:
    """What the catalogue has that looks like what is typed so far, as a part of the page."""
    navn = request.GET.get("navn", "").strip()
    foreslaatt = foreslaatte(navn)
    form = NyApplikasjonForm(foreslaatt=foreslaatt, initial={"navn": navn})
    context = {"form": form, "foreslaatt": foreslaatt, "sokt": bool(navn), "si": True}
    return render(request, "digiorden/deler/forslag.html", context)
