"""One row of the audit log."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from fiks.felles.kontekst import FiksRequest
from fiks.felles.tilgang import actions
from fiks.felles.tilgang.door import requires
from fiks.felles.tilgang.queries import revisjonslogg as logg

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@requires("tilgang.administrer", "tilgang.kontroller")
def revisjonslinje(request: FiksRequest, mikrosekunder: int, linje_id: UUID) -> HttpResponse:
    """Show what the row tells, as far as one may see it."""
    actor, at = request.actor, timezone.now()
    innsyn = logg.logginnsyn(actor, at=at)
    linje = logg.linje(innsyn, at=_moment(mikrosekunder), id=linje_id)
    if linje is None:
        raise Http404
    actions.log_reading(utvalg={"linje": str(linje_id)}, antall=1, by=actor, at=at)
    return render(request, "tilgang/revisjonslinje.html", {"linje": linje})


def _moment(mikrosekunder: int) -> datetime:
    try:
        return _EPOCH + timedelta(microseconds=mikrosekunder)
    except OverflowError as error:
        raise Http404 from error
