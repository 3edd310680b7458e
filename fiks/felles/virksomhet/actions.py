"""Changes to organisations and their people."""

from datetime import datetime

from django.db import IntegrityError, transaction

from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.virksomhet.models import Bruker, Virksomhet, VirksomhetType


class OrgnrInUse(Exception):
    """Another organisation has this organisation number."""


@transaction.atomic
def create_virksomhet(
    *, orgnr: str, navn: str, type: VirksomhetType, kommunenummer: str = "", by: Actor, at: datetime
) -> Virksomhet:
    """Register an organisation. Only the operator's database role may; anyone else is stopped by the database.

    Raises:
        OrgnrInUse: the organisation number is taken.
    """
    try:
        with transaction.atomic():
            virksomhet = Virksomhet.objects.create(
                orgnr=orgnr, navn=navn, type=type, kommunenummer=kommunenummer, created_at=at
            )
    except IntegrityError as error:
        raise OrgnrInUse(orgnr) from error
    record(Handling("virksomhet.opprettet", gjelder=navn), by=by, at=at, virksomhet_id=virksomhet.id)
    return virksomhet


@transaction.atomic
def add_bruker(
    *,
    virksomhet: Virksomhet,
    foedselsnummer: str,
    navn: str,
    epost: str = "",
    stilling: str = "",
    by: Actor,
    at: datetime,
) -> Bruker:
    """Add a person to an organisation, or return the one that is there already.

    One who was closed is opened again, with the name and addresses given now.
    """
    bruker, created = Bruker.objects.get_or_create(
        virksomhet=virksomhet,
        foedselsnummer=foedselsnummer,
        defaults={"navn": navn, "epost": epost, "stilling": stilling, "created_at": at},
    )
    if not created and not bruker.aktiv:
        bruker.aktiv, bruker.navn, bruker.epost, bruker.stilling = True, navn, epost, stilling
        bruker.save(update_fields=["aktiv", "navn", "epost", "stilling"])
        created = True
    if created:
        record(Handling("virksomhet.bruker_lagt_til", gjelder=navn), by=by, at=at, virksomhet_id=virksomhet.id)
    return bruker


@transaction.atomic
def deactivate_bruker(*, bruker: Bruker, begrunnelse: str = "", by: Actor, at: datetime) -> None:
    """Close a person's access to the organisation. All assignments stop working at once."""
    changed = Bruker.objects.filter(pk=bruker.pk, aktiv=True).update(aktiv=False)
    if changed:
        record(
            Handling("virksomhet.bruker_stengt", gjelder=bruker.navn, aarsak=begrunnelse),
            by=by,
            at=at,
            virksomhet_id=bruker.virksomhet_id,
        )
