"""Filling in a breach."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import READERS
from fiks.digiorden.actions import avvik as actions
from fiks.digiorden.actions.samtidig import ChangedMeanwhile
from fiks.digiorden.forms.avvik import AvvikForm
from fiks.digiorden.queries import personvern as queries
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@requires(*READERS)
def avvik_endre(request: FiksRequest, avvik_id: UUID) -> HttpResponse:
    """Show the form with what is known, and save it."""
    actor, at = request.actor, timezone.now()
    avvik = get_object_or_404(queries.avvik_for(actor, at=at), pk=avvik_id)
    people = queries.behandlere_for(actor, at=at) if queries.is_ombud(actor, at=at) else None
    form = AvvikForm(request.POST or None, behandlere=people, at=at, avvik=avvik, initial=AvvikForm.of(avvik))
    context: dict[str, object] = {"form": form, "avvik": avvik}
    if request.method == "POST" and form.is_valid():
        versjon = form.cleaned_data["versjon"]
        try:
            actions.change_avvik(avvik=avvik, innhold=form.innhold, versjon=versjon, by=actor, at=at)
        except ChangedMeanwhile:
            context |= {"lagret": avvik, "forskjeller": form.collided(AvvikForm.of(avvik))}
        except actions.IsClosed:
            form.add_error(None, _("Avviket er lukket. Åpne det igjen for å endre det."))
        else:
            messages.success(request, _("Avviket er lagret."))
            return redirect("digiorden:avvik", avvik.pk)
    return render(request, "digiorden/avvik_endre.html", context)
