"""Reads of organisations and people, within the context that is open."""

from uuid import UUID

from django.db.models import QuerySet

from fiks.felles.kontekst import Actor
from fiks.felles.virksomhet.models import Bruker, Virksomhet, VirksomhetType


def brukere_for(actor: Actor) -> QuerySet[Bruker]:
    """The active people of the actor's organisation."""
    return Bruker.objects.filter(virksomhet_id=actor.tenant, aktiv=True).order_by("navn", "id")


def all_brukere_for(actor: Actor) -> QuerySet[Bruker]:
    """Everyone who is or was in the actor's organisation."""
    return Bruker.objects.filter(virksomhet_id=actor.tenant).order_by("navn", "id")


def brukere_with_pid(pid: str) -> QuerySet[Bruker]:
    """Everything one person may act as. Needs a context opened with `pid`, as while logging in."""
    return (
        Bruker.objects.filter(foedselsnummer=pid, aktiv=True).select_related("virksomhet").order_by("virksomhet__navn")
    )


def virksomhet(virksomhet_id: UUID) -> Virksomhet:
    """One organisation; open to all."""
    return Virksomhet.objects.get(pk=virksomhet_id)


def virksomhet_with_orgnr(orgnr: str) -> Virksomhet | None:
    """The organisation with this organisation number; open to all."""
    return Virksomhet.objects.filter(orgnr=orgnr).first()


def virksomhet_typer() -> dict[str, VirksomhetType]:
    """The kinds of organisation, by their code."""
    return {kind.value: kind for kind in VirksomhetType}
