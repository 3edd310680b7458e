"""Saying that two applications hang together, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fiks.digiorden.access import REDIGER, SYSTEMEIER
from fiks.digiorden.actions.applikasjoner import FinnesAlt, fjern_kobling, koble, require_change
from fiks.digiorden.forms.applikasjon_ny import KoblingForm
from fiks.digiorden.queries.applikasjoner import applikasjoner_for, koblinger_of
from fiks.digiorden.views.applikasjon import find_applikasjon
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER, SYSTEMEIER)
def applikasjon_kobling(request: FiksRequest, applikasjon_id: UUID) -> HttpResponse:
    """Ask which other application, and how."""
    found, at = find_applikasjon(request.actor, applikasjon_id), timezone.now()
    require_change(found, by=request.actor, at=at)
    others = applikasjoner_for(request.actor).exclude(pk=found.pk)
    form = KoblingForm(
        request.POST if request.method == "POST" else None, andre=[(str(one.pk), one.navn) for one in others]
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        til = find_applikasjon(request.actor, UUID(given["til"]))
        try:
            koble(fra=found, til=til, slag=given["slag"], beskrivelse=given["beskrivelse"], by=request.actor, at=at)
        except FinnesAlt:
            form.add_error("til", _("De to er koblet slik fra før."))
        else:
            messages.success(request, _("Koblingen er lagret."))
            return redirect("digiorden:applikasjon", found.pk)
    return render(request, "digiorden/applikasjon_kobling.html", {"applikasjon": found, "form": form})


@require_POST
@requires(REDIGER, SYSTEMEIER)
def applikasjon_kobling_fjern(request: FiksRequest, applikasjon_id: UUID, kobling_id: UUID) -> HttpResponse:
    """Take a coupling back."""
    found = find_applikasjon(request.actor, applikasjon_id)
    kobling = get_object_or_404(koblinger_of(request.actor, found), pk=kobling_id, fra=found)
    fjern_kobling(kobling=kobling, by=request.actor, at=timezone.now())
    messages.success(request, _("Koblingen er fjernet."))
    return redirect("digiorden:applikasjon", found.pk)
