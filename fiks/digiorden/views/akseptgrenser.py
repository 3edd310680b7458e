"""What risk the organisation accepts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import ADMINISTRER
from fiks.digiorden.actions.screening import FallendeGrenser, save_grenser
from fiks.digiorden.actions.vurderinger import EndretImens
from fiks.digiorden.forms.forskjell import Forskjell, differences
from fiks.digiorden.forms.screening import GrenserForm
from fiks.digiorden.queries.vurderinger import grenser_for
from fiks.digiorden.views.skriving import shown_version
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(ADMINISTRER)
def akseptgrenser(request: FiksRequest) -> HttpResponse:
    """Show the limits, and set them. What is decided keeps the limits it was decided by."""
    grenser, row = grenser_for(request.actor)
    form = GrenserForm(request.POST if request.method == "POST" else None, grenser=grenser)
    forskjeller: list[Forskjell] = []
    if request.method == "POST" and form.is_valid():
        try:
            save_grenser(form.grenser, versjon=shown_version(request), by=request.actor, at=timezone.now())
        except FallendeGrenser as refusal:
            form.add_error(None, str(refusal))
        except EndretImens:
            forskjeller = differences(form, form.stored)
        else:
            messages.success(request, _("Grensene er lagret. Vurderinger som er avgjort, beholder de gamle."))
            return redirect("digiorden:akseptgrenser")
    context = {"form": form, "rad": row, "versjon": row.versjon if row else 0, "forskjeller": forskjeller}
    return render(request, "digiorden/akseptgrenser.html", context)
