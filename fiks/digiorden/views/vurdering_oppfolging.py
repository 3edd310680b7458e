"""Following a measure up after the decision."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import READERS
from fiks.digiorden.actions.avgjoerelser import follow_up_tiltak
from fiks.digiorden.actions.vurderinger import EndretImens, StegRefused
from fiks.digiorden.forms.avgjoerelser import FramdriftForm
from fiks.digiorden.forms.forskjell import Forskjell, differences
from fiks.digiorden.queries.vurderinger import tiltak_of, vurderinger_for
from fiks.digiorden.views.skriving import shown_version
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(*READERS)
def vurdering_oppfolging(request: FiksRequest, vurdering_id: UUID, tiltak_id: str) -> HttpResponse:
    """Show a measure, and let editors and the one who is responsible say how far it is come."""
    actor = request.actor
    vurdering = get_object_or_404(vurderinger_for(actor), pk=vurdering_id)
    tiltak = get_object_or_404(tiltak_of(actor, vurdering), tiltak_id=tiltak_id)
    form = FramdriftForm(request.POST if request.method == "POST" else None, tiltak=tiltak)
    forskjeller: list[Forskjell] = []
    if request.method == "POST" and form.is_valid():
        try:
            follow_up_tiltak(
                tiltak=tiltak, framdrift=form.framdrift, versjon=shown_version(request), by=actor, at=timezone.now()
            )
        except StegRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("digiorden:vurdering", vurdering.pk)
        except EndretImens:
            forskjeller = differences(form, form.stored)
        else:
            messages.success(request, _("Tiltaket er fulgt opp."))
            return redirect("digiorden:vurdering", vurdering.pk)
    context = {
        "form": form,
        "vurdering": vurdering,
        "tiltak": tiltak,
        "versjon": tiltak.versjon,
        "forskjeller": forskjeller,
    }
    return render(request, "digiorden/vurdering_oppfolging.html", context)
