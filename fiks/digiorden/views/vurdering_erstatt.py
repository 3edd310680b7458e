"""Letting another assessment take the place of this one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import GODKJENN
from fiks.digiorden.actions.avgjoerelser import replace_vurdering
from fiks.digiorden.actions.vurderinger import StegRefused
from fiks.digiorden.forms.avgjoerelser import ErstattForm
from fiks.digiorden.queries.vurderinger import replacements_for, vurderinger_for
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(GODKJENN)
def vurdering_erstatt(request: FiksRequest, vurdering_id: UUID) -> HttpResponse:
    """Choose the one that counts instead."""
    actor = request.actor
    vurdering = get_object_or_404(vurderinger_for(actor), pk=vurdering_id)
    andre = list(replacements_for(actor, vurdering))
    form = ErstattForm(request.POST if request.method == "POST" else None, andre=andre)
    if request.method == "POST" and form.is_valid():
        av = next(one for one in andre if str(one.pk) == form.cleaned_data["av"])
        try:
            replace_vurdering(vurdering=vurdering, av=av, by=actor, at=timezone.now())
        except StegRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Vurderingen er erstattet."))
        return redirect("digiorden:vurdering", vurdering.pk)
    return render(request, "digiorden/vurdering_erstatt.html", {"form": form, "vurdering": vurdering, "andre": andre})
