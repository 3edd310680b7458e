"""Giving a person a role in Digiorden."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import ADMINISTRER, TJENESTE, may_give
from fiks.digiorden.actions import tilganger
from fiks.digiorden.forms.tilganger import DigiordenTildelingForm
from fiks.felles.kontekst import Acr, FiksRequest
from fiks.felles.tilgang.access import check_open
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.privilegier import ADMINISTRER as TILGANG_ADMINISTRER
from fiks.felles.tilgang.privilegier import privilegium
from fiks.felles.virksomhet.queries import brukere_for


@requires(ADMINISTRER, TILGANG_ADMINISTRER, acr=Acr.HIGH)
def tilganger_gi(request: FiksRequest) -> HttpResponse:
    """Ask which role, whom, from–to and why; then give it."""
    actor, at = request.actor, timezone.now()
    check_open(TJENESTE, actor, at=at)
    koder = may_give(actor, at=at)
    form = DigiordenTildelingForm(request.POST or None, koder=koder, brukere=brukere_for(actor), at=at)
    if request.method == "POST" and form.is_valid():
        try:
            tildeling = tilganger.give_tilgang(**form.given, by=actor, at=at)
        except tilganger.AlreadyGiven:
            form.add_error("bruker", _("Personen har rollen fra før."))
        except tilganger.OwnAccess:
            form.add_error("bruker", _("Du kan ikke gi deg selv denne rollen. Velg en annen person."))
        except tilganger.ConflictOfInterest:
            form.add_error("bruker", _("Ingen kan både være personvernombud og godkjenne. Velg en annen person."))
        else:
            said = {"navn": tildeling.bruker.navn, "rolle": privilegium(tildeling.privilegium).navn}
            messages.success(request, _("%(navn)s har fått rollen %(rolle)s.") % said)
            return redirect("digiorden:tilganger")
    return render(request, "digiorden/tilganger_gi.html", {"form": form, "bare_administrator": koder == (ADMINISTRER,)})
