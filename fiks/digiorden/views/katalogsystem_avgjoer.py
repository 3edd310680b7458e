"""The vendor's decisions on its own systems: taking one in, refusing one, retiring one, confirming what is said."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fiks.digiorden.access import RETTIGHETSHAVER
from fiks.digiorden.actions import katalog as actions
from fiks.digiorden.forms.katalog import BegrunnelseForm
from fiks.digiorden.views.katalogsystem import find_system
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_POST
@requires(RETTIGHETSHAVER)
def katalogsystem_godkjenn(request: FiksRequest, system_id: UUID) -> HttpResponse:
    """Take it into the catalogue."""
    return _act(request, system_id, actions.godkjenn, _("Systemet er tatt inn i katalogen."))


@require_POST
@requires(RETTIGHETSHAVER)
def katalogsystem_bekreft(request: FiksRequest, system_id: UUID) -> HttpResponse:
    """Confirm all that is said of it, as it stands."""
    versjon = request.POST.get("versjon", "")
    number = int(versjon) if versjon.isascii() and versjon.isdecimal() else 0
    return _act(request, system_id, actions.bekreft, _("Opplysningene er bekreftet."), versjon=number)


@require_http_methods(["GET", "POST"])
@requires(RETTIGHETSHAVER)
def katalogsystem_avvis(request: FiksRequest, system_id: UUID) -> HttpResponse:
    """Ask why, and refuse it."""
    return _with_reason(request, system_id, actions.avvis, _("Systemet er ikke tatt inn."), "AVVIS")


@require_http_methods(["GET", "POST"])
@requires(RETTIGHETSHAVER)
def katalogsystem_utgaatt(request: FiksRequest, system_id: UUID) -> HttpResponse:
    """Ask why, and retire it."""
    return _with_reason(request, system_id, actions.merk_utgaatt, _("Systemet er merket som utgått."), "UTGAATT")


def _with_reason(request: FiksRequest, system_id: UUID, act: Callable[..., Any], done: str, hva: str) -> HttpResponse:
    system = find_system(system_id)
    actions.require_rights(system, by=request.actor)
    form = BegrunnelseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _act(request, system_id, act, done, begrunnelse=form.cleaned_data["begrunnelse"])
    return render(request, "digiorden/katalogsystem_avgjoer.html", {"system": system, "form": form, "hva": hva})


def _act(request: FiksRequest, system_id: UUID, act: Callable[..., Any], done: str, **given: object) -> HttpResponse:
    try:
        act(system=find_system(system_id), by=request.actor, at=timezone.now(), **given)
    except actions.KatalogEndret:
        messages.warning(request, _("Systemet er endret eller avgjort av noen andre. Slik er det nå."))
    else:
        messages.success(request, done)
    return redirect("digiorden:katalogsystem", system_id)
