"""Withdrawing a record: a page of its own, since what stands on the record stops."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import GODKJENN
from fiks.digiorden.actions.behandlinger import Changed, WrongStatus, withdraw_behandling
from fiks.digiorden.forms.behandlingsliv import TrekkForm
from fiks.digiorden.views.behandling import find_behandling
from fiks.digiorden.views.behandling_livsloep import changed_meanwhile, utgangspunkt
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(GODKJENN)
def behandling_trekk(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Say what is lost, ask why, and withdraw."""
    found = find_behandling(request, behandling_id)
    form = TrekkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_behandling(
                fra=utgangspunkt(request, found), by=request.actor, at=timezone.now(), **form.cleaned_data
            )
        except (Changed, WrongStatus):
            return changed_meanwhile(request, found)
        messages.success(request, _("Behandlingen er trukket tilbake. Den står under «Trukket tilbake» i listen."))
        return redirect("digiorden:behandling", found.pk)
    return render(request, "digiorden/behandling_trekk.html", {"behandling": found, "form": form})
