"""One published privacy notice, for anybody: the version in force, or an older one."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from fiks.digiorden.protokoll.innhold import SPRAAK
from fiks.digiorden.queries.erklaeringer import public_versions
from fiks.digiorden.views.erklaering import SPRAAKNAVN
from fiks.digiorden.views.personvernerklaeringer import find_owner, page_of
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import open_door


@require_GET
@open_door("a privacy notice is written to be read by anybody (GDPR art. 12)")
def personvernerklaering(request: FiksRequest, orgnr: str, nummer: int, nr: int | None = None) -> HttpResponse:
    """Show it in the language that is asked for, or the reader's own, when it is published in that."""
    owner = find_owner(orgnr)
    versions = public_versions(owner, nummer, today=timezone.localdate())
    shown = next((one for one in versions if nr in (None, one.nr)), None)
    if shown is None:
        raise Http404
    context = {
        "virksomhet": owner,
        "versjon": shown,
        "er_gammel": shown is not versions[0],
        "versjoner": versions,
        "side": page_of(shown, request.GET.get("spraak", ""), get_language() or ""),
        "spraak": [(one, SPRAAKNAVN[one]) for one in SPRAAK if one in shown.innhold],
    }
    return render(request, "digiorden/personvernerklaering.html", context)
