"""Taking a role back from a person: a page of its own, since access ends at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.forms.tildeling import BegrunnelseForm
from fiks.folkeregister.actions import tilganger
from fiks.folkeregister.queries.roller import roller_for, tildelinger_of


@requires("tilgang.administrer")
def tilganger_ta_tilbake(request: FiksRequest, rolle_id: UUID, tildeling_id: UUID) -> HttpResponse:
    """Say who loses what, ask why, and take it back."""
    actor = request.actor
    rolle = get_object_or_404(roller_for(actor), pk=rolle_id)
    tildeling = get_object_or_404(tildelinger_of(actor, rolle), pk=tildeling_id)
    form = BegrunnelseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            tilganger.withdraw_rolle(tildeling=tildeling, by=actor, at=timezone.now(), **form.cleaned_data)
        except tilganger.AlreadyWithdrawn:
            messages.info(request, _("Tilgangen var tatt tilbake fra før."))
        else:
            messages.success(request, _("Tilgangen til %(navn)s er tatt tilbake.") % {"navn": tildeling.bruker.navn})
        return redirect("folkeregister:rolle", rolle.pk)
    context = {"form": form, "rolle": rolle, "tildeling": tildeling}
    return render(request, "folkeregister/tilganger_ta_tilbake.html", context)
