"""Choosing the organisation to act for, at log-in and later."""

from uuid import UUID

from django.http import HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fiks.felles.innlogging import actions, neste, oekt, queries
from fiks.felles.innlogging.forms import VirksomhetForm
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import open_door


@require_http_methods(["GET", "HEAD", "POST"])
@open_door("Den som har flere virksomheter, er ikke innlogget før en er valgt.")
def velg_virksomhet(request: FiksRequest) -> HttpResponse:
    """Show what the person may act for, and take her choice. One who has not logged in is sent to do so."""
    content = oekt.read(request.session)
    if content is None:
        return redirect("innlogging:logg_inn")
    brukere = queries.choices(content, request.actor)
    form = VirksomhetForm(
        request.POST if request.method == "POST" else None, brukere=brukere, current=request.actor.virksomhet_id
    )
    # At a change of organisation the page one stood on may not be there for the new one.
    asked = request.GET.get("neste", "") if request.actor.is_anonymous else reverse("nettsted:oversikt")
    if request.method == "POST" and form.is_valid():
        return _choose(request, form.cleaned_data["virksomhet"], neste.safe(asked))
    shown = {"form": form, "current": request.actor.virksomhet_id, "brukere": brukere}
    return render(request, "innlogging/velg_virksomhet.html", shown, status=400 if form.errors else 200)


def _choose(request: FiksRequest, virksomhet_id: UUID, address: str) -> HttpResponse:
    try:
        actions.choose_virksomhet(request.session, virksomhet_id, by=request.actor, at=timezone.now())
    except actions.NotYours:  # taken away since the page was shown
        return redirect("innlogging:velg_virksomhet")
    rotate_token(request)
    return redirect(address)
