"""Writing down a personal data breach."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import PERSONVERNOMBUD
from fiks.digiorden.actions import avvik as actions
from fiks.digiorden.forms.avvik import AvvikForm, suggested
from fiks.digiorden.queries import personvern as queries
from fiks.felles.koder.kalender import format_tidspunkt
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@requires(PERSONVERNOMBUD)
def avvik_ny(request: FiksRequest) -> HttpResponse:
    """Ask what happened and when it was discovered; the rest may come later."""
    actor, at = request.actor, timezone.now()
    people = queries.behandlere_for(actor, at=at)
    form = AvvikForm(request.POST or None, behandlere=people, at=at, initial=suggested(at))
    if request.method == "POST" and form.is_valid():
        avvik = actions.register_avvik(innhold=form.innhold, by=actor, at=at)
        said = {"nummer": str(avvik), "frist": format_tidspunkt(avvik.meldefrist_at)}
        messages.success(request, _("Avvik %(nummer)s er registrert. Fristen til Datatilsynet er %(frist)s.") % said)
        return redirect("digiorden:avvik", avvik.pk)
    return render(request, "digiorden/avvik_ny.html", {"form": form})
