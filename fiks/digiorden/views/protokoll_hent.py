"""Getting the protocol: the whole of it in one click, in the form that is needed."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS, REDIGER
from fiks.digiorden.actions.protokollfiler import Filslag, hent_protokoll
from fiks.digiorden.queries.hode import hode
from fiks.digiorden.queries.protokollutvalg import Omfang, counts
from fiks.digiorden.queries.rettigheter import privileges_of
from fiks.felles.design.fil import send_file
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires


@require_GET
@requires(*READERS)
def protokoll_hent(request: FiksRequest) -> HttpResponse:
    """Offer the file types, and say what the protocol will name as responsible."""
    at = timezone.now()
    omfang = _omfang(request)
    context = {
        "omfang": omfang.value,
        "antall": counts(request.actor),
        "hode": hode(request.actor, at=at),
        "kan_lese_inn": REDIGER in privileges_of(request.actor, at=at),
    }
    return render(request, "digiorden/protokoll_hent.html", context)


@require_GET
@requires(*READERS)
def protokoll_fil(request: FiksRequest, filslag: str) -> HttpResponse:
    """Send the file."""
    if filslag not in set(Filslag):
        raise Http404
    fil = hent_protokoll(Filslag(filslag), _omfang(request), by=request.actor, at=timezone.now())
    return send_file([fil.innhold], name=fil.navn, media_type=fil.media_type, size=len(fil.innhold))


def _omfang(request: FiksRequest) -> Omfang:
    asked = request.GET.get("omfang", "")
    return Omfang(asked) if asked in set(Omfang) else Omfang.I_KRAFT
