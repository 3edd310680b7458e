"""Closing a breach when all is told or explained."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import PERSONVERNOMBUD
from fiks.digiorden.actions import avvik as actions
from fiks.digiorden.actions.samtidig import ChangedMeanwhile
from fiks.digiorden.forms.samtidig import VersjonForm
from fiks.digiorden.personvern.mangler import mangler
from fiks.digiorden.queries import personvern as queries
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@requires(PERSONVERNOMBUD)
def avvik_lukk(request: FiksRequest, avvik_id: UUID) -> HttpResponse:
    """Say what is missing, or ask whether to close."""
    actor, at = request.actor, timezone.now()
    avvik = get_object_or_404(queries.avvik_for(actor, at=at), pk=avvik_id)
    form = VersjonForm(request.POST or None, initial={"versjon": avvik.versjon})
    if request.method == "POST" and form.is_valid():
        try:
            actions.close_avvik(avvik=avvik, versjon=form.cleaned_data["versjon"], by=actor, at=at)
        except ChangedMeanwhile:
            messages.warning(request, _("Noen har endret avviket mens du så på det. Se over det før du lukker."))
        except actions.NotFinished:
            messages.warning(request, _("Noe mangler før avviket kan lukkes."))
        except actions.IsClosed:
            messages.info(request, _("Avviket var lukket fra før."))
        else:
            messages.success(request, _("Avviket er lukket."))
        return redirect("digiorden:avvik", avvik.pk)
    context = {"form": form, "avvik": avvik, "mangler": mangler(avvik)}
    return render(request, "digiorden/avvik_lukk.html", context)
