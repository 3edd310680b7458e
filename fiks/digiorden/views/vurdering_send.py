"""Sending an assessment on: a DPIA first to the data protection officer, then to the risk owner."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.vurderinger import EndretImens, IkkeFerdig, StegRefused, sak, send_vurdering
from fiks.digiorden.queries.vurderinger import mangler_of, vurderinger_for
from fiks.digiorden.views.skriving import shown_version
from fiks.digiorden.vurdering.gang import Steg
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def vurdering_send(request: FiksRequest, vurdering_id: UUID) -> HttpResponse:
    """Say who gets it and what is missing, and send it."""
    actor = request.actor
    vurdering = get_object_or_404(vurderinger_for(actor), pk=vurdering_id)
    case = sak(vurdering)
    may_ask = vurdering.slag == "DPIA"
    steg = Steg.BE_OM_RAAD if may_ask and (not case.has_raad or request.POST.get("til") == "raad") else Steg.SEND
    if request.method == "POST":
        try:
            send_vurdering(vurdering=vurdering, steg=steg, versjon=shown_version(request), by=actor, at=timezone.now())
        except StegRefused as refusal:
            messages.error(request, str(refusal))
        except EndretImens as changed:
            said = _("%(hvem)s har endret vurderingen. Les den før du sender.") % {"hvem": changed.hvem}
            messages.error(request, said)
        except IkkeFerdig:
            messages.error(request, _("Noe mangler. Se listen på siden."))
        else:
            to = _("personvernombudet") if steg is Steg.BE_OM_RAAD else _("risikoeieren")
            messages.success(request, _("Vurderingen er sendt til %(hvem)s.") % {"hvem": to})
        return redirect("digiorden:vurdering", vurdering.pk)
    context = {
        "vurdering": vurdering,
        "til_raad": steg is Steg.BE_OM_RAAD,
        "kan_spoerre_igjen": may_ask and case.has_raad,
        "mangler": mangler_of(vurdering, for_raad=steg is Steg.BE_OM_RAAD),
    }
    return render(request, "digiorden/vurdering_send.html", context)
