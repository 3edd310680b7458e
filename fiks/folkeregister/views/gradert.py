"""Graded addresses: a page of its own, a reason, a strong log-in, and some minutes."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.felles.kontekst import Acr, FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.folkeregister import referanser
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.oppslag import Valg, slaa_opp
from fiks.folkeregister.forms.oppslag import GradertForm
from fiks.folkeregister.presentation.page import hidden_kinds, personside
from fiks.folkeregister.queries.roller import chosen_rolle
from fiks.folkeregister.referanser import Referanse
from fiks.folkeregister.views.arbeid import needs_work
from fiks.folkeregister.views.person import forgotten, not_found, unlisted


@require_http_methods(["GET", "POST"])
@requires(BRUK, acr=Acr.HIGH)
@needs_work
def gradert(request: FiksRequest, referanse_id: UUID) -> HttpResponse:
    """Ask why; then show the addresses until the time is up. Each display is logged with the reason."""
    referanse = referanser.find(request, referanse_id)
    if referanse is None:
        return forgotten(request)
    at = timezone.now()
    if "skjul" in request.POST:
        referanser.hide_graded(request, referanse_id)
        return redirect("folkeregister:person", referanse_id)
    if referanse.shows_graded(request.actor.ressurs_id, at) and request.method == "GET":
        return _show(request, referanse_id, referanse, at)
    form = GradertForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        referanser.choose_graded(request, referanse_id, form.reason, at=at)
        return redirect("folkeregister:gradert", referanse_id)
    return _ask(request, referanse_id, referanse, form, at)


def _ask(
    request: FiksRequest, referanse_id: UUID, referanse: Referanse, form: GradertForm, at: datetime
) -> HttpResponse:
    """The question names the person, so asking it is a look-up too."""
    rolle = chosen_rolle(request.actor)
    oppslag = slaa_opp(nummer=referanse.nummer, rolle=rolle, by=request.actor, at=at)
    if not oppslag.found:
        return not_found(request)
    if not oppslag.skjulte:
        return _nothing(request, referanse_id)
    context = {
        "form": form,
        "referanse_id": referanse_id,
        "side": personside(oppslag, on=timezone.localdate(at)),
        "slag": hidden_kinds(oppslag),
        "minutter": int(referanser.SHOWN_FOR.total_seconds() // 60),
    }
    return unlisted(render(request, "folkeregister/gradert.html", context))


def _show(request: FiksRequest, referanse_id: UUID, referanse: Referanse, at: datetime) -> HttpResponse:
    rolle = chosen_rolle(request.actor)
    valg = Valg(gradert=True, begrunnelse=referanse.begrunnelse)
    oppslag = slaa_opp(nummer=referanse.nummer, rolle=rolle, by=request.actor, at=at, valg=valg)
    if not oppslag.found or not oppslag.skjulte:
        return _nothing(request, referanse_id)
    side = personside(oppslag, on=timezone.localdate(at))
    context = {
        "referanse_id": referanse_id,
        "side": side,
        "adresser": [fakta for fakta in side.adresser if fakta.kode in oppslag.skjulte],
        "until": referanse.gradert_until,
        "oppslag": oppslag,
    }
    response = unlisted(render(request, "folkeregister/gradert_vist.html", context))
    assert referanse.gradert_until is not None
    left = int((referanse.gradert_until - at).total_seconds()) + 1
    # Without JavaScript too, the page closes when the time is up.
    response.headers["Refresh"] = f"{left}; url={reverse('folkeregister:person', args=[referanse_id])}"
    return response


def _nothing(request: FiksRequest, referanse_id: UUID) -> HttpResponse:
    """The same answer whether there is no address or none that anybody may see."""
    messages.info(request, _("Det er ingen adresse å be om for denne personen."))
    return redirect("folkeregister:person", referanse_id)
