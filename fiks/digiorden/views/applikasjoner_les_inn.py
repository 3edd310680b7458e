"""Reading applications in from a file: choose it, see what it does and what is wrong, and then read it in."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions import applikasjonsfil as actions
from fiks.digiorden.actions.applikasjoner import Endret
from fiks.digiorden.forms.applikasjonsark import read_oversikt
from fiks.digiorden.forms.applikasjonsopplasting import OversiktForm
from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires

if TYPE_CHECKING:
    from fiks.digiorden.actions.applikasjonsfil import Lestrad
    from fiks.felles.lager.models import Dokument


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def applikasjoner_les_inn(request: FiksRequest) -> HttpResponse:
    """Ask for a file, and try it. One without faults is kept for an hour, and shown."""
    form = OversiktForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            funn = read_oversikt(form.cleaned_data["fil"], by=request.actor)
        except LeseFeil as error:
            form.add_error("fil", str(error))
        else:
            if not funn.feil:
                kept = actions.keep_upload(form.cleaned_data["fil"], by=request.actor, at=timezone.now())
                return redirect("digiorden:applikasjoner_proevelest", kept.pk)
            form.add_error("fil", _("Filen har feil. Ingenting er lest inn."))
            context["funn"] = funn
    return render(request, "digiorden/applikasjoner_les_inn.html", context)


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def applikasjoner_proevelest(request: FiksRequest, dokument_id: UUID) -> HttpResponse:
    """Show what a file that has been tried does; read it in, or forget it, by the button that was pressed."""
    at = timezone.now()
    kept = actions.find_upload(dokument_id, by=request.actor, at=at)
    if kept is None:
        return _gone(request)
    if request.method == "POST" and request.POST.get("handling") != "les":
        actions.discard_upload(kept, at=at)
        messages.success(request, _("Filen er slettet. Ingenting er lest inn."))
        return redirect("digiorden:applikasjoner_les_inn")
    funn = read_oversikt(actions.content_of(kept), by=request.actor)
    if funn.feil:
        context = {"form": OversiktForm(), "funn": funn}
        return render(request, "digiorden/applikasjoner_les_inn.html", context, status=409)
    if request.method == "POST":
        return _read_in(request, kept, funn.rader, at)
    return render(request, "digiorden/applikasjoner_proevelest.html", {"funn": funn})


def _read_in(request: FiksRequest, kept: "Dokument", rader: "list[Lestrad]", at: datetime) -> HttpResponse:
    try:
        new, changed = actions.les_inn_opplasting(kept, rader, by=request.actor, at=at)
    except actions.AlreadyRead:
        return _gone(request)
    except Endret:
        messages.warning(request, _("Noen har endret applikasjonen siden filen ble laget. Hent oversikten på nytt."))
        return redirect("digiorden:applikasjoner_les_inn")
    messages.success(request, _("Filen er lest inn: %(nye)d nye, %(endret)d endret.") % {"nye": new, "endret": changed})
    return redirect("digiorden:applikasjoner")


def _gone(request: FiksRequest) -> HttpResponse:
    messages.info(request, _("Filen er lest inn, eller er slettet fordi det gikk en time. Velg den på nytt."))
    return redirect("digiorden:applikasjoner_les_inn")
