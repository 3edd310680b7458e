"""The front page of access: what I have, who the administrators are, and what an administrator does."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang import queries
from fiks.felles.tilgang.door import requires_login
from fiks.felles.tilgang.privilegier import ADMINISTRER, KONTROLLER


@requires_login
def start(request: FiksRequest) -> HttpResponse:
    """Everyone sees his own access and whom to ask; the rest is for those who administer."""
    actor, at = request.actor, timezone.now()
    context = {
        "mine": queries.tildelinger_in_force(actor, at=at).order_by("ressurs__navn", "id"),
        "administratorer": queries.administratorer_for(actor, at=at),
        "administrerer": queries.has_any(actor, [ADMINISTRER], at=at),
        "leser_logg": queries.has_any(actor, [ADMINISTRER, KONTROLLER], at=at),
    }
    return render(request, "tilgang/start.html", context)
