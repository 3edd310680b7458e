"""The first page of the register: which role one acts in, and what it is used for."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires_login
from fiks.felles.tilgang.queries import roller_of
from fiks.folkeregister.actions.bolig import may_search
from fiks.folkeregister.queries.roller import chosen_rolle


@require_GET
@requires_login
def start(request: FiksRequest) -> HttpResponse:
    """Show the chosen role's services, or the roles to choose from."""
    own = list(roller_of(UUID(request.actor.id), at=timezone.now()))
    chosen = request.actor.ressurs_id in {ressurs.id for ressurs in own}
    rolle = chosen_rolle(request.actor) if chosen else None
    context = {
        "roller": own,
        "rolle": rolle,
        "bruk": set(rolle.bruksomraader) if rolle else set(),
        "kan_soeke_bolig": rolle is not None and may_search(rolle),
    }
    return render(request, "folkeregister/start.html", context)
