"""All help pages."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from fiks.felles.hjelp.sider import BOKMAAL, pages_by_app
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import open_door


@open_door("help tells how things work, and nothing about anyone")
def innhold(request: FiksRequest) -> HttpResponse:
    """List every help page under the name of its app."""
    return render(request, "hjelp/innhold.html", {"grupper": pages_by_app(get_language() or BOKMAAL)})
