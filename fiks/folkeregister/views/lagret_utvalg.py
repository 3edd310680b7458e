"""Saved criteria: what they are, draw again, another name, away."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.lagrede_utvalg import NameTaken, delete_utvalg, rename_utvalg
from fiks.folkeregister.forms.listevalg import NavnForm
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.views.innbyggerlister import list_rolle

if TYPE_CHECKING:
    from fiks.folkeregister.models.innbyggerliste import LagretUtvalg

_LISTS_SHOWN = 10


@require_http_methods(["GET", "POST"])
@requires(BRUK)
def lagret_utvalg(request: FiksRequest, lagret_id: UUID) -> HttpResponse:
    """Show them, and give them another name."""
    rolle, lagret = list_rolle(request.actor), _find(request, lagret_id)
    form = NavnForm(request.POST if request.method == "POST" else None, lagret=lagret)
    if request.method == "POST" and form.is_valid() and _rename(request, form, lagret):
        messages.success(request, _("Navnet er lagret."))
        return redirect("folkeregister:lagret_utvalg", lagret_id)
    lister = queries.lister_for(request.actor).filter(lagret_utvalg=lagret)[:_LISTS_SHOWN]
    context = {"lagret": _find(request, lagret_id), "form": form, "rolle": rolle, "lister": lister}
    return render(request, "folkeregister/lagret_utvalg.html", context)


@require_POST
@requires(BRUK)
def lagret_utvalg_slett(request: FiksRequest, lagret_id: UUID) -> HttpResponse:
    """Forget them. Lists stay."""
    list_rolle(request.actor)
    lagret = _find(request, lagret_id)
    if delete_utvalg(lagret=lagret, by=request.actor, at=timezone.now()):
        messages.success(request, _("Utvalget «%(navn)s» er slettet.") % {"navn": lagret.navn})
    return redirect("folkeregister:innbyggerlister")


def _find(request: FiksRequest, lagret_id: UUID) -> "LagretUtvalg":
    found = queries.lagrede_utvalg_for(request.actor).filter(pk=lagret_id).first()
    if found is None:
        raise Http404
    return found


def _rename(request: FiksRequest, form: NavnForm, lagret: "LagretUtvalg") -> bool:
    navn = form.cleaned_data["navn"]
    try:
        rename_utvalg(lagret=lagret, navn=navn, by=request.actor, at=timezone.now())
    except NameTaken:
        form.add_error("navn", _("Rollen har allerede et utvalg som heter «%(navn)s».") % {"navn": navn})
        return False
    return True
