"""Writing down a request from a data subject."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import PERSONVERNOMBUD
from fiks.digiorden.actions import henvendelser as actions
from fiks.digiorden.forms.henvendelser import HenvendelseForm
from fiks.digiorden.queries import personvern as queries
from fiks.felles.koder.kalender import format_dato
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@requires(PERSONVERNOMBUD)
def henvendelse_ny(request: FiksRequest) -> HttpResponse:
    """Ask what it is about and when it came; then set the deadline."""
    actor, at = request.actor, timezone.now()
    people, today = queries.behandlere_for(actor, at=at), timezone.localdate(at)
    form = HenvendelseForm(request.POST or None, behandlere=people, today=today)
    if request.method == "POST" and form.is_valid():
        henvendelse = actions.take_in(innhold=form.innhold, by=actor, at=at)
        said = {"nummer": str(henvendelse), "frist": format_dato(henvendelse.frist_date)}
        messages.success(request, _("Henvendelse %(nummer)s er registrert. Fristen er %(frist)s.") % said)
        return redirect("digiorden:henvendelse", henvendelse.pk)
    return render(request, "digiorden/henvendelse_ny.html", {"form": form})
