"""One system in the catalogue."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import CATALOGUE_READERS, RETTIGHETSHAVER
from fiks.digiorden.presentation.katalog import facts
from fiks.digiorden.queries import katalog as queries
from fiks.digiorden.queries.applikasjoner import uses_of
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.access import may
from fiks.felles.tilgang.door import requires

if TYPE_CHECKING:
    from fiks.digiorden.models import Katalogsystem


def find_system(system_id: UUID) -> "Katalogsystem":
    """One system, or the page that says there is none."""
    found = queries.katalogsystem(system_id)
    if found is None:
        raise Http404
    return found


@require_GET
@requires(*CATALOGUE_READERS)
def katalogsystem(request: FiksRequest, system_id: UUID) -> HttpResponse:
    """Show what is said of it, who has confirmed that, and who uses it as far as they share."""
    found = find_system(system_id)
    shared = list(queries.users_of(found)[:400])
    owns = bool(found.leverandoer_orgnr) and found.leverandoer_orgnr == queries.own_orgnr(request.actor)
    context = {
        "system": found,
        "fakta": facts(found),
        "egne": uses_of(request.actor, found.pk),
        "deler": shared,
        "kommuner": len({one.virksomhet_id for one in shared}),
        "rettighetshaver": owns and may(RETTIGHETSHAVER, request.actor, at=timezone.now()),
    }
    return render(request, "digiorden/katalogsystem.html", context)
