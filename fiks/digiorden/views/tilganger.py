"""Who has which role in Digiorden."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import ADMINISTRER, PRIVILEGES, TJENESTE, may_give
from fiks.digiorden.queries.tilganger import open_digiorden_tildelinger_for
from fiks.felles.kontekst import Acr, FiksRequest
from fiks.felles.tilgang.access import check_open
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.privilegier import ADMINISTRER as TILGANG_ADMINISTRER


@require_GET
@requires(ADMINISTRER, TILGANG_ADMINISTRER, acr=Acr.HIGH)
def tilganger(request: FiksRequest) -> HttpResponse:
    """Each role with its people, also those whose time has not come."""
    actor, at = request.actor, timezone.now()
    check_open(TJENESTE, actor, at=at)
    given = list(open_digiorden_tildelinger_for(actor, at=at))
    gives = may_give(actor, at=at)
    roller = [
        (navn, beskrivelse, kode in gives, [one for one in given if one.privilegium == kode])
        for kode, navn, beskrivelse in PRIVILEGES
    ]
    context = {"roller": roller, "bare_administrator": gives == (ADMINISTRER,)}
    return render(request, "digiorden/tilganger.html", context)
