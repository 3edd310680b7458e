"""Writing one scenario of an assessment."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.vurderinger import EndretImens, StegRefused, remove_scenario, save_scenario
from fiks.digiorden.forms.forskjell import Forskjell, differences
from fiks.digiorden.forms.vurderinger import ScenarioForm
from fiks.digiorden.queries.vurderinger import grenser_for, vurderinger_for
from fiks.digiorden.views.skriving import NEW, shown_version
from fiks.digiorden.vurdering import innhold as inn
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def vurdering_scenario(request: FiksRequest, vurdering_id: UUID, scenario_id: str) -> HttpResponse:
    """Show a scenario, or an empty one, and save or remove it."""
    actor, at = request.actor, timezone.now()
    vurdering = get_object_or_404(vurderinger_for(actor), pk=vurdering_id)
    innhold = inn.read(vurdering.innhold)
    scenario = inn.scenario(innhold, scenario_id)
    if scenario is None and scenario_id != NEW:
        raise Http404
    grenser, _row = grenser_for(actor)
    posted = request.POST if request.method == "POST" else None
    form = ScenarioForm(posted, scenario=scenario, innhold=innhold, grenser=grenser)
    forskjeller: list[Forskjell] = []
    removing = "fjern" in request.POST and scenario is not None
    if posted is not None and (removing or form.is_valid()):
        versjon = shown_version(request)
        try:
            if removing:
                remove_scenario(vurdering=vurdering, scenario_id=scenario_id, versjon=versjon, by=actor, at=at)
            else:
                save_scenario(vurdering=vurdering, scenario=form.changed(versjon), by=actor, at=at)
        except StegRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("digiorden:vurdering", vurdering.pk)
        except EndretImens:
            forskjeller = differences(form, form.stored) if form.is_valid() else []
        else:
            messages.success(request, _("Scenarioet er fjernet.") if removing else _("Scenarioet er lagret."))
            return redirect("digiorden:vurdering", vurdering.pk)
    context = {
        "form": form,
        "vurdering": vurdering,
        "scenario": scenario,
        "nummer": innhold.scenarioer.index(scenario) + 1 if scenario else len(innhold.scenarioer) + 1,
        "versjon": form.scenario.versjon,
        "forskjeller": forskjeller,
    }
    return render(request, "digiorden/vurdering_scenario.html", context)
