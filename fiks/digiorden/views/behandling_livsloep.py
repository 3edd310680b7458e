"""Acts on a record that need no page of their own: begin a new version, throw it away, take it back from approval."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions import behandlinger as actions
from fiks.digiorden.actions.behandlinger import Changed, Utgangspunkt, WrongStatus
from fiks.digiorden.views.behandling import find_behandling
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires

if TYPE_CHECKING:
    from fiks.digiorden.models import Behandling


@require_POST
@requires(REDIGER)
def behandling_ny_versjon(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Begin the next version, and go and write in it."""
    found = find_behandling(request, behandling_id)
    try:
        actions.begin_revision(fra=utgangspunkt(request, found), by=request.actor, at=timezone.now())
    except (Changed, WrongStatus):
        return changed_meanwhile(request, found)
    return redirect("digiorden:behandling_rediger", found.pk)


@require_POST
@requires(REDIGER)
def behandling_forkast(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Throw the new version away."""
    found = find_behandling(request, behandling_id)
    try:
        actions.discard_revision(fra=utgangspunkt(request, found), by=request.actor, at=timezone.now())
    except (Changed, WrongStatus):
        return changed_meanwhile(request, found)
    messages.success(request, _("Den nye versjonen er forkastet. Den godkjente gjelder som før."))
    return redirect("digiorden:behandling", found.pk)


@require_POST
@requires(REDIGER)
def behandling_hent_tilbake(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Take back what one has sent, to go on writing."""
    found = find_behandling(request, behandling_id)
    if found.sendt_av != request.actor.id:
        return changed_meanwhile(request, found)
    try:
        actions.return_behandling(
            fra=utgangspunkt(request, found), kommentar=_("Hentet tilbake"), by=request.actor, at=timezone.now()
        )
    except (Changed, WrongStatus):
        return changed_meanwhile(request, found)
    return redirect("digiorden:behandling_rediger", found.pk)


def utgangspunkt(request: FiksRequest, found: "Behandling") -> Utgangspunkt:
    """The record as the page showed it."""
    versjon = request.POST.get("versjon", "")
    return Utgangspunkt(found.pk, int(versjon) if versjon.isdecimal() and len(versjon) < 9 else 0)


def changed_meanwhile(request: FiksRequest, found: "Behandling") -> HttpResponseRedirect:
    """Nothing was done: show the record as it is now."""
    messages.error(
        request, _("Behandlingen er endret siden du åpnet siden. Ingenting er gjort. Se over den, og prøv igjen.")
    )
    return redirect("digiorden:behandling", found.pk)
