"""The deliberate choice to have graded addresses on a list: a page of its own, a log-in at level high, and a reason."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from fiks.felles.kontekst import Acr, FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.forms.innbyggerliste import InnbyggerlisteForm
from fiks.folkeregister.forms.listevalg import GraderteForm
from fiks.folkeregister.lister import listeutkast
from fiks.folkeregister.lister.utvalgstekst import summary
from fiks.folkeregister.views.innbyggerliste_ny import order, saved_criteria
from fiks.folkeregister.views.innbyggerlister import list_rolle


@require_http_methods(["GET", "POST"])
@requires(BRUK, acr=Acr.HIGH)
def innbyggerliste_graderte(request: FiksRequest) -> HttpResponse:
    """Ask why, and order the list that was filled in on the page before."""
    rolle, draft = list_rolle(request.actor), listeutkast.find(request)
    if draft is None:
        return redirect("folkeregister:innbyggerliste_ny")
    filled = InnbyggerlisteForm(draft, rolle=rolle, today=timezone.localdate())
    if not filled.is_valid() or not filled.cleaned_data.get("med_graderte") or filled.utvalg is None:
        return redirect("folkeregister:innbyggerliste_ny")
    form = GraderteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        lagret = saved_criteria(request.actor, draft.get("lagret", ""))
        listeutkast.forget(request)
        return order(request, filled, rolle, lagret, graderte=form.aarsak)
    context = {"form": form, "rolle": rolle, "utvalg": summary(filled.utvalg)}
    return render(request, "folkeregister/innbyggerliste_graderte.html", context)
