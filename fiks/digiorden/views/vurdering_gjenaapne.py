"""Opening a decided assessment again, as a new version."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.avgjoerelser import reopen_vurdering
from fiks.digiorden.actions.vurderinger import StegRefused
from fiks.digiorden.forms.avgjoerelser import BegrunnelseForm
from fiks.digiorden.queries.vurderinger import version_in_force, vurderinger_for
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def vurdering_gjenaapne(request: FiksRequest, vurdering_id: UUID) -> HttpResponse:
    """Say what happens, ask why, and open it."""
    vurdering = get_object_or_404(vurderinger_for(request.actor), pk=vurdering_id)
    form = BegrunnelseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen_vurdering(
                vurdering=vurdering,
                begrunnelse=form.cleaned_data["begrunnelse"],
                by=request.actor,
                at=timezone.now(),
            )
        except StegRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                _("Ny versjon er åpnet. Er den forrige akseptert, gjelder den fortsatt, til fristen for gjennomgang."),
            )
        return redirect("digiorden:vurdering", vurdering.pk)
    context = {"form": form, "vurdering": vurdering, "i_kraft": version_in_force(request.actor, vurdering)}
    return render(request, "digiorden/vurdering_gjenaapne.html", context)
