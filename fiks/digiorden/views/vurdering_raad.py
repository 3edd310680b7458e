"""The data protection officer's advice on a DPIA."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import PERSONVERNOMBUD
from fiks.digiorden.actions.vurderinger import EndretImens, StegRefused, give_raad
from fiks.digiorden.forms.avgjoerelser import RaadForm
from fiks.digiorden.presentation.vurdering import described
from fiks.digiorden.queries.vurderinger import grenser_for, vurderinger_for
from fiks.digiorden.views.skriving import shown_version
from fiks.digiorden.vurdering import innhold as inn
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(PERSONVERNOMBUD)
def vurdering_raad(request: FiksRequest, vurdering_id: UUID) -> HttpResponse:
    """Show what is asked about, and take the advice. It goes back to the editors, whatever it says."""
    actor, at = request.actor, timezone.now()
    vurdering = get_object_or_404(vurderinger_for(actor), pk=vurdering_id)
    shown = shown_version(request) if request.method == "POST" else vurdering.versjon
    form = RaadForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        raad = form.raad(by=actor.navn, on=timezone.localdate(at))
        try:
            give_raad(vurdering=vurdering, raad=raad, versjon=shown, by=actor, at=at)
        except StegRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("digiorden:vurdering", vurdering.pk)
        except EndretImens as changed:
            said = _("%(hvem)s har endret vurderingen. Les den på nytt før du gir rådet.") % {"hvem": changed.hvem}
            form.add_error(None, said)
            shown = vurdering.versjon
        else:
            messages.success(request, _("Rådet er gitt. Redaktørene svarer på det og sender vurderingen videre."))
            return redirect("digiorden:vurdering", vurdering.pk)
    grenser, _row = grenser_for(actor)
    context = {
        "form": form,
        "vurdering": vurdering,
        "versjon": shown,
        **described(inn.read(vurdering.innhold), grenser),
    }
    return render(request, "digiorden/vurdering_raad.html", context)
