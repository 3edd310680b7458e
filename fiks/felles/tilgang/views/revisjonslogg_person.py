"""Every act about one person. The number is posted, and stands in no address."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang import actions
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.forms.revisjonslogg import PersonsoekForm
from fiks.felles.tilgang.queries import revisjonslogg as logg


@requires("tilgang.administrer", "tilgang.kontroller")
def revisjonslogg_person(request: FiksRequest) -> HttpResponse:
    """Ask for the number, and answer with a page of the rows that show that person."""
    return _answer(request)


@sensitive_post_parameters("foedselsnummer")
def _answer(request: FiksRequest) -> HttpResponse:
    actor, at = request.actor, timezone.now()
    form = PersonsoekForm(request.POST or None)
    innsyn = logg.logginnsyn(actor, at=at)
    context: dict[str, object] = {"form": form, "innsyn": innsyn}
    if request.method == "POST" and form.is_valid():
        found = logg.linjer_about(innsyn, form.cleaned_data["foedselsnummer"], form.utvalg)
        page = page_by_key(found, keys=logg.KEYS, after=request.POST.get("etter", ""))
        actions.log_reading(utvalg={"person": True}, antall=len(page.rows), by=actor, at=at)
        context |= {"page": page, "linjer": logg.shown(innsyn, page.rows)}
    return render(request, "tilgang/revisjonslogg_person.html", context)
