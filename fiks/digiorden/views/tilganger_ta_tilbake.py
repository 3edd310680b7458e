"""Taking a role in Digiorden back from a person: a page of its own, since access ends at once."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import ADMINISTRER, may_give
from fiks.digiorden.actions import tilganger
from fiks.digiorden.queries.tilganger import digiorden_tildelinger_for
from fiks.felles.kontekst import Acr, FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.forms.tildeling import BegrunnelseForm
from fiks.felles.tilgang.privilegier import ADMINISTRER as TILGANG_ADMINISTRER
from fiks.felles.tilgang.privilegier import privilegium


@requires(ADMINISTRER, TILGANG_ADMINISTRER, acr=Acr.HIGH)
def tilganger_ta_tilbake(request: FiksRequest, tildeling_id: UUID) -> HttpResponse:
    """Say who loses what, ask why, and take it back."""
    actor, at = request.actor, timezone.now()
    tildeling = get_object_or_404(digiorden_tildelinger_for(actor), pk=tildeling_id)
    if tildeling.privilegium not in may_give(actor, at=at):
        raise Http404
    form = BegrunnelseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            tilganger.withdraw_tilgang(tildeling=tildeling, by=actor, at=at, **form.cleaned_data)
        except tilganger.AlreadyWithdrawn:
            messages.info(request, _("Tilgangen var tatt tilbake fra før."))
        else:
            messages.success(request, _("Tilgangen til %(navn)s er tatt tilbake.") % {"navn": tildeling.bruker.navn})
        return redirect("digiorden:tilganger")
    context = {"form": form, "tildeling": tildeling, "privilegium": privilegium(tildeling.privilegium)}
    return render(request, "digiorden/tilganger_ta_tilbake.html", context)
