"""A new contact of the organisation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import ADMINISTRER
from fiks.digiorden.forms.organisasjon import NyKontaktForm
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.virksomhet import actions, queries


@requires(ADMINISTRER)
def kontakt_ny(request: FiksRequest) -> HttpResponse:
    """Ask whom, what for and from when; then add it, and end the one it relieves."""
    actor, at = request.actor, timezone.now()
    today = timezone.localdate(at)
    chosen = {"slag": request.GET.get("slag", "")}
    now = queries.kontakter_for(actor, today)
    form = NyKontaktForm(request.POST or None, initial=chosen, kontakter=now, today=today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_kontakt(
                slag=queries.kontakt_slag()[given["slag"]],
                innhold=form.innhold,
                from_date=given["fra"],
                until_date=given["til"],
                avloeser=given["avloeser"],
                by=actor,
                at=at,
            )
        except actions.AlreadyEnded:
            form.add_error("avloeser", _("Noen har avsluttet kontakten allerede. Velg «Ingen»."))
        else:
            messages.success(request, _("%(navn)s er lagt til.") % {"navn": given["navn"]})
            return redirect("digiorden:organisasjon")
    return render(request, "digiorden/kontakt_ny.html", {"form": form})
