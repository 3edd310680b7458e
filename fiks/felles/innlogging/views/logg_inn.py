"""The log-in page."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from fiks.felles.innlogging import neste
from fiks.felles.innlogging.testpersoner import testpersoner
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import open_door

LOGGED_OUT = "utlogget"  # the state that comes back from the provider's log-out


@require_safe
@open_door("Alle må kunne logge inn.")
def logg_inn(request: FiksRequest) -> HttpResponse:
    """Explain the log-in and offer one button. One who is logged in goes on to where she was going."""
    address = neste.safe(request.GET.get("neste", ""))
    if not request.actor.is_anonymous:
        return redirect(address)
    shown = {
        "neste": address,
        "logged_out": request.GET.get("state") == LOGGED_OUT,
        "testpersoner": testpersoner(),
    }
    return render(request, "innlogging/logg_inn.html", shown)
