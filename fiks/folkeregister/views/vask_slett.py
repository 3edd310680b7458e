"""Deleting a result before its time: a page of its own, since it cannot be undone."""

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
from fiks.folkeregister.actions.vask import slett_vask
from fiks.folkeregister.views.vask import find_vask


@require_http_methods(["GET", "POST"])
@requires(BRUK)
def vask_slett(request: FiksRequest, vask_id: UUID) -> HttpResponse:
    """Ask, then destroy the file."""
    vask = find_vask(request, vask_id)
    if not vask.is_ready:
        return redirect("folkeregister:vask", vask_id)
    if request.method == "POST":
        if slett_vask(vask=vask, by=request.actor, at=timezone.now()):
            messages.success(request, _("Den vaskede listen er slettet."))
        return redirect("folkeregister:vask", vask_id)
    return render(request, "folkeregister/vask_slett.html", {"vask": vask})
