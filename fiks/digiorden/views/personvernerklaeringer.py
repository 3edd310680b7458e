"""An organisation's published privacy notices, for anybody."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from fiks.digiorden.erklaering.tekst import Erklaeringsside, les
from fiks.digiorden.queries.erklaeringer import public_notices
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import open_door
from fiks.felles.virksomhet.queries import virksomhet_with_orgnr

if TYPE_CHECKING:
    from fiks.digiorden.models import Erklaeringsversjon
    from fiks.felles.virksomhet.models import Virksomhet


@require_GET
@open_door("a privacy notice is written to be read by anybody (GDPR art. 12)")
def personvernerklaeringer(request: FiksRequest, orgnr: str) -> HttpResponse:
    """List the notices in force."""
    owner = find_owner(orgnr)
    notices = public_notices(owner, today=timezone.localdate())
    shown = sorted(
        ((one, page_of(one, get_language() or "")) for one in notices), key=lambda pair: pair[1].tittel.casefold()
    )
    return render(request, "digiorden/personvernerklaeringer.html", {"virksomhet": owner, "erklaeringer": shown})


def find_owner(orgnr: str) -> "Virksomhet":
    """The organisation with this number."""
    found = virksomhet_with_orgnr(orgnr)
    if found is None:
        raise Http404
    return found


def page_of(version: "Erklaeringsversjon", *wanted: str) -> Erklaeringsside:
    """The notice in the first of these languages that it is published in, or the first it has."""
    pages = version.innhold
    return les(pages[next((one for one in (*wanted, "nb") if one in pages), min(pages))])
