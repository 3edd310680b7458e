"""All that is logged about one person as a spreadsheet for that person. Posted: the number stands in no address."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from fiks.digiorden.access import PERSONVERNOMBUD, TJENESTE
from fiks.digiorden.actions.logginnsyn import MOST, TooMany, log_innsyn
from fiks.digiorden.forms.logginnsyn import LogginnsynForm
from fiks.digiorden.presentation.fil import file_answer
from fiks.digiorden.presentation.innsynsark import innsynsark
from fiks.digiorden.queries import logginnsyn as queries
from fiks.felles.kontekst import Acr, FiksRequest
from fiks.felles.regneark import Format
from fiks.felles.tilgang.access import check_open
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.privilegier import KONTROLLER
from fiks.felles.tilgang.queries.revisjonslogg import shown
from fiks.felles.virksomhet.queries import kontakter_for, virksomhet


@require_POST
@requires(PERSONVERNOMBUD, KONTROLLER, acr=Acr.HIGH)
def logginnsyn_last_ned(request: FiksRequest) -> HttpResponse:
    """Write that it was taken out, and answer with the file."""
    return _answer(request)


@sensitive_post_parameters("foedselsnummer")
def _answer(request: FiksRequest) -> HttpResponse:
    actor, at = request.actor, timezone.now()
    check_open(TJENESTE, actor, at=at)
    form = LogginnsynForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Skriv fødselsnummeret på nytt, og finn linjene først."))
        return redirect("digiorden:logginnsyn")
    innsyn, number, today = (
        queries.innsyn_for(actor, at=at),
        form.cleaned_data["foedselsnummer"],
        timezone.localdate(at),
    )
    found = queries.linjer_about(innsyn, number, form.utvalg)
    linjer = shown(innsyn, found[:MOST])
    try:
        log_innsyn(number=number, found=found, som_fil=True, by=actor, at=at)
    except TooMany:
        messages.warning(request, _("Det er for mange linjer til én fil. Velg et kortere tidsrom."))
        return redirect("digiorden:logginnsyn")
    content = innsynsark(
        linjer,
        virksomhet=virksomhet(actor.tenant),
        kontakter=kontakter_for(actor, today).filter(slag__in=["BEHANDLINGSANSVARLIG", "PERSONVERNOMBUD"]),
        today=today,
        med_navn=form.cleaned_data["med_navn"],
        med_sak=form.cleaned_data["med_sak"],
    )
    return file_answer(content, navn=f"innsyn-i-logg-{today:%Y-%m-%d}.xlsx", media_type=Format.XLSX.media_type)
