"""What has happened in the municipality since a day: born, died, moved in, moved out."""

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from fiks.felles.koder import kommuneendringer
from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.felles.virksomhet.queries import virksomhet
from fiks.folkeregister import referanser
from fiks.folkeregister.access import BRUK, innsyn
from fiks.folkeregister.actions.hendelser import may_list, require_events, vis_hendelser
from fiks.folkeregister.forms.hendelser import HendelserForm
from fiks.folkeregister.presentation.hendelser import line, shows_address
from fiks.folkeregister.queries.hendelser import NAVN
from fiks.folkeregister.queries.roller import chosen_rolle
from fiks.folkeregister.views.arbeid import needs_work
from fiks.folkeregister.views.person import unlisted

if TYPE_CHECKING:
    from fiks.folkeregister.models.rolle import Registerrolle


@require_GET
@requires(BRUK)
@needs_work
def hendelser(request: FiksRequest) -> HttpResponse:
    """Ask; then show a page of what was asked for."""
    rolle, at = chosen_rolle(request.actor), timezone.now()
    require_events(rolle, by=request.actor, at=at)
    own = kommuneendringer.settled(virksomhet(request.actor.tenant).kommunenummer)
    form = HendelserForm(
        request.GET if "siden" in request.GET else None,
        rolle=rolle,
        today=timezone.localdate(at),
        kommune=own if rolle.covers(own) else "",
    )
    context: dict[str, object] = {"form": form, "rolle": rolle}
    if form.is_valid():
        context |= _found(request, form, rolle)
    return unlisted(render(request, "folkeregister/hendelser.html", context))


def _found(request: FiksRequest, form: HendelserForm, rolle: "Registerrolle") -> dict[str, object]:
    asked, opened = form.spoersmaal, innsyn(rolle)
    token = request.GET.get("etter", "")
    side = vis_hendelser(asked, rolle=rolle, by=request.actor, at=timezone.now(), after=token)
    may_look_up = "OPPSLAG" in rolle.bruksomraader
    refer = partial(referanser.seal_number, request) if may_look_up else _nobody
    return {
        "page": side,
        "asked": asked,
        "tittel": NAVN[asked.hva],
        "linjer": [line(rad, asked.hva, opened, refer) for rad in side.rows],
        "viser_adresse": shows_address(asked.hva, opened),
        "delt": form.divided_since(),
        "kan_lage_liste": may_list(asked, rolle),
        "spurt": request.GET.urlencode(),
    }


def _nobody(_number: str) -> str:
    return ""
