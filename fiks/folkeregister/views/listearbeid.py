"""What the pages of a drawn list and of a wash have in common: who is let in, how far it has come, and the file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from fiks.felles.design.fil import send_file
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.access import check
from fiks.felles.tilgang.privilegier import privilegium
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.listearbeid import Fil, NotReady

if TYPE_CHECKING:
    from fiks.folkeregister.models.listearbeid import Listearbeid
    from fiks.folkeregister.models.rolle import Registerrolle

_QUARTER = 25


@dataclass(frozen=True, slots=True)
class Steg:
    """One step of the work. `tilstand`: FERDIG, PAAGAAR or VENTER."""

    navn: str
    tilstand: str


def let_in(request: FiksRequest, rolle: "Registerrolle | None", *, at: datetime) -> HttpResponse | None:
    """The offer to change to the role that it was ordered in, for one who has that role but has not chosen it: notices lead
    here, whatever one is at work with. Else the door is that of the role, as on every page of the register.
    """
    if rolle is not None and rolle.ressurs_id != request.actor.ressurs_id:
        return render(request, "folkeregister/innbyggerliste_annen_rolle.html", {"rolle": rolle}, status=403)
    check(privilegium(BRUK), request.actor, at=at)
    return None


def quarter(arbeid: "Listearbeid") -> int:
    """The last quarter that is passed. Each is said aloud once; every figure would be noise."""
    return arbeid.percent // _QUARTER * _QUARTER


def progress(request: FiksRequest, arbeid: "Listearbeid", template: str, context: dict[str, object]) -> HttpResponse:
    """How far it has come, for the page to put in every second; when it has ended, the page is asked to load anew."""
    if not arbeid.is_underway:
        return HttpResponse(headers={"HX-Refresh": "true"})
    said = request.GET.get("sagt", "")
    reached, before = quarter(arbeid), int(said) if said.isdecimal() else 0
    return render(request, template, context | {"sagt": reached, "si": reached if reached > before else 0})


def send(request: FiksRequest, open_file: Callable[[], Fil], page: str, arbeid: "Listearbeid") -> HttpResponse:
    """Send the file. It is logged before the first byte, and never kept by browsers or proxies on the way."""
    try:
        fil = open_file()
    except NotReady:
        messages.info(request, _("Filen finnes ikke lenger."))
        return redirect(page, arbeid.pk)
    return send_file(fil.innhold, name=fil.filnavn, media_type=fil.medietype, size=fil.size)
