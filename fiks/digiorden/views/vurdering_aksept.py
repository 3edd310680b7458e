"""The risk owner's decision."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import GODKJENN
from fiks.digiorden.actions.avgjoerelser import KanIkkeAvgjoeres, decide_vurdering
from fiks.digiorden.actions.vurderinger import EndretImens, StegRefused, hvem, sak
from fiks.digiorden.forms.avgjoerelser import AvgjoerForm
from fiks.digiorden.presentation.vurdering import described
from fiks.digiorden.queries.vurderinger import grenser_for, omfang_of, vurderinger_for
from fiks.digiorden.views.skriving import shown_version
from fiks.digiorden.vurdering import innhold as inn
from fiks.digiorden.vurdering.avgjoerelse import asked, needs_consultation
from fiks.digiorden.vurdering.gang import Steg, refusal
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires

_A_YEAR = timedelta(days=365)


@require_http_methods(["GET", "POST"])
@requires(GODKJENN)
def vurdering_aksept(request: FiksRequest, vurdering_id: UUID) -> HttpResponse:
    """Show each risk above the limit, and take the decision. Others than the risk owner read why they cannot."""
    actor, at = request.actor, timezone.now()
    vurdering = get_object_or_404(vurderinger_for(actor), pk=vurdering_id)
    innhold = inn.read(vurdering.innhold)
    grenser, _row = grenser_for(actor)
    form = AvgjoerForm(
        request.POST if request.method == "POST" else None,
        asked=asked(grenser, innhold),
        review_date=timezone.localdate(at) + _A_YEAR,
    )
    if request.method == "POST" and form.is_valid():
        try:
            decide_vurdering(
                vurdering=vurdering, avgjoerelse=form.avgjoerelse, versjon=shown_version(request), by=actor, at=at
            )
        except KanIkkeAvgjoeres as refused:
            for text in refused.feil:
                form.add_error(None, text)
        except StegRefused as refused:
            messages.error(request, str(refused))
            return redirect("digiorden:vurdering", vurdering.pk)
        except EndretImens as changed:
            said = _("%(hvem)s har endret vurderingen etter at du åpnet siden. Les den på nytt.")
            messages.error(request, said % {"hvem": changed.hvem})
            return redirect("digiorden:vurdering", vurdering.pk)
        else:
            messages.success(request, _("Avgjørelsen er lagret, og versjonen er låst."))
            return redirect("digiorden:vurdering", vurdering.pk)
    context = {
        "form": form,
        "vurdering": vurdering,
        "innhold": innhold,
        "gjelder": [navn for _omfang, navn in omfang_of(actor, vurdering)],
        "stengt": refusal(Steg.AVGJOER, sak(vurdering), hvem(actor, at=at)),
        "maa_droeftes": needs_consultation(grenser, innhold),
        "under_grensen": len(innhold.scenarioer) - len(form.asked),
        **described(innhold, grenser),
    }
    return render(request, "digiorden/vurdering_aksept.html", context)
