"""Writing in an assessment: its name, what it is about, its risk owner and its texts."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.vurderinger import EndretImens, Om, StegRefused, save_om
from fiks.digiorden.forms.forskjell import Forskjell, differences
from fiks.digiorden.forms.vurderinger import OmForm
from fiks.digiorden.queries.vurderinger import omfang_choices, omfang_of, risikoeiere_for, vurderinger_for
from fiks.digiorden.views.skriving import shown_version
from fiks.digiorden.vurdering import innhold as inn
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires

if TYPE_CHECKING:
    from fiks.digiorden.models import Vurdering


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def vurdering_rediger(request: FiksRequest, vurdering_id: UUID) -> HttpResponse:
    """Show the texts and save them. What somebody else saved meanwhile is shown, and not overwritten."""
    actor = request.actor
    form, vurdering, versjon = _form(request, vurdering_id)
    forskjeller: list[Forskjell] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        om = Om(
            tittel=given["tittel"],
            gjelder=form.valgt_omfang,
            risikoeier_id=given["risikoeier"],
            omfang=given["omfang"],
            avgrensning=given["avgrensning"],
            dpia=form.dpia,
        )
        try:
            save_om(vurdering=vurdering, om=om, versjon=shown_version(request), by=actor, at=timezone.now())
        except StegRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("digiorden:vurdering", vurdering.pk)
        except EndretImens:
            forskjeller = differences(form, form.stored)
        else:
            messages.success(request, _("Endringene er lagret."))
            return redirect("digiorden:vurdering", vurdering.pk)
    context = {"form": form, "vurdering": vurdering, "versjon": versjon, "forskjeller": forskjeller}
    return render(request, "digiorden/vurdering_rediger.html", context)


def _form(request: FiksRequest, vurdering_id: UUID) -> tuple[OmForm, "Vurdering", int]:
    actor = request.actor
    vurdering = get_object_or_404(vurderinger_for(actor), pk=vurdering_id)
    innhold = inn.read(vurdering.innhold)
    form = OmForm(
        request.POST if request.method == "POST" else None,
        vurdering=vurdering,
        innhold=innhold,
        gjelder=[omfang for omfang, _navn in omfang_of(actor, vurdering)],
        kan_gjelde=omfang_choices(actor),
        people=list(risikoeiere_for(actor)),
    )
    return form, vurdering, innhold.versjon
