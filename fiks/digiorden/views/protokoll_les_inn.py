"""Reading records in from a file: choose it, see what is in it and what is wrong, and then read it in."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions import protokollimport as actions
from fiks.digiorden.forms.protokollimport import ImportForm
from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def protokoll_les_inn(request: FiksRequest) -> HttpResponse:
    """Ask for a file, and try it. One without faults is kept for an hour, and shown."""
    if request.method == "GET":
        return render(request, "digiorden/protokoll_les_inn.html", {"form": ImportForm()})
    form = ImportForm(request.POST, request.FILES)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        try:
            funn = actions.try_file(form.cleaned_data["fil"], by=request.actor)
        except LeseFeil as error:
            form.add_error("fil", str(error))
        else:
            if funn.ok:
                kept = actions.keep_upload(form.cleaned_data["fil"], by=request.actor, at=timezone.now())
                return redirect("digiorden:protokoll_proevelest", kept.pk)
            form.add_error("fil", _("Filen har feil. Ingenting er lest inn."))
            context["funn"] = funn
    return render(request, "digiorden/protokoll_les_inn.html", context)


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def protokoll_proevelest(request: FiksRequest, dokument_id: UUID) -> HttpResponse:
    """Show what a file that has been tried holds; read it in, or forget it, by the button that was pressed."""
    at = timezone.now()
    kept = actions.find_upload(dokument_id, by=request.actor, at=at)
    if kept is None:
        return _gone(request)
    if request.method == "POST" and request.POST.get("handling") != "les":
        actions.discard_upload(kept, at=at)
        messages.success(request, _("Filen er slettet. Ingenting er lest inn."))
        return redirect("digiorden:protokoll_les_inn")
    if request.method == "POST":
        try:
            made = actions.import_upload(kept, by=request.actor, at=at)
        except (actions.AlreadyRead, FileNotFoundError):
            return _gone(request)
        except actions.HasFaults as refusal:
            context = {"form": ImportForm(), "funn": refusal.funn}
            return render(request, "digiorden/protokoll_les_inn.html", context, status=409)
        said = ngettext(
            "%(antall)s behandling er lest inn som utkast.",
            "%(antall)s behandlinger er lest inn som utkast.",
            len(made),
        )
        messages.success(request, said % {"antall": len(made)})
        return redirect("digiorden:behandlinger")
    funn = actions.try_file(actions.content_of(kept), by=request.actor)
    return render(request, "digiorden/protokoll_proevelest.html", {"funn": funn, "dokument_id": dokument_id})


def _gone(request: FiksRequest) -> HttpResponse:
    messages.info(request, _("Filen er lest inn, eller er slettet fordi det gikk en time. Velg den på nytt."))
    return redirect("digiorden:protokoll_les_inn")
