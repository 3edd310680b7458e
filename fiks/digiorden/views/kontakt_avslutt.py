"""Ending a contact. It is never deleted."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import ADMINISTRER
from fiks.digiorden.forms.organisasjon import AvsluttKontaktForm
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.virksomhet import actions, queries


@requires(ADMINISTRER)
def kontakt_avslutt(request: FiksRequest, kontakt_id: UUID) -> HttpResponse:
    """Ask for the last day, and end it."""
    actor, at = request.actor, timezone.now()
    kontakt = get_object_or_404(queries.all_kontakter_for(actor), pk=kontakt_id)
    today = max(timezone.localdate(at), kontakt.from_date)
    form = AvsluttKontaktForm(request.POST or None, kontakt=kontakt, initial={"til": today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_kontakt(kontakt=kontakt, until_date=form.cleaned_data["til"], by=actor, at=at)
        except actions.AlreadyEnded:
            form.add_error("til", _("Kontakten er avsluttet på denne dagen eller før. Skriv en tidligere dag."))
        else:
            messages.success(request, _("%(navn)s er avsluttet.") % {"navn": kontakt.navn})
            return redirect("digiorden:organisasjon")
    return render(request, "digiorden/kontakt_avslutt.html", {"form": form, "kontakt": kontakt})
