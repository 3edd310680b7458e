"""One list: how far it has come, what it became, and its file."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires, requires_login
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.innbyggerlister import cancel_liste, last_ned_liste
from fiks.folkeregister.actions.listearbeid import NotUnderway
from fiks.folkeregister.lister.listefil import BEGRENSNING
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.views.innbyggerlister import list_rolle
from fiks.folkeregister.views.listearbeid import Steg, let_in, progress, quarter, send

if TYPE_CHECKING:
    from fiks.folkeregister.models.innbyggerliste import Innbyggerliste


def find_liste(request: FiksRequest, liste_id: UUID) -> "Innbyggerliste":
    """The list, of the chosen role; nobody else is told that it is there."""
    list_rolle(request.actor)
    liste = queries.liste_for(request.actor, liste_id)
    if liste is None:
        raise Http404
    return liste


@require_GET
@requires_login
def innbyggerliste(request: FiksRequest, liste_id: UUID) -> HttpResponse:
    """The same address from order to deletion."""
    at = timezone.now()
    if other := let_in(request, queries.rolle_of(request.actor, liste_id, at=at), at=at):
        return other
    liste = find_liste(request, liste_id)
    context = {
        "liste": liste,
        "rolle": liste.rolle,
        "overskrift": _heading(liste),
        "begrensning": BEGRENSNING,
        "nedlastinger": queries.nedlastinger_for(request.actor, liste)[:20],
        "steg": _steps(liste),
        "sagt": quarter(liste),
    }
    return render(request, "folkeregister/innbyggerliste.html", context)


@require_GET
@requires(BRUK)
def innbyggerliste_framdrift(request: FiksRequest, liste_id: UUID) -> HttpResponse:
    """How far it has come, for the page to put in every second; when it has ended, the page is asked to load anew."""
    liste = find_liste(request, liste_id)
    context = {"liste": liste, "steg": _steps(liste)}
    return progress(request, liste, "folkeregister/deler/liste_framdrift.html", context)


@require_POST
@requires(BRUK)
def innbyggerliste_avbryt(request: FiksRequest, liste_id: UUID) -> HttpResponse:
    """Stop it."""
    liste = find_liste(request, liste_id)
    try:
        cancel_liste(liste=liste, by=request.actor, at=timezone.now())
    except NotUnderway:
        messages.info(request, _("Listen var ferdig før du avbrøt."))
    return redirect("folkeregister:innbyggerliste", liste_id)


@require_GET
@requires(BRUK)
def innbyggerliste_last_ned(request: FiksRequest, liste_id: UUID) -> HttpResponse:
    """Send the file. It is logged before the first byte, and never kept by browsers or proxies on the way."""
    liste = find_liste(request, liste_id)
    at = timezone.now()
    return send(
        request, lambda: last_ned_liste(liste=liste, by=request.actor, at=at), "folkeregister:innbyggerliste", liste
    )


def _heading(liste: "Innbyggerliste") -> str:
    if liste.is_underway:
        return _("Vi lager listen")
    if liste.is_ready:
        return _("Listen er klar")
    ended = {"FEILET": _("Listen stoppet"), "AVBRUTT": _("Listen er avbrutt")}
    return ended.get(liste.status, _("Listen er slettet"))


def _steps(liste: "Innbyggerliste") -> list[Steg]:
    written, all_written = liste.antall_skrevet > 0, liste.antall_skrevet >= liste.antall_ventet > 0
    finding = "FERDIG" if written else "PAAGAAR" if liste.startet_at else "VENTER"
    writing = "FERDIG" if all_written else "PAAGAAR" if written else "VENTER"
    return [
        Steg(_("Finner personene"), finding),
        Steg(_("Skriver filen og krypterer den"), writing),
        Steg(_("Lagrer filen"), "PAAGAAR" if all_written else "VENTER"),
    ]
