"""Deleting a list before its time: a page of its own, since it cannot be undone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.innbyggerlister import slett_liste
from fiks.folkeregister.views.innbyggerliste import find_liste


@require_http_methods(["GET", "POST"])
@requires(BRUK)
def innbyggerliste_slett(request: FiksRequest, liste_id: UUID) -> HttpResponse:
    """Ask, then destroy the file."""
    liste = find_liste(request, liste_id)
    if not liste.is_ready:
        return redirect("folkeregister:innbyggerliste", liste_id)
    if request.method == "POST":
        if slett_liste(liste=liste, by=request.actor, at=timezone.now()):
            messages.success(request, _("Listen er slettet."))
        return redirect("folkeregister:innbyggerliste", liste_id)
    return render(request, "folkeregister/innbyggerliste_slett.html", {"liste": liste})
