"""The first page of Digiorden: what needs me, what is overdue, how complete we are, and where to go."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import CATALOGUE_READERS, RETTIGHETSHAVER
from fiks.digiorden.queries.forside import forside_for
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.access import may
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*CATALOGUE_READERS)
def start(request: FiksRequest) -> HttpResponse:
    """Show what the parts that are open to the actor have to tell. A vendor's people go to what is theirs."""
    actor, at = request.actor, timezone.now()
    if may(RETTIGHETSHAVER, actor, at=at):
        return redirect("digiorden:katalog_venter")
    return render(request, "digiorden/start.html", {"forside": forside_for(actor, at=at)})
