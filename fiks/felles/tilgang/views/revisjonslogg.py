"""The audit log, filtered. Who reads it stands in it."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.felles.design.paging import page_by_key
from fiks.felles.koder.identifikator import holds_number
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang import actions
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.forms.revisjonslogg import WITH_WORDS, UtvalgForm, default_filter
from fiks.felles.tilgang.queries import revisjonslogg as logg

_WORDS = "revisjonslogg.tekst"


@requires("tilgang.administrer", "tilgang.kontroller")
def revisjonslogg(request: FiksRequest) -> HttpResponse:
    """Show a page of the rows that fit.

    The filter is posted and then stands in the address, but for the words typed: they wait in the session, since they may
    be somebody's name. A number leads to the search for persons.
    """
    at = timezone.now()
    if request.method == "POST":
        if holds_number(request.POST.get("tekst", "")):
            messages.warning(request, _("Søk på fødselsnummer her."))
            return HttpResponseRedirect(reverse("tilgang:revisjonslogg_person"))
        form = UtvalgForm(request.POST, actor=request.actor)
        if form.is_valid():
            request.session[_WORDS] = form.cleaned_data["tekst"]
            return HttpResponseRedirect(f"{request.path}?{urlencode(form.address)}")
    else:
        form = UtvalgForm(_asked(request) or default_filter(at), actor=request.actor)
    return _answer(request, form, at=at)


def _asked(request: FiksRequest) -> dict[str, str]:
    asked = {name: value for name, value in request.GET.dict().items() if name != "tekst"}
    return asked | {"tekst": request.session.get(_WORDS, "")} if WITH_WORDS in asked else asked


def _answer(request: FiksRequest, form: UtvalgForm, *, at: datetime) -> HttpResponse:
    actor = request.actor
    innsyn = logg.logginnsyn(actor, at=at)
    context: dict[str, object] = {"form": form, "innsyn": innsyn}
    if form.is_valid():
        after = request.GET.get("etter", "")
        page = page_by_key(logg.linjer_in(innsyn, form.utvalg), keys=logg.KEYS, after=after)
        actions.log_reading(utvalg=form.facts, antall=len(page.rows), by=actor, at=at)
        context |= {"page": page, "linjer": logg.shown(innsyn, page.rows)}
    return render(request, "tilgang/revisjonslogg.html", context)
