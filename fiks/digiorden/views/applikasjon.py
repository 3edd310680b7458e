"""One application: all that is told of it."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS, may_change_applikasjon
from fiks.digiorden.presentation.applikasjon import sections
from fiks.digiorden.queries.applikasjoner import applikasjoner_for, koblinger_of
from fiks.digiorden.queries.katalog import foreslaatte
from fiks.felles.kontekst import Actor, FiksRequest
from fiks.felles.tilgang.door import requires

if TYPE_CHECKING:
    from fiks.digiorden.models import Applikasjon


def find_applikasjon(actor: Actor, applikasjon_id: UUID) -> "Applikasjon":
    """One of the organisation's applications, or the page that says there is none."""
    return get_object_or_404(applikasjoner_for(actor), pk=applikasjon_id)


@require_GET
@requires(*READERS)
def applikasjon(request: FiksRequest, applikasjon_id: UUID) -> HttpResponse:
    """Show it, and what is next to do with it."""
    found = find_applikasjon(request.actor, applikasjon_id)
    context = {
        "applikasjon": found,
        "seksjoner": sections(found),
        "koblinger": koblinger_of(request.actor, found),
        "kan_endre": may_change_applikasjon(found.systemeier_id, request.actor, at=timezone.now()),
        "foreslaatt": [] if found.katalogsystem else foreslaatte(found.navn)[:3],
    }
    return render(request, "digiorden/applikasjon.html", context)
