"""A new log-in at a higher level, for pages that need it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from fiks.felles.innlogging import neste
from fiks.felles.innlogging.views.start import send
from fiks.felles.kontekst import Acr, FiksRequest
from fiks.felles.tilgang.door import requires_login

_LEVELS = {"substantial": Acr.SUBSTANTIAL, "high": Acr.HIGH}


@require_safe
@requires_login
def steg_opp(request: FiksRequest) -> HttpResponse:
    """Go to the provider for the level `nivaa`, and from there back to the page `neste`."""
    needed = _LEVELS.get(request.GET.get("nivaa", ""), Acr.HIGH)
    address = neste.safe(request.GET.get("neste", ""))
    if request.actor.acr.covers(needed):
        return redirect(address)
    return send(request, acr=needed, address=address, steg_opp=True)
