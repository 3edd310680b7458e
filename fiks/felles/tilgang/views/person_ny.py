"""Adding a person to the organisation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang import actions
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.forms.person import PersonForm


@requires("tilgang.administrer")
def person_ny(request: FiksRequest) -> HttpResponse:
    """Ask who, then let the person in. Access to anything is given afterwards."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            bruker = actions.add_person(**form.cleaned_data, by=request.actor, at=timezone.now())
        except actions.AlreadyThere:
            form.add_error("foedselsnummer", _("Personen er lagt til fra før."))
        else:
            said = _("%(navn)s er lagt til og kan logge inn. Gi tilgang fra rollen personen skal bruke.")
            messages.success(request, said % {"navn": bruker.navn})
            return redirect("tilgang:personer")
    return render(request, "tilgang/person_ny.html", {"form": form})
