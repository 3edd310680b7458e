"""Moving the date of a record's next review."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import GODKJENN
from fiks.digiorden.actions.behandlinger import Changed, WrongStatus, set_review_date
from fiks.digiorden.forms.behandlingsliv import FristForm
from fiks.digiorden.views.behandling import find_behandling
from fiks.digiorden.views.behandling_livsloep import changed_meanwhile, utgangspunkt
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(GODKJENN)
def behandling_frist(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Ask for the new date, and why."""
    found = find_behandling(request, behandling_id)
    initial = {"neste_revisjon": found.neste_revisjon_date}
    form = FristForm(request.POST or None, today=timezone.localdate(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_review_date(fra=utgangspunkt(request, found), by=request.actor, at=timezone.now(), **form.cleaned_data)
        except (Changed, WrongStatus):
            return changed_meanwhile(request, found)
        messages.success(request, _("Fristen er flyttet."))
        return redirect("digiorden:behandling", found.pk)
    return render(request, "digiorden/behandling_frist.html", {"behandling": found, "form": form})
