"""Who the administrators and the controllers of the log are. Everyone in the organisation may know."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang import queries
from fiks.felles.tilgang.door import requires_login
from fiks.felles.tilgang.privilegier import ADMINISTRER, KONTROLLER


@requires_login
def administratorer(request: FiksRequest) -> HttpResponse:
    """Those who are it now; an administrator sees those who will be, too, and may give and take."""
    actor, at = request.actor, timezone.now()
    administrerer = queries.has_any(actor, [ADMINISTRER], at=at)
    context: dict[str, object] = {"administrerer": administrerer}
    if administrerer:
        given = queries.open_tildelinger_for(actor, at=at)
        context |= {
            "administratorer": given.filter(privilegium=ADMINISTRER),
            "kontrollerer": given.filter(privilegium=KONTROLLER).order_by("ressurs__navn", "bruker__navn", "id"),
        }
    else:
        context |= {
            "administratorer": queries.administratorer_for(actor, at=at),
            "kontrollerer": queries.kontrollerer_for(actor, at=at),
        }
    return render(request, "tilgang/administratorer.html", context)
