"""One list: how far it has come, what it became, and its file."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fiks.felles.design.fil import send_file
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.access import check
from fiks.felles.tilgang.door import requires, requires_login
from fiks.felles.tilgang.privilegier import privilegium
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.innbyggerlister import cancel_liste, last_ned_liste
from fiks.folkeregister.actions.listearbeid import NotReady, NotUnderway
from fiks.folkeregister.lister.listefil import BEGRENSNING
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.views.innbyggerlister import list_rolle

if TYPE_CHECKING:
    from fiks.folkeregister.models.innbyggerliste import Innbyggerliste

_QUARTER = 25


@dataclass(frozen=True, slots=True)
class Steg:
    """One step of the draw. `tilstand`: FERDIG, PAAGAAR or VENTER."""

    navn: str
    tilstand: str


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
    """The same address from order to deletion. Who has its role but has not chosen it is offered to: notices lead here,
    whatever one is at work with. Else the door is that of the role, as on every page of the register.
    """
    at = timezone.now()
    if other := _in_another_role(request, liste_id, at=at):
        return other
    check(privilegium(BRUK), request.actor, at=at)
    liste = find_liste(request, liste_id)
    context = {
        "liste": liste,
        "rolle": liste.rolle,
        "overskrift": _heading(liste),
        "begrensning": BEGRENSNING,
        "nedlastinger": queries.nedlastinger_for(request.actor, liste)[:20],
        "steg": _steps(liste),
        "sagt": _quarter(liste),
    }
    return render(request, "folkeregister/innbyggerliste.html", context)


@require_GET
@requires(BRUK)
def innbyggerliste_framdrift(request: FiksRequest, liste_id: UUID) -> HttpResponse:
    """How far it has come, for the page to put in every second; when it has ended, the page is asked to load anew."""
    liste = find_liste(request, liste_id)
    if not liste.is_underway:
        return HttpResponse(headers={"HX-Refresh": "true"})
    said = request.GET.get("sagt", "")
    reached, before = _quarter(liste), int(said) if said.isdecimal() else 0
    context = {"liste": liste, "steg": _steps(liste), "sagt": reached, "si": reached if reached > before else 0}
    return render(request, "folkeregister/deler/liste_framdrift.html", context)


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
    try:
        fil = last_ned_liste(liste=liste, by=request.actor, at=timezone.now())
    except NotReady:
        messages.info(request, _("Filen finnes ikke lenger."))
        return redirect("folkeregister:innbyggerliste", liste_id)
    return send_file(fil.innhold, name=fil.filnavn, media_type=fil.medietype, size=fil.size)


def _in_another_role(request: FiksRequest, liste_id: UUID, *, at: datetime) -> HttpResponse | None:
    rolle = queries.rolle_of(request.actor, liste_id, at=at)
    if rolle is None or rolle.ressurs_id == request.actor.ressurs_id:
        return None
    return render(request, "folkeregister/innbyggerliste_annen_rolle.html", {"rolle": rolle}, status=403)


def _heading(liste: "Innbyggerliste") -> str:
    if liste.is_underway:
        return _("Vi lager listen")
    if liste.is_ready:
        return _("Listen er klar")
    ended = {"FEILET": _("Listen stoppet"), "AVBRUTT": _("Listen er avbrutt")}
    return ended.get(liste.status, _("Listen er slettet"))


def _quarter(liste: "Innbyggerliste") -> int:
    """The last quarter that is passed. Each is said aloud once; every figure would be noise."""
    return liste.percent // _QUARTER * _QUARTER


def _steps(liste: "Innbyggerliste") -> list[Steg]:
    written, all_written = liste.antall_skrevet > 0, liste.antall_skrevet >= liste.antall_ventet > 0
    finding = "FERDIG" if written else "PAAGAAR" if liste.startet_at else "VENTER"
    writing = "FERDIG" if all_written else "PAAGAAR" if written else "VENTER"
    return [
        Steg(_("Finner personene"), finding),
        Steg(_("Skriver filen og krypterer den"), writing),
        Steg(_("Lagrer filen"), "PAAGAAR" if all_written else "VENTER"),
    ]
