"""Making a person administrator."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang import actions
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.forms.tildeling import TildelingForm
from fiks.felles.virksomhet.queries import brukere_for


@requires("tilgang.administrer")
def administrator_ny(request: FiksRequest) -> HttpResponse:
    """Ask whom, from–to and why; then give it."""
    actor, at = request.actor, timezone.now()
    form = TildelingForm(request.POST or None, brukere=brukere_for(actor), at=at)
    if request.method == "POST" and form.is_valid():
        try:
            tildeling = actions.appoint_administrator(**form.given, by=actor, at=at)
        except actions.AlreadyGiven:
            form.add_error("bruker", _("Personen er administrator fra før."))
        else:
            messages.success(request, _("%(navn)s er administrator.") % {"navn": tildeling.bruker.navn})
            return redirect("tilgang:administratorer")
    return render(request, "tilgang/administrator_ny.html", {"form": form})
