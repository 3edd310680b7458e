"""Giving a person access to a role."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.forms.tildeling import TildelingForm
from fiks.felles.virksomhet.queries import brukere_for
from fiks.folkeregister.actions import tilganger
from fiks.folkeregister.queries.roller import roller_for


@requires("tilgang.administrer")
def tilganger_gi(request: FiksRequest, rolle_id: UUID) -> HttpResponse:
    """Ask whom, from–to and why; then give it."""
    actor, at = request.actor, timezone.now()
    rolle = get_object_or_404(roller_for(actor), pk=rolle_id)
    form = TildelingForm(request.POST or None, brukere=brukere_for(actor), at=at)
    if request.method == "POST" and form.is_valid():
        try:
            tildeling = tilganger.give_rolle(rolle=rolle, **form.given, by=actor, at=at)
        except tilganger.AlreadyGiven:
            form.add_error("bruker", _("Personen har tilgang til rollen fra før."))
        except tilganger.NotForPeople:
            form.add_error(None, _("Rollen er for fagsystemer. Lag en rolle for personer."))
        except tilganger.RolleClosed:
            form.add_error(None, _("Rollen er lukket. Åpne den før du gir tilgang."))
        else:
            said = {"navn": tildeling.bruker.navn, "rolle": rolle.navn}
            messages.success(request, _("%(navn)s har fått tilgang til %(rolle)s.") % said)
            return redirect("folkeregister:rolle", rolle.pk)
    return render(request, "folkeregister/tilganger_gi.html", {"form": form, "rolle": rolle})
