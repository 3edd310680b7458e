"""One help page by itself."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from fiks.felles.hjelp.sider import BOKMAAL, find_page
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import open_door


@open_door("help tells how things work, and nothing about anyone")
def side(request: FiksRequest, app: str, side: str) -> HttpResponse:
    """Show the same text as the drawer on the page it helps with."""
    page = find_page(app, side, get_language() or BOKMAAL)
    if page is None:
        raise Http404
    return render(request, "hjelp/side.html", {"page": page})
