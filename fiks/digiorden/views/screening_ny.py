"""Finding out whether a DPIA is needed. A person concludes; the answers only suggest."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fiks.digiorden.access import REDIGER
from fiks.digiorden.actions.screening import Konklusjon, confirm_screening
from fiks.digiorden.forms.screening import ScreeningForm
from fiks.digiorden.queries.screening import kriterier_for
from fiks.digiorden.queries.vurderinger import omfang_choices
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires

_A_YEAR = timedelta(days=365)


@require_http_methods(["GET", "POST"])
@requires(REDIGER)
def screening_ny(request: FiksRequest) -> HttpResponse:
    """Ask the criteria, show what the answers suggest, and keep the conclusion."""
    actor, at = request.actor, timezone.now()
    today = timezone.localdate(at)
    form = ScreeningForm(
        request.POST if request.method == "POST" else None,
        kriterier=kriterier_for(actor),
        kan_gjelde=omfang_choices(actor),
        review_date=today + _A_YEAR,
        on=today,
    )
    valid = request.method == "POST" and form.is_valid()
    if valid and "vis" not in request.POST:
        given = form.cleaned_data
        konklusjon = Konklusjon(
            gjelder=form.omfang,
            svar=form.svar,
            dpia_needed=given["konklusjon"] == "TRENGS",
            begrunnelse=given["begrunnelse"],
            review_date=given["review_date"],
        )
        screening = confirm_screening(konklusjon, by=actor, at=at)
        messages.success(request, _("Konklusjonen er lagret."))
        return redirect("digiorden:screening", screening.pk)
    context = {"form": form, "forslag": form.forslag if request.method == "POST" else None}
    return render(request, "digiorden/screening_ny.html", context)
