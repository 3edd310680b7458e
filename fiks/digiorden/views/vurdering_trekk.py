"""Calling an assessment back to be written in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.vurderinger import StegRefused, withdraw_vurdering
from fiks.digiorden.queries.vurderinger import vurderinger_for
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_POST
@requires(REDIGER)
def vurdering_trekk(request: FiksRequest, vurdering_id: UUID) -> HttpResponse:
    """Call it back from the data protection officer or the risk owner, to be written in."""
    vurdering = get_object_or_404(vurderinger_for(request.actor), pk=vurdering_id)
    try:
        withdraw_vurdering(vurdering=vurdering, by=request.actor, at=timezone.now())
    except StegRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Vurderingen er trukket tilbake. Nå kan dere skrive i den."))
    return redirect("digiorden:vurdering", vurdering.pk)
