"""Reads of register roles, within the actor's organisation."""

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from fiks.digiorden.queries.behandlinger import in_force_for
from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.access import Refused
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.tilgang.queries import tildelinger_for
from fiks.folkeregister.access import BRUK
from fiks.folkeregister.models.rolle import Registerrolle


def roller_for(actor: Actor) -> QuerySet[Registerrolle]:
    """Every role of the actor's organisation, closed ones too."""
    return Registerrolle.objects.filter(virksomhet_id=actor.tenant).order_by("navn", "id")


def chosen_rolle(actor: Actor) -> Registerrolle:
    """The role that the actor has chosen. That he may use it is checked at the door.

    Raises:
        Refused: none is chosen.
    """
    found = roller_for(actor).filter(ressurs_id=actor.ressurs_id or UUID(int=0)).first()
    if found is None:
        raise Refused("ROLLE", _("Du har ikke valgt en rolle i folkeregisteret."), _("Fiks-administratoren"))
    return found


def roller_with_counts(actor: Actor, *, at: datetime) -> QuerySet[Registerrolle]:
    """Every role, those in use first, each with `personer`: how many have it now."""
    held = Q(
        Q(ressurs__tildeling__valid_until__isnull=True) | Q(ressurs__tildeling__valid_until__gt=at),
        ressurs__tildeling__privilegium=BRUK,
        ressurs__tildeling__withdrawn_at__isnull=True,
        ressurs__tildeling__valid_from__lte=at,
        ressurs__tildeling__bruker__aktiv=True,
    )
    found = roller_for(actor).annotate(personer=Count("ressurs__tildeling", filter=held))
    return found.order_by("-aktiv", "navn", "id")


def tildelinger_of(actor: Actor, rolle: Registerrolle) -> QuerySet[Tildeling]:
    """Everyone who has, had or will have the role."""
    given = tildelinger_for(actor).filter(ressurs_id=rolle.ressurs_id, privilegium=BRUK)
    return given.order_by("bruker__navn", "-valid_from", "id")


def open_tildelinger_of(actor: Actor, rolle: Registerrolle, *, at: datetime) -> QuerySet[Tildeling]:
    """Those who have or will have the role."""
    return tildelinger_of(actor, rolle).filter(_open(at), withdrawn_at__isnull=True, bruker__aktiv=True)


def former_tildelinger_of(actor: Actor, rolle: Registerrolle, *, at: datetime) -> QuerySet[Tildeling]:
    """Those who had the role, the latest first."""
    past = tildelinger_of(actor, rolle).exclude(_open(at), withdrawn_at__isnull=True, bruker__aktiv=True)
    return past.order_by("-valid_from", "id")


def choosable_behandlinger(actor: Actor, rolle: Registerrolle) -> list[tuple[str, str]]:
    """The processing records a role can name: those in force, and the one it names already."""
    found = [(str(one.pk), one.tittel) for one in in_force_for(actor)]
    if rolle.behandling is not None and all(key != str(rolle.behandling_id) for key, _tittel in found):
        found.append((str(rolle.behandling_id), _("%(tittel)s (ikke i kraft)") % {"tittel": rolle.behandling.tittel}))
    return found


def _open(at: datetime) -> Q:
    return Q(valid_until__isnull=True) | Q(valid_until__gt=at)
