"""Beginning an assessment, from a template or without."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.vurderinger import create_vurdering
from fiks.digiorden.forms.vurderinger import NyForm
from fiks.digiorden.queries.vurderinger import maler_for
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def vurdering_ny(request: FiksRequest) -> HttpResponse:
    """Ask what to make and of what, and make it."""
    maler = maler_for(request.actor)
    form = NyForm(request.POST if request.method == "POST" else None, maler=maler)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = create_vurdering(
            slag=given["slag"], tittel=given["tittel"], mal=form.valgt, by=request.actor, at=timezone.now()
        )
        messages.success(request, _("Utkastet er laget. Les gjennom det, og endre det så det passer hos dere."))
        return redirect("digiorden:vurdering", made.pk)
    return render(request, "digiorden/vurdering_ny.html", {"form": form, "maler": form.maler.values()})
