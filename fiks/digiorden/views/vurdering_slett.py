"""Deleting a draft that was never decided on."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.vurderinger import EndretImens, StegRefused, delete_draft
from fiks.digiorden.queries.vurderinger import vurderinger_for
from fiks.digiorden.views.skriving import shown_version
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def vurdering_slett(request: FiksRequest, vurdering_id: UUID) -> HttpResponse:
    """Say what is lost, and delete it."""
    vurdering = get_object_or_404(vurderinger_for(request.actor), pk=vurdering_id)
    if request.method == "POST":
        try:
            delete_draft(vurdering=vurdering, versjon=shown_version(request), by=request.actor, at=timezone.now())
        except StegRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("digiorden:vurdering", vurdering.pk)
        except EndretImens as changed:
            said = _("%(hvem)s har endret vurderingen. Les den før du sletter.") % {"hvem": changed.hvem}
            messages.error(request, said)
            return redirect("digiorden:vurdering", vurdering.pk)
        messages.success(request, _("Utkastet er slettet."))
        return redirect("digiorden:vurderinger")
    return render(request, "digiorden/vurdering_slett.html", {"vurdering": vurdering})
