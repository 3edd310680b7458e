"""Searching. What is asked for is posted, kept under an id, and answered at an address that tells nothing of it."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.folkeregister import referanser
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.oppslag import NoPurpose
from fiks.folkeregister.actions.soek import Soekesvar, foreslaa_gater, may_search, soek_person
from fiks.folkeregister.forms.soek import SoekForm, kommuner_in
from fiks.folkeregister.presentation.soek import resultat
from fiks.folkeregister.queries.roller import chosen_rolle
from fiks.folkeregister.soek import soekeminne
from fiks.folkeregister.soek.frist import TooSlow
from fiks.folkeregister.soek.kriterier import SoekError
from fiks.folkeregister.views.arbeid import ask_for_work, needs_work
from fiks.folkeregister.views.person import unlisted


@require_http_methods(["GET", "POST"])
@requires(BRUK)
@needs_work
def soek(request: FiksRequest) -> HttpResponse:
    """Ask; keep what is asked for under an id, and go to the hits. What cannot be searched by is told at once."""
    at = timezone.now()
    try:
        form = _form(request, at)
    except NoPurpose as refusal:
        return ask_for_work(request, refusal)
    if request.method == "POST" and form.is_valid():
        try:
            form.soek.check(one_municipality=form.ramme.one_municipality)
            return redirect("folkeregister:soek_treff", soekeminne.keep(request, form.fields))
        except SoekError as error:
            form.refuse(error)
    return unlisted(render(request, "folkeregister/soek.html", {"form": form, "rolle": chosen_rolle(request.actor)}))


@require_GET
@requires(BRUK)
@needs_work
def soek_treff(request: FiksRequest, soek_id: UUID) -> HttpResponse:
    """Search, and show a page of hits. Each display is a search of its own, and a row of the log."""
    asked = soekeminne.find(request, soek_id)
    if asked is None:
        messages.info(request, _("Søket er ikke lenger åpent. Søk på nytt."))
        return redirect("folkeregister:soek")
    at, rolle = timezone.now(), chosen_rolle(request.actor)
    ramme, opened = may_search(rolle, by=request.actor, at=at)
    form = SoekForm(asked, ramme=ramme, opened=opened, today=timezone.localdate(at))
    context: dict[str, object] = {"form": form, "rolle": rolle, "soek_id": soek_id}
    if form.is_valid():
        context |= _answer(request, form, at)
    return unlisted(render(request, "folkeregister/soek.html", context))


@require_POST
@requires(BRUK)
def soek_gater(request: FiksRequest) -> HttpResponse:
    """Streets that begin as what is typed so far, as options for the field."""
    found = foreslaa_gater(
        tekst=request.POST.get("gate", ""),
        kommuner=kommuner_in(request.POST.getlist("kommuner")),
        rolle=chosen_rolle(request.actor),
        by=request.actor,
        at=timezone.now(),
    )
    return render(request, "folkeregister/deler/gateforslag.html", {"gater": found})


def _form(request: FiksRequest, at: datetime) -> SoekForm:
    ramme, opened = may_search(chosen_rolle(request.actor), by=request.actor, at=at)
    data = request.POST if request.method == "POST" else None
    return SoekForm(data, ramme=ramme, opened=opened, today=timezone.localdate(at))


def _answer(request: FiksRequest, form: SoekForm, at: datetime) -> dict[str, object]:
    """The hits, or what stands in the way."""
    side = request.GET.get("side", "1")
    try:
        svar: Soekesvar = soek_person(
            soek=form.soek,
            rolle=chosen_rolle(request.actor),
            by=request.actor,
            at=at,
            side=int(side) if side.isdecimal() and len(side) < 4 else 1,
        )
    except SoekError as error:
        form.refuse(error)
        return {}
    except TooSlow:
        return {"for_tregt": True}
    refer = partial(referanser.seal_number, request) if svar.may_look_up else None
    return {"svar": svar, "resultat": resultat(svar, form, refer=refer, today=timezone.localdate(at))}
