"""Sending a draft to approval: a page of its own, since it can no longer be written in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import GODKJENN, REDIGER
from fiks.digiorden.actions.behandlinger import Changed, HasFaults, WrongStatus, send_behandling
from fiks.digiorden.forms.behandlingsliv import SendForm
from fiks.digiorden.protokoll import mangler
from fiks.digiorden.protokoll.felter import anchor
from fiks.digiorden.protokoll.innhold import les
from fiks.digiorden.queries.rettigheter import holders_of
from fiks.digiorden.views.behandling import find_behandling
from fiks.digiorden.views.behandling_livsloep import changed_meanwhile, utgangspunkt
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def behandling_send(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Show what is wrong, who can approve, and send. What the law asks for must be there first."""
    found = find_behandling(request, behandling_id)
    faults = mangler.finn(les(found.innhold))
    if found.is_draft and any(fault.stopper for fault in faults):
        return redirect(f"{reverse('digiorden:behandling_rediger', args=[found.pk])}?vis=mangler")
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            send_behandling(fra=utgangspunkt(request, found), by=request.actor, at=timezone.now(), **form.cleaned_data)
        except (Changed, WrongStatus, HasFaults):
            return changed_meanwhile(request, found)
        messages.success(request, _("Behandlingen er sendt til godkjenning."))
        return redirect("digiorden:behandling", found.pk)
    approvers = [
        one for one in holders_of(request.actor, GODKJENN, at=timezone.now()) if str(one.pk) != request.actor.id
    ]
    told = [(fault, anchor(fault.felt)) for fault in faults]
    context = {"behandling": found, "form": form, "mangler": told, "godkjennere": approvers}
    return render(request, "digiorden/behandling_send.html", context)
