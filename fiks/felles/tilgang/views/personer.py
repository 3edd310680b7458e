"""The people of the organisation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.queries import personer as people


@requires("tilgang.administrer")
def personer(request: FiksRequest) -> HttpResponse:
    """Who may log in, and how much they have."""
    actor, at = request.actor, timezone.now()
    page = page_by_key(
        people.personer_with_counts(actor, at=at), keys=("navn", "id"), after=request.GET.get("etter", "")
    )
    return render(request, "tilgang/personer.html", {"page": page, "stengte": people.closed_count(actor)})
