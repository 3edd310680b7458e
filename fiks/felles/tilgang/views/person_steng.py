"""Closing a person out: a page of its own, since all access ends at once."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang import actions
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.forms.tildeling import BegrunnelseForm
from fiks.felles.tilgang.queries.personer import tilganger_of
from fiks.felles.virksomhet.queries import brukere_for


@requires("tilgang.administrer")
def person_steng(request: FiksRequest, bruker_id: UUID) -> HttpResponse:
    """Show all that the person loses, ask why, and close."""
    actor, at = request.actor, timezone.now()
    bruker = get_object_or_404(brukere_for(actor), pk=bruker_id)
    form = BegrunnelseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_person(bruker=bruker, by=actor, at=at, **form.cleaned_data)
        except actions.LastAdministrator:
            form.add_error(None, _("Virksomheten må ha minst én administrator uten sluttdato. Utnevn en annen først."))
        else:
            messages.success(request, _("%(navn)s er stengt ute og har ingen tilganger.") % {"navn": bruker.navn})
            return redirect("tilgang:personer")
    context = {"form": form, "bruker": bruker, "tilganger": tilganger_of(actor, bruker, at=at)}
    return render(request, "tilgang/person_steng.html", context)
