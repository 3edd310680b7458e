"""Letting a person control the log of a service area."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang import actions
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.forms.tildeling import KontrollerForm
from fiks.felles.virksomhet.queries import brukere_for


@requires("tilgang.administrer")
def kontroller_ny(request: FiksRequest) -> HttpResponse:
    """Ask whom, which area, from–to and why; then give it."""
    actor, at = request.actor, timezone.now()
    form = KontrollerForm(request.POST or None, brukere=brukere_for(actor), at=at)
    if request.method == "POST" and form.is_valid():
        try:
            tildeling = actions.give_control(**form.given, by=actor, at=at)
        except actions.AlreadyGiven:
            form.add_error("bruker", _("Personen kontrollerer loggen for dette området fra før."))
        except actions.OwnController:
            form.add_error("bruker", _("Du kan ikke gi deg selv kontroll med loggen. Velg en annen person."))
        else:
            said = {"navn": tildeling.bruker.navn, "omraade": tildeling.ressurs.navn}
            messages.success(request, _("%(navn)s kan kontrollere loggen for %(omraade)s.") % said)
            return redirect("tilgang:administratorer")
    return render(request, "tilgang/kontroller_ny.html", {"form": form})
