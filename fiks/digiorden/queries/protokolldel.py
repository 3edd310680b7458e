"""What processing records give the first page: what waits for an approver, and for the responsible what to review."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import GODKJENN
from fiks.digiorden.models import Behandling, Behandlingsstatus
from fiks.digiorden.queries.behandlinger import SOON, behandlinger_for, status_counts
from fiks.digiorden.queries.forside import Linje, Maaling
from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.queries import has_any

MOST = 10


def linjer(actor: Actor, at: datetime) -> list[Linje]:
    """What one may approve, never what one sent, and what one is responsible for and must review."""
    today = timezone.localdate(at)
    waiting = behandlinger_for(actor).defer("innhold").order_by("sendt_at", "id")
    found = []
    if has_any(actor, [GODKJENN], at=at):
        sent = waiting.filter(status=Behandlingsstatus.SENDT).exclude(sendt_av=actor.id)[:MOST]
        said, by = _("Godkjenn behandlingen «%(navn)s»"), _("Sendt av %(navn)s.")
        found += [_line(said, one, "behandling_vurder", by % {"navn": one.sendt_av_navn}) for one in sent]
    mine = waiting.filter(
        ansvarlig_id=UUID(actor.id), gjeldende_nr__isnull=False, neste_revisjon_date__lte=today + SOON
    )
    due = mine.order_by("neste_revisjon_date", "id")[:MOST]
    return [*found, *(_line(_("Se over behandlingen «%(navn)s»"), one, "behandling") for one in due)]


def maalinger(actor: Actor, at: datetime) -> list[Maaling]:
    """How many of the records in use are approved, and how many lack nothing."""
    counts = status_counts(actor, today=timezone.localdate(at))
    inside, lenke = counts["I_BRUK"], reverse("digiorden:behandlinger")
    whole = inside - counts["MED_MANGLER"]
    return [
        Maaling(_("Godkjente behandlinger"), counts["I_KRAFT"], inside, lenke),
        Maaling(_("Behandlinger uten mangler"), whole, inside, reverse("digiorden:behandling_mangler")),
    ]


def _line(said: str, one: Behandling, view: str, under: str = "") -> Linje:
    due = None if under else one.neste_revisjon_date
    return Linje(said % {"navn": one.tittel}, reverse(f"digiorden:{view}", args=[one.pk]), under, due)
