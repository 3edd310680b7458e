"""Reads of organisations and people, within the context that is open."""

from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from fiks.felles.kontekst import Actor
from fiks.felles.virksomhet.models import (
    Bruker,
    Kontakt,
    KontaktSlag,
    Virksomhet,
    Virksomhetsopplysninger,
    VirksomhetType,
)


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


def opplysninger_for(actor: Actor) -> Virksomhetsopplysninger | None:
    """How the actor's organisation is reached; None until somebody has written it."""
    return Virksomhetsopplysninger.objects.filter(virksomhet_id=actor.tenant).first()


def all_kontakter_for(actor: Actor) -> QuerySet[Kontakt]:
    """Every contact of the actor's organisation, ended and coming ones too, the latest first."""
    return Kontakt.objects.filter(virksomhet_id=actor.tenant).order_by("slag", "-from_date", "navn", "id")


def kontakter_for(actor: Actor, on_date: date) -> QuerySet[Kontakt]:
    """The contacts in force on a day, the longest serving of each kind first: what stands on a print of that day."""
    last = Q(until_date__isnull=True) | Q(until_date__gte=on_date)
    return all_kontakter_for(actor).filter(last, from_date__lte=on_date).order_by("slag", "from_date", "navn", "id")


def kontakt_slag() -> dict[str, KontaktSlag]:
    """The kinds of contact, by their code, in the order they are shown."""
    return {slag.value: slag for slag in KontaktSlag}
