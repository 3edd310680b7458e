"""One processing record: what is in force, or what is under work."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.presentation.behandling import sections
from fiks.digiorden.presentation.behandlingsliv import possible, tag
from fiks.digiorden.protokoll import mangler
from fiks.digiorden.protokoll.felter import anchor
from fiks.digiorden.protokoll.innhold import les
from fiks.digiorden.queries import behandlinger as queries
from fiks.digiorden.queries.rettigheter import privileges_of
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.virksomhet.queries import virksomhet

if TYPE_CHECKING:
    from fiks.digiorden.models import Behandling


@require_GET
@requires(*READERS)
def behandling(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Show the version in force, and with `?vis=arbeid` the one under work; the only one when there is one."""
    actor, at, today = request.actor, timezone.now(), timezone.localdate()
    found = find_behandling(request, behandling_id)
    kept = queries.in_force(actor, found)
    asks_for_work = request.GET.get("vis") == "arbeid" and not found.is_approved
    shown = found if kept is None or asks_for_work or found.is_approved else kept
    innhold = les(shown.innhold)
    faults = mangler.finn(innhold)
    overdue = mangler.forfalt(found.neste_revisjon_date if found.is_in_force else None, today=today)
    context = {
        "behandling": found,
        "i_kraft": kept,
        "viser_kraft": shown is kept,
        "merke": tag(found, today=today),
        "innhold": innhold,
        "deler": sections(innhold),
        "mangler": [(one, anchor(one.felt)) for one in faults] if not found.is_withdrawn else [],
        "forfalt": overdue,
        "virksomhet": virksomhet(actor.tenant),
        "kan": possible(found, privileges_of(actor, at=at), actor_id=actor.id),
    }
    return render(request, "digiorden/behandling.html", context)


def find_behandling(request: FiksRequest, behandling_id: UUID) -> "Behandling":
    """The record, when it is one of the organisation's."""
    return get_object_or_404(queries.behandlinger_for(request.actor), pk=behandling_id)
