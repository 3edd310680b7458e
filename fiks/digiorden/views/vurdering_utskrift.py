"""An assessment as a PDF: as it is being written, and each version as it was decided."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fiks.digiorden.access import READERS
from fiks.digiorden.queries.hode import hode
from fiks.digiorden.queries.vurderinger import grenser_for, omfang_of, versjoner_of, vurderinger_for
from fiks.digiorden.queries.vurderingsord import tiltaksstatuser
from fiks.digiorden.vurdering import grenser as gr
from fiks.digiorden.vurdering import innhold as inn
from fiks.digiorden.vurdering.grenser import Grenser
from fiks.digiorden.vurdering.innhold import Innhold
from fiks.digiorden.vurdering.utskrift import Om, document
from fiks.felles.design.fil import send_file
from fiks.felles.koder.kalender import format_dato
from fiks.felles.kontekst import FiksRequest
from fiks.felles.pdf.sats import set_pdf
from fiks.felles.tilgang.door import requires

if TYPE_CHECKING:
    from fiks.digiorden.models import Vurdering, Vurderingsversjon


@require_GET
@requires(*READERS)
def vurdering_utskrift(request: FiksRequest, vurdering_id: UUID) -> HttpResponse:
    """Print it as it is written now."""
    found = get_object_or_404(vurderinger_for(request.actor), pk=vurdering_id)
    linje = f"{found.slag}, {_('versjon %(nr)s') % {'nr': found.nummer}}, {found.get_status_display().lower()}"
    om = Om(found.tittel, linje, _about(request, found, found.nummer), [], tiltaksstatuser())
    grenser, _row = grenser_for(request.actor)
    return _pdf(request, om, inn.read(found.innhold), grenser, at=timezone.now())


@require_GET
@requires(*READERS)
def vurdering_versjon_utskrift(request: FiksRequest, vurdering_id: UUID, nummer: int) -> HttpResponse:
    """Print a decided version with the limits that held."""
    found = get_object_or_404(vurderinger_for(request.actor), pk=vurdering_id)
    versjon = get_object_or_404(versjoner_of(request.actor, found), nummer=nummer)
    linje = f"{found.slag}, {_('versjon %(nr)s') % {'nr': nummer}}, {versjon.get_utfall_display().lower()}"
    om = Om(versjon.tittel, linje, _about(request, found, nummer), _decision(versjon), tiltaksstatuser())
    return _pdf(request, om, inn.read(versjon.innhold), gr.read(versjon.grenser), at=timezone.now())


def _about(request: FiksRequest, vurdering: "Vurdering", nummer: int) -> list[str]:
    return [navn for _omfang, navn in omfang_of(request.actor, vurdering, nummer)]


def _decision(versjon: "Vurderingsversjon") -> list[tuple[str, str]]:
    told = [
        (_("Utfall"), versjon.get_utfall_display()),
        (_("Avgjort av"), versjon.decided_by),
        (_("Avgjort"), format_dato(timezone.localtime(versjon.decided_at).date())),
        (_("Gjelder til og med"), format_dato(versjon.review_date) if versjon.review_date else ""),
        (_("Begrunnelse"), versjon.begrunnelse),
    ]
    return [(name, text) for name, text in told if text]


def _pdf(request: FiksRequest, om: Om, innhold: Innhold, grenser: Grenser, *, at: datetime) -> HttpResponse:
    content = set_pdf(document(om, innhold, grenser, hode(request.actor, at=at)), at=at)
    name = f"{slugify(om.tittel)[:60] or 'vurdering'}.pdf"
    return send_file([content], name=name, media_type="application/pdf", size=len(content))
