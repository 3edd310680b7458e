"""Opening and closing services. Only the operator's database role may."""

from datetime import datetime

from django.db import transaction

from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang.models import Tjeneste, TjenesteTilgang
from fiks.felles.virksomhet.models import Virksomhet


@transaction.atomic
def open_tjeneste(*, virksomhet: Virksomhet, tjeneste: str, aarsak: str, by: Actor, at: datetime) -> TjenesteTilgang:
    """Open a service for an organisation, with a reason. Only the operator's database role may."""
    tilgang, _ = TjenesteTilgang.objects.update_or_create(
        virksomhet=virksomhet,
        tjeneste_id=tjeneste,
        defaults={"open_from": at, "open_until": None, "broken_link": "", "who_mends": ""},
    )
    record(
        Handling("tilgang.tjeneste_aapnet", aarsak=aarsak, gjelder=tilgang.tjeneste.navn),
        by=by,
        at=at,
        virksomhet_id=virksomhet.id,
    )
    return tilgang


@transaction.atomic
def close_tjeneste(
    *,
    virksomhet: Virksomhet,
    tjeneste: str,
    aarsak: str,
    who_mends: str = "den som drifter Fiks",
    by: Actor,
    at: datetime,
) -> bool:
    """Close a service at once; `aarsak` is what users are told. False when it was not open."""
    still_open = TjenesteTilgang.objects.filter(virksomhet=virksomhet, tjeneste_id=tjeneste, open_until__isnull=True)
    if not still_open.update(open_until=at, broken_link=aarsak, who_mends=who_mends):
        return False
    record(
        Handling("tilgang.tjeneste_lukket", aarsak=aarsak, gjelder=Tjeneste.objects.get(pk=tjeneste).navn),
        by=by,
        at=at,
        virksomhet_id=virksomhet.id,
    )
    return True
