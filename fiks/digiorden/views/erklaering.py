"""A record's privacy notice: what lacks in each language, as the reader sees it, and what has been published."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from fiks.digiorden.access import GODKJENN, READERS, REDIGER
from fiks.digiorden.erklaering.mangler import lacks
from fiks.digiorden.erklaering.tekst import sett_sammen
from fiks.digiorden.protokoll.innhold import SPRAAK, Ansvarlig, Spraak, les
from fiks.digiorden.queries.erklaeringer import published_of
from fiks.digiorden.queries.hode import hode
from fiks.digiorden.queries.rettigheter import privileges_of
from fiks.digiorden.views.behandling import find_behandling
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.virksomhet.queries import virksomhet

if TYPE_CHECKING:
    from fiks.digiorden.models import Behandling

SPRAAKNAVN: dict[Spraak, str] = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
# The same inside a sentence, in the reader's language.
SPRAAKORD = {"nb": gettext_lazy("bokmål"), "nn": gettext_lazy("nynorsk"), "en": gettext_lazy("engelsk")}


@require_GET
@requires(*READERS)
def erklaering(request: FiksRequest, behandling_id: UUID) -> HttpResponse:
    """Show the notice of what is under work, in the language that is asked for."""
    actor, at = request.actor, timezone.now()
    found, innhold = find_controllers(request, behandling_id)
    spraak = chosen(request.GET.get("spraak", ""), SPRAAK)
    owner = hode(actor, at=at)
    privileges = privileges_of(actor, at=at)
    versions = list(published_of(actor, found))
    context = {
        "behandling": found,
        "spraak": spraak,
        "spraaknavn": SPRAAKORD[spraak],
        "alle": [(one, SPRAAKNAVN[one], lacks(innhold, owner, one)) for one in SPRAAK],
        "savn": lacks(innhold, owner, spraak),
        "side": sett_sammen(innhold, owner, spraak),
        "versjoner": versions,
        "er_publisert": any(one.trukket_at is None for one in versions),
        "orgnr": virksomhet(actor.tenant).orgnr,
        "kan_skrive": REDIGER in privileges and found.is_draft,
        "kan_publisere": GODKJENN in privileges and found.is_in_force,
        "kan_trekke": GODKJENN in privileges,
    }
    return render(request, "digiorden/erklaering.html", context)


def find_controllers(request: FiksRequest, behandling_id: UUID) -> "tuple[Behandling, Ansvarlig]":
    """The record and its content, when it is the controller's: a processor has no notice."""
    found = find_behandling(request, behandling_id)
    innhold = les(found.innhold)
    if not isinstance(innhold, Ansvarlig):
        raise Http404
    return found, innhold


def chosen(asked: str, among: tuple[Spraak, ...]) -> Spraak:
    """The language that was asked for when it is there, or the first."""
    return next((one for one in among if one == asked), among[0])
