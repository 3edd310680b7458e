"""Writing one measure of a draft."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.vurderinger import EndretImens, StegRefused, remove_tiltak, save_tiltak
from fiks.digiorden.forms.forskjell import Forskjell, differences
from fiks.digiorden.forms.vurderinger import TiltakForm
from fiks.digiorden.queries.vurderinger import risikoeiere_for, vurderinger_for
from fiks.digiorden.views.skriving import NEW, shown_version
from fiks.digiorden.vurdering import innhold as inn
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def vurdering_tiltak(request: FiksRequest, vurdering_id: UUID, tiltak_id: str) -> HttpResponse:
    """Show a measure, or an empty one, and save or remove it."""
    actor, at = request.actor, timezone.now()
    vurdering = get_object_or_404(vurderinger_for(actor), pk=vurdering_id)
    innhold = inn.read(vurdering.innhold)
    tiltak = inn.tiltak(innhold, tiltak_id)
    if tiltak is None and tiltak_id != NEW:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = TiltakForm(posted, tiltak=tiltak, people=list(risikoeiere_for(actor)))
    forskjeller: list[Forskjell] = []
    removing = "fjern" in request.POST and tiltak is not None
    if posted is not None and (removing or form.is_valid()):
        versjon = shown_version(request)
        try:
            if removing:
                remove_tiltak(vurdering=vurdering, tiltak_id=tiltak_id, versjon=versjon, by=actor, at=at)
            else:
                save_tiltak(vurdering=vurdering, tiltak=form.changed(versjon), by=actor, at=at)
        except StegRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("digiorden:vurdering", vurdering.pk)
        except EndretImens:
            forskjeller = differences(form, form.stored) if form.is_valid() else []
        else:
            messages.success(request, _("Tiltaket er fjernet.") if removing else _("Tiltaket er lagret."))
            return redirect("digiorden:vurdering", vurdering.pk)
    context = {
        "form": form,
        "vurdering": vurdering,
        "tiltak": tiltak,
        "brukt_i": [number for number, one in enumerate(innhold.scenarioer, 1) if tiltak_id in one.tiltak],
        "versjon": form.tiltak.versjon,
        "forskjeller": forskjeller,
    }
    return render(request, "digiorden/vurdering_tiltak.html", context)
