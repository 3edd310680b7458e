"""Changing how the organisation is reached."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import ADMINISTRER
from fiks.digiorden.forms.organisasjon import OpplysningerForm
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.virksomhet import actions, queries


@requires(ADMINISTRER)
def organisasjon_endre(request: FiksRequest) -> HttpResponse:
    """Show the form with what is known, and save it."""
    actor = request.actor
    form = OpplysningerForm(request.POST or None, initial=OpplysningerForm.of(queries.opplysninger_for(actor)))
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        versjon = form.cleaned_data["versjon"]
        try:
            actions.save_opplysninger(values=form.values, versjon=versjon, by=actor, at=timezone.now())
        except actions.ChangedMeanwhile:
            kept = queries.opplysninger_for(actor)
            context |= {"lagret": kept, "forskjeller": form.collided(OpplysningerForm.of(kept))}
        else:
            messages.success(request, _("Opplysningene er lagret."))
            return redirect("digiorden:organisasjon")
    return render(request, "digiorden/organisasjon_endre.html", context)
