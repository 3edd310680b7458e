"""Sending the browser to the provider."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from fiks.felles.innlogging import idporten, neste, oidc, ventende
from fiks.felles.innlogging.views.tilbake import failed
from fiks.felles.kontekst import Acr, FiksRequest
from fiks.felles.tilgang.door import open_door


@require_POST
@open_door("Alle må kunne logge inn.")
def start(request: FiksRequest) -> HttpResponse:
    """Begin a log-in. `paa_nytt` makes the provider ask who it is, also when it knows."""
    address = neste.safe(request.POST.get("neste", ""))
    return send(request, acr=Acr.SUBSTANTIAL, address=address, fresh="paa_nytt" in request.POST)


def send(request: FiksRequest, *, acr: Acr, address: str, steg_opp: bool = False, fresh: bool = False) -> HttpResponse:
    """Go to the provider, and remember until the answer comes what was asked for."""
    try:
        url, pending = oidc.begin(
            idporten.provider(),
            idporten.client(),
            acr=acr,
            locale=get_language() or "nb",
            fresh=fresh,
            at=timezone.now(),
        )
    except oidc.OidcError as error:
        return failed(request, error, address)
    ventende.remember(request.session, ventende.Ventende(pending, address, steg_opp))
    return redirect(url)
