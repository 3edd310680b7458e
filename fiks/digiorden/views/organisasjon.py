"""«Min organisasjon»: how the organisation is reached, and its contacts."""

from itertools import groupby
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.digiorden.access import ADMINISTRER, READERS
from fiks.digiorden.queries.organisasjonsdel import NEEDED
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.access import may
from fiks.felles.tilgang.door import requires
from fiks.felles.virksomhet import queries

if TYPE_CHECKING:
    from fiks.felles.virksomhet.models import Kontakt


@require_GET
@requires(*READERS)
def organisasjon(request: FiksRequest) -> HttpResponse:
    """Show it as it is today, and who was contact before and will be."""
    actor, at = request.actor, timezone.now()
    today = timezone.localdate(at)
    kontakter = list(queries.all_kontakter_for(actor))
    now = [kontakt for kontakt in kontakter if kontakt.is_in_force(today)]
    context = {
        "virksomhet": queries.virksomhet(actor.tenant),
        "opplysninger": queries.opplysninger_for(actor),
        "slag": _by_kind(now),
        "kommende": [kontakt for kontakt in kontakter if kontakt.from_date > today],
        "tidligere": [kontakt for kontakt in kontakter if kontakt.until_date and kontakt.until_date < today],
        "administrerer": may(ADMINISTRER, actor, at=at),
    }
    return render(request, "digiorden/organisasjon.html", context)


def _by_kind(kontakter: "list[Kontakt]") -> "list[tuple[str, str, list[Kontakt]]]":
    """Every kind with its contacts; without any only where that is worth telling."""
    found = {slag: list(some) for slag, some in groupby(kontakter, key=lambda one: one.slag)}
    kinds = queries.kontakt_slag().items()
    return [(kode, str(slag.label), found.get(kode, [])) for kode, slag in kinds if kode in found or slag in NEEDED]
