"""One published privacy notice as a file: PDF in one language, JSON in all of them."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from fiks.digiorden.erklaering.fil import as_json, document
from fiks.digiorden.hode import Eier
from fiks.digiorden.queries.erklaeringer import public_versions
from fiks.digiorden.views.personvernerklaeringer import find_owner, page_of
from fiks.felles.design.fil import send_file
from fiks.felles.kontekst import FiksRequest
from fiks.felles.pdf.sats import set_pdf
from fiks.felles.tilgang.door import open_door


@require_GET
@open_door("a privacy notice is written to be read by anybody (GDPR art. 12)")
def personvernerklaering_fil(
    request: FiksRequest, orgnr: str, nummer: int, filslag: str, nr: int | None = None
) -> HttpResponse:
    """Send the version in force, or an older one."""
    owner = find_owner(orgnr)
    versions = public_versions(owner, nummer, today=timezone.localdate())
    shown = next((one for one in versions if nr in (None, one.nr)), None)
    if shown is None or filslag not in ("pdf", "json"):
        raise Http404
    eier = Eier(owner.navn, owner.orgnr)
    if filslag == "json":
        content = as_json(shown.innhold, eier, nummer=nummer, nr=shown.nr, gjelder_fra=shown.gjelder_fra_date)
        return HttpResponse(content, content_type="application/json")
    side = page_of(shown, request.GET.get("spraak", ""), get_language() or "")
    printed = document(side, eier, nr=shown.nr, gjelder_fra=shown.gjelder_fra_date)
    pdf = set_pdf(printed, at=shown.publisert_at)
    name = f"personvernerklaering-{owner.orgnr}-{nummer}-{shown.nr}-{side.spraak}.pdf"
    return send_file([pdf], name=name, media_type="application/pdf", size=len(pdf))
