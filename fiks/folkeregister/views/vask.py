"""One wash: how far it has come, what it became, and its file."""

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
from fiks.folkeregister.actions.listearbeid import NotUnderway
from fiks.folkeregister.actions.vask import cancel_vask, last_ned_vask
from fiks.folkeregister.lister.listefil import BEGRENSNING
from fiks.folkeregister.queries import vask as queries
from fiks.folkeregister.vask.dom import Utfall
from fiks.folkeregister.views.listearbeid import Steg, let_in, progress, quarter, send
from fiks.folkeregister.views.vasker import vask_rolle

if TYPE_CHECKING:
    from fiks.folkeregister.models.vask import Vask


def find_vask(request: FiksRequest, vask_id: UUID) -> "Vask":
    """The wash, of the chosen role; nobody else is told that it is there."""
    vask_rolle(request.actor)
    vask = queries.vask_for(request.actor, vask_id)
    if vask is None:
        raise Http404
    return vask


@require_GET
@requires_login
def vask(request: FiksRequest, vask_id: UUID) -> HttpResponse:
    """The same address from order to deletion."""
    at = timezone.now()
    if other := let_in(request, queries.rolle_of(request.actor, vask_id, at=at), at=at):
        return other
    found = find_vask(request, vask_id)
    if found.is_draft:
        return redirect("folkeregister:vask_kolonner", vask_id)
    context = {
        "vask": found,
        "rolle": found.rolle,
        "overskrift": _heading(found),
        "begrensning": BEGRENSNING,
        "nedlastinger": queries.nedlastinger_for(request.actor, found)[:20],
        "utfall": [(utfall.label, found.utfall.get(utfall.value, 0)) for utfall in Utfall],
        "steg": _steps(found),
        "sagt": quarter(found),
    }
    return render(request, "folkeregister/vask.html", context)


@require_GET
@requires(BRUK)
def vask_framdrift(request: FiksRequest, vask_id: UUID) -> HttpResponse:
    """How far it has come, for the page to put in every second; when it has ended, the page is asked to load anew."""
    found = find_vask(request, vask_id)
    context = {"vask": found, "steg": _steps(found)}
    return progress(request, found, "folkeregister/deler/vask_framdrift.html", context)


@require_POST
@requires(BRUK)
def vask_avbryt(request: FiksRequest, vask_id: UUID) -> HttpResponse:
    """Stop it, whether it is ordered or not."""
    found = find_vask(request, vask_id)
    try:
        cancel_vask(vask=found, by=request.actor, at=timezone.now())
    except NotUnderway:
        messages.info(request, _("Listen var ferdig før du avbrøt."))
    else:
        if found.is_draft:
            messages.success(request, _("Filen du lastet opp, er slettet."))
            return redirect("folkeregister:vasker")
    return redirect("folkeregister:vask", vask_id)


@require_GET
@requires(BRUK)
def vask_last_ned(request: FiksRequest, vask_id: UUID) -> HttpResponse:
    """Send the file. It is logged before the first byte, and never kept by browsers or proxies on the way."""
    found = find_vask(request, vask_id)
    at = timezone.now()
    return send(request, lambda: last_ned_vask(vask=found, by=request.actor, at=at), "folkeregister:vask", found)


def _heading(found: "Vask") -> str:
    if found.is_underway:
        return _("Vi vasker listen")
    if found.is_ready:
        return _("Listen er vasket")
    ended = {"FEILET": _("Vasken stoppet"), "AVBRUTT": _("Vasken er avbrutt")}
    return ended.get(found.status, _("Den vaskede listen er slettet"))


def _steps(found: "Vask") -> list[Steg]:
    begun, all_done = found.startet_at is not None, found.antall_vasket >= found.antall_rader > 0
    washing = "FERDIG" if all_done else "PAAGAAR" if begun else "VENTER"
    return [
        Steg(_("Finner personene"), washing),
        Steg(_("Skriver filen og krypterer den"), "PAAGAAR" if all_done else "VENTER"),
        Steg(_("Sletter filen du lastet opp"), "VENTER"),
    ]
