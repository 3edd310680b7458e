"""Approving what was sent, or sending it back."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import GODKJENN
from fiks.digiorden.actions.behandlinger import (
    Changed,
    OwnSending,
    WrongStatus,
    approve_behandling,
    return_behandling,
)
from fiks.digiorden.forms.behandlingsliv import GodkjennForm, ReturForm
from fiks.digiorden.presentation.behandling import sections
from fiks.digiorden.protokoll import mangler
from fiks.digiorden.protokoll.forskjell import forskjell
from fiks.digiorden.protokoll.innhold import les
from fiks.digiorden.queries.behandlinger import in_force
from fiks.digiorden.views.behandling import find_behandling
from fiks.digiorden.views.behandling_livsloep import changed_meanwhile, utgangspunkt
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires

_A_YEAR = timedelta(days=365)


@require_http_methods(["GET", "POST"])
@requires(GODKJENN)
def behandling_vurder(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Show the content, what is new and what is wrong, and take the decision."""
    found = find_behandling(request, behandling_id)
    today = timezone.localdate()
    returns = request.POST.get("handling") == "returner"
    given = request.POST or None
    approval = GodkjennForm(None if returns else given, today=today, initial={"neste_revisjon": today + _A_YEAR})
    back = ReturForm(given if returns else None, auto_id="retur_%s")
    form = back if returns else approval
    if given is not None and form.is_valid():
        act = return_behandling if returns else approve_behandling
        try:
            act(fra=utgangspunkt(request, found), by=request.actor, at=timezone.now(), **form.cleaned_data)
        except OwnSending:
            messages.error(request, _("Du sendte behandlingen selv. En annen må godkjenne den."))
            return redirect("digiorden:behandling", found.pk)
        except (Changed, WrongStatus):
            return changed_meanwhile(request, found)
        said = _("Behandlingen er sendt tilbake.") if returns else _("Behandlingen er godkjent og gjelder fra nå.")
        messages.success(request, said)
        return redirect("digiorden:behandling", found.pk)
    innhold, kept = les(found.innhold), in_force(request.actor, found)
    context = {
        "behandling": found,
        "form": form,
        "godkjenn": approval,
        "retur": back,
        "i_kraft": kept,
        "forskjeller": forskjell(les(kept.innhold), innhold) if kept else [],
        "innhold": innhold,
        "deler": sections(innhold),
        "mangler": mangler.finn(innhold),
        "egen": found.sendt_av == request.actor.id,
    }
    return render(request, "digiorden/behandling_vurder.html", context)
