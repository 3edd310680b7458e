"""Which processing records an application serves."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER, SYSTEMEIER
from fiks.digiorden.actions.applikasjoner import Endret, require_change, velg_behandlinger
from fiks.digiorden.forms.applikasjon_ny import BehandlingerForm
from fiks.digiorden.queries.applikasjoner import behandlinger_of
from fiks.digiorden.queries.behandlinger import behandlinger_for
from fiks.digiorden.views.applikasjon import find_applikasjon
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(REDIGER, SYSTEMEIER)
def applikasjon_behandlinger(request: FiksRequest, applikasjon_id: UUID) -> HttpResponse:
    """Show all records, with those that are chosen, and keep the choice."""
    found, at = find_applikasjon(request.actor, applikasjon_id), timezone.now()
    require_change(found, by=request.actor, at=at)
    alle = [(str(one.pk), one.tittel) for one in behandlinger_for(request.actor).order_by("tittel", "id")]
    chosen = [str(one.pk) for one in behandlinger_of(request.actor, found)]
    form = BehandlingerForm(
        request.POST if request.method == "POST" else None,
        alle=alle,
        initial={"behandlinger": chosen, "versjon": found.versjon},
    )
    if request.method == "POST" and form.is_valid():
        ids = [UUID(one) for one in form.cleaned_data["behandlinger"]]
        versjon = form.cleaned_data["versjon"]
        try:
            velg_behandlinger(applikasjon=found, behandlinger=ids, versjon=versjon, by=request.actor, at=at)
        except Endret:
            messages.warning(request, _("Noen har endret applikasjonen mens du valgte. Velg igjen."))
            return redirect("digiorden:applikasjon_behandlinger", found.pk)
        messages.success(request, _("Valget er lagret."))
        return redirect("digiorden:applikasjon", found.pk)
    return render(
        request, "digiorden/applikasjon_behandlinger.html", {"applikasjon": found, "form": form, "noen": bool(alle)}
    )
