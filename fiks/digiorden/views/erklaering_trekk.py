"""Taking a privacy notice from the public."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import GODKJENN
from fiks.digiorden.actions.erklaeringer import NotPublished, withdraw
from fiks.digiorden.forms.erklaering import TrekkErklaeringForm
from fiks.digiorden.views.erklaering import find_controllers
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_http_methods(["GET", "POST"])
@requires(GODKJENN)
def erklaering_trekk(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Say what is lost, ask why, and withdraw."""
    found, _innhold = find_controllers(request, behandling_id)
    form = TrekkErklaeringForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(behandling_id=found.pk, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except NotPublished:
            messages.error(request, _("Erklæringen er ikke publisert. Ingenting er gjort."))
        else:
            messages.success(request, _("Erklæringen er trukket tilbake. Ingen utenfor virksomheten ser den lenger."))
        return redirect("digiorden:erklaering", found.pk)
    return render(request, "digiorden/erklaering_trekk.html", {"behandling": found, "form": form})
