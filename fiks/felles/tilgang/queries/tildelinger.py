"""Reads of services, resources and assignments, within the organisation of the open context."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.models import Ressurs, RessursType, Tildeling, Tjeneste, TjenesteTilgang
from fiks.felles.tilgang.privilegier import ADMINISTRER, KONTROLLER


def tjeneste_tilgang(virksomhet_id: UUID, tjeneste: str) -> TjenesteTilgang | None:
    """The row that says whether the service is open for this organisation."""
    return TjenesteTilgang.objects.filter(virksomhet_id=virksomhet_id, tjeneste_id=tjeneste).first()


def tjenester_for(actor: Actor) -> QuerySet[Tjeneste]:
    """Services that the actor's organisation has taken in use, closed ones too."""
    return Tjeneste.objects.filter(tjenestetilgang__virksomhet_id=actor.tenant).order_by("navn")


def in_force(at: datetime) -> Q:
    """Condition on assignments: given, not withdrawn, and inside their time."""
    return Q(
        Q(valid_until__isnull=True) | Q(valid_until__gt=at),
        withdrawn_at__isnull=True,
        valid_from__lte=at,
        bruker__aktiv=True,
        ressurs__aktiv=True,
    )


def tildelinger_for(actor: Actor) -> QuerySet[Tildeling]:
    """Every assignment in the actor's organisation, withdrawn ones too."""
    return Tildeling.objects.filter(virksomhet_id=actor.tenant).select_related("bruker", "ressurs")


def tildelinger_in_force(actor: Actor, *, at: datetime) -> QuerySet[Tildeling]:
    """What the actor has now. Nobody but a person has anything."""
    return tildelinger_for(actor).filter(in_force(at), bruker_id=_as_uuid(actor.id))


def _as_uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def roller_for(actor: Actor, *, at: datetime) -> QuerySet[Ressurs]:
    """The roles the actor may choose now."""
    given = tildelinger_in_force(actor, at=at)
    return Ressurs.objects.filter(type=RessursType.REGISTERROLLE, tildeling__in=given).distinct().order_by("navn", "id")


def roller_of(bruker_id: UUID, *, at: datetime) -> QuerySet[Ressurs]:
    """The roles a person may choose in the organisation of the open context."""
    return (
        Ressurs.objects.filter(type=RessursType.REGISTERROLLE, tildeling__in=_of(bruker_id, at=at))
        .distinct()
        .order_by("navn", "id")
    )


def _of(bruker_id: UUID, *, at: datetime) -> QuerySet[Tildeling]:
    return Tildeling.objects.filter(in_force(at), bruker_id=bruker_id)


def has_any(actor: Actor, privilegier: Collection[str], *, at: datetime) -> bool:
    """Tell whether the actor has one of these privileges now, on whatever resource."""
    return tildelinger_in_force(actor, at=at).filter(privilegium__in=privilegier).exists()


def held(actor: Actor, privilegier: Sequence[str], *, at: datetime) -> tuple[str, ...]:
    """Those of these privileges that the actor has now, on whatever resource, in the order they were given."""
    given = tildelinger_in_force(actor, at=at).filter(privilegium__in=privilegier)
    found = set(given.values_list("privilegium", flat=True))
    return tuple(kode for kode in privilegier if kode in found)


def open_tildelinger_for(actor: Actor, *, at: datetime) -> QuerySet[Tildeling]:
    """What people have or will have: not withdrawn, its time not run out, the person not closed."""
    return (
        tildelinger_for(actor)
        .filter(Q(valid_until__isnull=True) | Q(valid_until__gt=at), withdrawn_at__isnull=True, bruker__aktiv=True)
        .order_by("bruker__navn", "ressurs__navn", "id")
    )


def administratorer_for(actor: Actor, *, at: datetime) -> QuerySet[Tildeling]:
    """Who the administrators are: everyone in the organisation may know."""
    return tildelinger_for(actor).filter(in_force(at), privilegium=ADMINISTRER).order_by("bruker__navn", "id")


def kontrollerer_for(actor: Actor, *, at: datetime) -> QuerySet[Tildeling]:
    """Who controls the log, and of which areas: everyone in the organisation may know."""
    given = tildelinger_for(actor).filter(in_force(at), privilegium=KONTROLLER)
    return given.order_by("ressurs__navn", "bruker__navn", "id")


def controlled_areas(actor: Actor, *, at: datetime) -> set[str]:
    """The service areas whose log the actor controls."""
    given = tildelinger_in_force(actor, at=at).filter(privilegium=KONTROLLER)
    return set(given.values_list("ressurs__kode", flat=True))


def virksomhet_ressurs(virksomhet_id: UUID) -> Ressurs:
    """The resource that is the organisation itself."""
    return Ressurs.objects.get(virksomhet_id=virksomhet_id, type=RessursType.VIRKSOMHET)


def tjeneste_codes() -> list[str]:
    """The codes of all services of this installation."""
    return list(Tjeneste.objects.order_by("kode").values_list("kode", flat=True))
