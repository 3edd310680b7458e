"""Reading applications in from a file: choose it, see what it does and what is wrong, and then read it in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions import applikasjonsfil as actions
from fiks.digiorden.forms.applikasjonsark import read_oversikt
from fiks.digiorden.forms.applikasjonsopplasting import OversiktForm
from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


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
        messages.info(request, _("Filen er lest inn, eller er slettet fordi det gikk en time. Velg den på nytt."))
        return redirect("digiorden:applikasjoner_les_inn")
    if request.method == "POST" and request.POST.get("handling") != "les":
        actions.discard_upload(kept, at=at)
        messages.success(request, _("Filen er slettet. Ingenting er lest inn."))
        return redirect("digiorden:applikasjoner_les_inn")
    funn = read_oversikt(actions.content_of(kept), by=request.actor)
    if funn.feil:
        context = {"form": OversiktForm(), "funn": funn}
        return render(request, "digiorden/applikasjoner_les_inn.html", context, status=409)
    if request.method == "POST":
        new, changed = actions.les_inn_oversikt(funn.rader, by=request.actor, at=at)
        actions.discard_upload(kept, at=at)
        messages.success(
            request, _("Filen er lest inn: %(nye)d nye, %(endret)d endret.") % {"nye": new, "endret": changed}
        )
        return redirect("digiorden:applikasjoner")
    return render(request, "digiorden/applikasjoner_proevelest.html", {"funn": funn})
