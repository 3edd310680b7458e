"""My notices: the unread first, then those read before."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.meldinger import actions, queries
from fiks.felles.tilgang.door import requires_login

_UNREAD_SHOWN = 50


@require_GET
@requires_login
def oversikt(request: FiksRequest) -> HttpResponse:
    """Show the page. Opening it does not mark anything as read."""
    page = page_by_key(queries.already_read(request.actor), keys=("-at", "-id"), after=request.GET.get("etter", ""))
    context = {
        "ulest": queries.unread(request.actor)[:_UNREAD_SHOWN],
        "antall_ulest": queries.unread_count(request.actor),
        "page": page,
    }
    return render(request, "meldinger/oversikt.html", context)


@require_POST
@requires_login
def aapne(request: FiksRequest, melding_id: UUID) -> HttpResponse:
    """Mark a notice as read and go to what it is about."""
    melding = actions.open_melding(melding_id=melding_id, by=request.actor, at=timezone.now())
    if melding is None:
        raise Http404
    return HttpResponseRedirect(melding.lenke or reverse("meldinger:oversikt"))


@require_POST
@requires_login
def les_alle(request: FiksRequest) -> HttpResponse:
    """Mark all as read."""
    antall = actions.read_all(by=request.actor, at=timezone.now())
    if antall:
        text = ngettext("Én melding er merket som lest.", "%(antall)s meldinger er merket som lest.", antall)
        messages.success(request, text % {"antall": antall})
    return HttpResponseRedirect(reverse("meldinger:oversikt"))
