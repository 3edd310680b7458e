"""All that is logged about one person, to look through before it is given out. The number stands in no address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from fiks.digiorden.access import PERSONVERNOMBUD, TJENESTE
from fiks.digiorden.actions.logginnsyn import log_innsyn
from fiks.digiorden.forms.logginnsyn import LogginnsynForm
from fiks.digiorden.presentation.innsynsark import area, pieces
from fiks.digiorden.queries import logginnsyn as queries
from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import Acr, FiksRequest
from fiks.felles.tilgang.access import check_open
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.privilegier import KONTROLLER
from fiks.felles.tilgang.queries.revisjonslogg import KEYS, shown


@requires(PERSONVERNOMBUD, KONTROLLER, acr=Acr.HIGH)
def logginnsyn(request: FiksRequest) -> HttpResponse:
    """Ask for the number, and answer with a page of the rows that show that person."""
    return _answer(request)


@sensitive_post_parameters("foedselsnummer")
def _answer(request: FiksRequest) -> HttpResponse:
    actor, at = request.actor, timezone.now()
    check_open(TJENESTE, actor, at=at)
    form = LogginnsynForm(request.POST or None)
    innsyn = queries.innsyn_for(actor, at=at)
    context: dict[str, object] = {"form": form, "alle": innsyn.administrator}
    if request.method == "POST" and form.is_valid():
        number = form.cleaned_data["foedselsnummer"]
        found = queries.linjer_about(innsyn, number, form.utvalg)
        page = page_by_key(found, keys=KEYS, after=request.POST.get("etter", ""))
        lines = [(linje, area(linje), pieces(linje)) for linje in shown(innsyn, page.rows)]
        log_innsyn(number=number, found=found, som_fil=False, by=actor, at=at)
        context |= {"page": page, "linjer": lines}
    return render(request, "digiorden/logginnsyn.html", context)
