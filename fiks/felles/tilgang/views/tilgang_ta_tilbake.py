"""Taking back administration or the control of a log: a page of its own, since access ends at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang import actions, queries
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.forms.tildeling import BegrunnelseForm
from fiks.felles.tilgang.privilegier import ADMINISTRER, KONTROLLER, privilegium


@requires("tilgang.administrer")
def tilgang_ta_tilbake(request: FiksRequest, tildeling_id: UUID) -> HttpResponse:
    """Say who loses what, ask why, and take it back."""
    actor, at = request.actor, timezone.now()
    given = queries.tildelinger_for(actor).filter(privilegium__in=[ADMINISTRER, KONTROLLER])
    tildeling = get_object_or_404(given, pk=tildeling_id)
    form = BegrunnelseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_access(tildeling=tildeling, by=actor, at=at, **form.cleaned_data)
        except actions.LastAdministrator:
            form.add_error(None, _("Virksomheten må ha minst én administrator uten sluttdato. Utnevn en annen først."))
        except actions.AlreadyWithdrawn:
            messages.info(request, _("Tilgangen var tatt tilbake fra før."))
            return redirect("tilgang:administratorer")
        else:
            messages.success(request, _("Tilgangen til %(navn)s er tatt tilbake.") % {"navn": tildeling.bruker.navn})
            return redirect("tilgang:administratorer")
    context = {"form": form, "tildeling": tildeling, "privilegium": privilegium(tildeling.privilegium)}
    return render(request, "tilgang/tilgang_ta_tilbake.html", context)
