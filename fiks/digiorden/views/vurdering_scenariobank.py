"""Picking scenarios from a bank, or from another template."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.vurderinger import StegRefused, pick_scenarioer
from fiks.digiorden.queries.vurderinger import maler_for, vurderinger_for
from fiks.digiorden.vurdering import innhold as inn
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def vurdering_scenariobank(request: FiksRequest, vurdering_id: UUID) -> HttpResponse:
    """Show the scenarios of one bank that are not in the assessment yet, and put the chosen ones into it."""
    actor = request.actor
    vurdering = get_object_or_404(vurderinger_for(actor), pk=vurdering_id)
    banker = maler_for(actor)
    chosen = request.POST.get("bank") or request.GET.get("bank") or ""
    bank = next((one for one in banker if one.kode == chosen), None) or next(
        (one for one in banker if one.slag == "SCENARIOER"), banker[0]
    )
    if request.method == "POST":
        try:
            antall = pick_scenarioer(
                vurdering=vurdering, mal=bank, valgt=request.POST.getlist("scenario"), by=actor, at=timezone.now()
            )
        except StegRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("digiorden:vurdering", vurdering.pk)
        text = ngettext("Ett scenario er hentet.", "%(antall)s scenarioer er hentet.", antall) % {"antall": antall}
        messages.success(request, text)
        return redirect("digiorden:vurdering", vurdering.pk)
    there = {one.kilde for one in inn.read(vurdering.innhold).scenarioer}
    context = {
        "vurdering": vurdering,
        "banker": banker,
        "bank": bank,
        "scenarioer": [one for one in bank.scenario if f"{bank.key} {one.id}" not in there],
    }
    return render(request, "digiorden/vurdering_scenariobank.html", context)
