"""The lists of the role that is chosen, and its saved criteria."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import Actor, FiksRequest
from fiks.felles.tilgang.access import may
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.privilegier import ADMINISTRER
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.innbyggerlister import require_lists
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.queries.listearbeid import days_kept
from fiks.folkeregister.queries.roller import chosen_rolle

if TYPE_CHECKING:
    from fiks.folkeregister.models.rolle import Registerrolle

MINE = "mine"


def list_rolle(actor: Actor) -> "Registerrolle":
    """The chosen role, which must draw lists.

    Raises:
        Refused
    """
    rolle = chosen_rolle(actor)
    require_lists(rolle, by=actor)
    return rolle


@require_GET
@requires(BRUK)
def innbyggerlister(request: FiksRequest) -> HttpResponse:
    """Show the lists, newest first: those that are underway, ready, stopped and deleted."""
    actor = request.actor
    rolle = list_rolle(actor)
    lister = queries.lister_for(actor)
    only_mine = request.GET.get("vis") == MINE
    if only_mine:
        lister = lister.filter(bestilt_av=actor.id)
    context = {
        "rolle": rolle,
        "only_mine": only_mine,
        "page": page_by_key(lister, keys=("-bestilt_at", "-id"), after=request.GET.get("etter", "")),
        "lagrede": queries.lagrede_utvalg_for(actor),
        "may_set_days": may(ADMINISTRER, actor, at=timezone.now()),
        "dager": days_kept(rolle.virksomhet_id),
    }
    return render(request, "folkeregister/innbyggerlister.html", context)
