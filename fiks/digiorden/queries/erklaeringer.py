"""Reads of privacy notices: the organisation's own, and what anybody may read."""

from datetime import date

from django.db.models import QuerySet

from fiks.digiorden.models import Behandling, Erklaeringsversjon
from fiks.felles.kontekst import Actor
from fiks.felles.virksomhet.models import Virksomhet


def published_of(actor: Actor, behandling: Behandling) -> QuerySet[Erklaeringsversjon]:
    """Every version of the notice of one of the organisation's records, the latest first; withdrawn and coming too."""
    return Erklaeringsversjon.objects.filter(virksomhet_id=actor.tenant, behandling=behandling).order_by("-nr")


# ── for anybody ──


def public_versions(virksomhet: Virksomhet, nummer: int, *, today: date) -> list[Erklaeringsversjon]:
    """The versions of one notice that anybody may read, the latest first; the first of them is the one in force."""
    return list(_public(virksomhet, today).filter(nummer=nummer).order_by("-nr"))


def public_notices(virksomhet: Virksomhet, *, today: date) -> list[Erklaeringsversjon]:
    """The version in force of each of an organisation's notices."""
    return list(_public(virksomhet, today).order_by("nummer", "-nr").distinct("nummer"))


def _public(virksomhet: Virksomhet, today: date) -> QuerySet[Erklaeringsversjon]:
    """The database holds to the same rule; here it stands for those who see more, the organisation's own."""
    return Erklaeringsversjon.objects.filter(
        virksomhet=virksomhet, trukket_at__isnull=True, gjelder_fra_date__lte=today
    )
