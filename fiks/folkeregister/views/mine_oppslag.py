"""What I have done in the register."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires_login
from fiks.folkeregister.presentation.log import line
from fiks.folkeregister.queries import mine_oppslag as queries


@require_GET
@requires_login
def mine_oppslag(request: FiksRequest) -> HttpResponse:
    """My own lines of the audit log, newest first."""
    page = page_by_key(queries.mine_oppslag(request.actor), keys=("-at", "-id"), after=request.GET.get("etter", ""))
    context = {"page": page, "linjer": [line(row) for row in page.rows]}
    return render(request, "folkeregister/mine_oppslag.html", context)
