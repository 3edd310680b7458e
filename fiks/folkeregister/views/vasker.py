"""Washing of lists: upload one, and those that are washed in the role."""

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fiks.felles.design.paging import page_by_key
from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.innlesing.tabell import MOST_BYTES
from fiks.felles.innlogging import oekt
from fiks.felles.kontekst import Actor, FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.vask import last_opp_liste, require_vask
from fiks.folkeregister.forms.vask import OpplastingForm
from fiks.folkeregister.queries import vask as queries
from fiks.folkeregister.queries.listearbeid import days_kept
from fiks.folkeregister.queries.roller import chosen_rolle

if TYPE_CHECKING:
    from fiks.folkeregister.models.rolle import Registerrolle


def vask_rolle(actor: Actor) -> "Registerrolle":
    """The chosen role, which must wash lists.

    Raises:
        Refused
    """
    rolle = chosen_rolle(actor)
    require_vask(rolle, by=actor)
    return rolle


@require_http_methods(["GET", "POST"])
@requires(BRUK)
def vasker(request: FiksRequest) -> HttpResponse:
    """Ask for a file, and show the washes, newest first."""
    rolle = vask_rolle(request.actor)
    if request.method == "GET":
        return _page(request, OpplastingForm(rolle=rolle, initial=_initial(request.actor, rolle)), rolle)
    too_big = int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES
    form = OpplastingForm(request.POST, request.FILES, rolle=rolle, too_big=too_big)
    if not form.is_valid():
        return _page(request, form, rolle)
    given = form.cleaned_data
    by = request.actor.with_purpose(given["formaal"], given["sak"])
    oekt.set_work(request.session, by.formaal, by.sak)
    try:
        vask = last_opp_liste(given["fil"], rolle=rolle, by=by, at=timezone.now())
    except LeseFeil as error:
        form.add_error("fil", str(error))
        return _page(request, form, rolle)
    return redirect("folkeregister:vask_kolonner", vask.pk)


def _initial(actor: Actor, rolle: "Registerrolle") -> dict[str, object]:
    only = rolle.formaal[0] if len(rolle.formaal) == 1 else ""
    return {"formaal": actor.formaal if actor.formaal in rolle.formaal else only, "sak": actor.sak}


def _page(request: FiksRequest, form: OpplastingForm, rolle: "Registerrolle") -> HttpResponse:
    found = queries.vasker_for(request.actor)
    context = {
        "form": form,
        "rolle": rolle,
        "page": page_by_key(found, keys=("-bestilt_at", "-id"), after=request.GET.get("etter", "")),
        "dager": days_kept(rolle.virksomhet_id),
    }
    return render(request, "folkeregister/vasker.html", context)
