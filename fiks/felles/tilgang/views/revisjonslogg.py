"""The audit log, filtered. Who reads it stands in it."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.felles.design.paging import page_by_key
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang import actions
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.forms.revisjonslogg import UtvalgForm, default_filter, holds_number
from fiks.felles.tilgang.queries import revisjonslogg as logg


@requires("tilgang.administrer", "tilgang.kontroller")
def revisjonslogg(request: FiksRequest) -> HttpResponse:
    """Show a page of the rows that fit. A number typed as text leads to the search for persons, and leaves the address."""
    if holds_number(request.GET.get("tekst", "")):
        messages.warning(request, _("Søk på fødselsnummer her, så det ikke havner i adressefeltet."))
        return HttpResponseRedirect(reverse("tilgang:revisjonslogg_person"))
    actor, at = request.actor, timezone.now()
    form = UtvalgForm(request.GET or default_filter(at), actor=actor)
    innsyn = logg.logginnsyn(actor, at=at)
    context: dict[str, object] = {"form": form, "innsyn": innsyn}
    if form.is_valid():
        after = request.GET.get("etter", "")
        page = page_by_key(logg.linjer_in(innsyn, form.utvalg), keys=logg.KEYS, after=after)
        actions.log_reading(utvalg=form.facts, antall=len(page.rows), by=actor, at=at)
        context |= {"page": page, "linjer": logg.shown(innsyn, page.rows)}
    return render(request, "tilgang/revisjonslogg.html", context)
