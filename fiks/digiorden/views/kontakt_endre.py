"""Mending what is told of a contact."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import ADMINISTRER
from fiks.digiorden.forms.organisasjon import KontaktForm
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.virksomhet import actions, queries


@requires(ADMINISTRER)
def kontakt_endre(request: FiksRequest, kontakt_id: UUID) -> HttpResponse:
    """Show the form with what is known, and save it."""
    actor = request.actor
    kontakt = get_object_or_404(queries.all_kontakter_for(actor), pk=kontakt_id)
    form = KontaktForm(request.POST or None, initial=KontaktForm.of(kontakt))
    context: dict[str, object] = {"form": form, "kontakt": kontakt}
    if request.method == "POST" and form.is_valid():
        versjon = form.cleaned_data["versjon"]
        try:
            actions.change_kontakt(kontakt=kontakt, innhold=form.innhold, versjon=versjon, by=actor, at=timezone.now())
        except actions.ChangedMeanwhile:
            kept = queries.all_kontakter_for(actor).get(pk=kontakt_id)
            context |= {"lagret": kept, "forskjeller": form.collided(KontaktForm.of(kept))}
        else:
            messages.success(request, _("Kontakten er lagret."))
            return redirect("digiorden:organisasjon")
    return render(request, "digiorden/kontakt_endre.html", context)
