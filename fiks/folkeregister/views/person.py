"""One person. Each display is a look-up of its own: fetched anew, cut to the role, logged."""

from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang.door import requires
from fiks.folkeregister import referanser
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.actions.oppslag import Oppslag, Valg, slaa_opp
from fiks.folkeregister.forms.oppslag import HistorikkForm, OppslagForm
from fiks.folkeregister.presentation import history
from fiks.folkeregister.presentation.page import personside
from fiks.folkeregister.queries.roller import chosen_rolle
from fiks.folkeregister.views.arbeid import needs_work


@require_GET
@requires(BRUK)
@needs_work
def person(request: FiksRequest, referanse_id: UUID) -> HttpResponse:
    """Show what the role opens, current first; with `historikk` former rows too, or the register as on `dato`."""
    referanse = referanser.find(request, referanse_id)
    if referanse is None:
        return forgotten(request)
    at = timezone.now()
    form = HistorikkForm(request.GET if "dato" in request.GET else None)
    day: date | None = form.cleaned_data["dato"] if form.is_valid() else None
    valg = Valg(historikk="historikk" in request.GET)
    oppslag = slaa_opp(nummer=referanse.nummer, rolle=chosen_rolle(request.actor), by=request.actor, at=at, valg=valg)
    if not oppslag.found:
        return not_found(request)
    context = _context(request, oppslag, day, at) | {"form": form, "referanse_id": referanse_id}
    return unlisted(render(request, "folkeregister/person.html", context))


def forgotten(request: FiksRequest) -> HttpResponse:
    """An id that is forgotten, or never was this user's."""
    messages.info(request, _("Oppslaget er ikke lenger åpent. Slå opp på nytt."))
    return redirect("folkeregister:oppslag")


def not_found(request: FiksRequest) -> HttpResponse:
    """Nobody has the number. The form stands ready for another try."""
    context = {"form": OppslagForm(), "ingen": True}
    return unlisted(render(request, "folkeregister/oppslag.html", context))


def unlisted(response: HttpResponse) -> HttpResponse:
    """Keep a person's page out of search engines and every cache."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _context(request: FiksRequest, oppslag: Oppslag, day: date | None, at: datetime) -> dict[str, object]:
    may_see = oppslag.innsyn.may_see_history
    asked = oppslag.valg.historikk and may_see
    shown = history.as_on(oppslag.dokument, day) if asked and day else history.current(oppslag.dokument)
    today = timezone.localdate(at)
    side = personside(
        oppslag,
        shown,
        on=day if asked and day else today,
        now=not (asked and day),
        refer=partial(referanser.seal_number, request),
    )
    return {
        "oppslag": oppslag,
        "side": side,
        "bolig": referanser.seal_bolig(request, oppslag.bolig) if oppslag.bolig else "",
        "rolle": chosen_rolle(request.actor),
        "kan_se_historikk": may_see,
        "historikk": history.table(oppslag.dokument) if asked else [],
        "vis_historikk": asked,
        "dag": day if asked else None,
        "kilder": history.sources(oppslag.dokument),
    }
