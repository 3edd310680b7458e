"""Who may pass a door.

A door is opened by a privilege. One may pass when all of this holds at the same time:

* one is logged in, at the level that the privilege needs (administration and graded data: high);
* the service that the privilege belongs to is open for one's organisation (`TjenesteTilgang`);
* one has the privilege, given and not withdrawn, with the time inside its from–to, on an active resource:
  the organisation itself, or the role that is chosen in the role switcher.

The organisation's administrators give access, and read its log. Whom the log is about in areas where the look-up itself
tells of a client relation is for a controller of that area (hjemler.md 1.3; the rule stands in `queries.revisjonslogg`).

Refusals say which of these failed, so that the page can say who mends it. They rest on personopplysningsloven art. 32 and
on the agreement with the register's owner: only people with a task get access, for as long as they have it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from fiks.felles.kontekst import Acr, Actor
from fiks.felles.tilgang import queries
from fiks.felles.tilgang.models import Ressurs, RessursType
from fiks.felles.tilgang.privilegier import Privilegium


class Refused(Exception):
    """The door stays shut. `ledd` names what failed, `melding` is a Bokmål sentence, `who_mends` whom to ask."""

    def __init__(self, ledd: str, melding: str, who_mends: str = "") -> None:
        super().__init__(ledd)
        self.ledd = ledd
        self.melding = melding
        self.who_mends = who_mends


class NotLoggedIn(Refused):
    """Nobody is logged in."""


@dataclass
class StepUpNeeded(Refused):
    """The log-in is not strong enough; a new one at `acr` opens the door."""

    acr: Acr

    def __post_init__(self) -> None:
        super().__init__("INNLOGGING", _("Du må logge inn på nytt, på et høyere nivå, for å gjøre dette."))


def check(privilegium: Privilegium, actor: Actor, *, at: datetime, acr: Acr | None = None) -> Ressurs:
    """Return the resource on which the actor has the privilege, or raise what stands in the way.

    Raises:
        NotLoggedIn, StepUpNeeded, Refused
    """
    if actor.is_anonymous:
        raise NotLoggedIn("INNLOGGING", _("Du må logge inn."))
    needed = acr or privilegium.acr
    if not actor.acr.covers(needed):
        raise StepUpNeeded(needed)
    check_open(privilegium.tjeneste, actor, at=at)
    return _resource(privilegium, actor, at=at)


def check_open(tjeneste: str, actor: Actor, *, at: datetime) -> None:
    """Raise Refused unless the service (if any) is open for the actor's organisation."""
    if not tjeneste or actor.virksomhet_id is None:
        return
    tilgang = queries.tjeneste_tilgang(actor.virksomhet_id, tjeneste)
    if tilgang is None:
        raise Refused("TJENESTE", _("Tjenesten er ikke tatt i bruk."), _("den som drifter Fiks"))
    if not (tilgang.open_from <= at and (tilgang.open_until is None or at < tilgang.open_until)):
        raise Refused("TJENESTE", tilgang.broken_link or _("Tjenesten er stengt."), tilgang.who_mends)


def _resource(privilegium: Privilegium, actor: Actor, *, at: datetime) -> Ressurs:
    given = queries.tildelinger_in_force(actor, at=at).filter(privilegium=privilegium.kode)
    if privilegium.ressurs_type == RessursType.REGISTERROLLE:
        if actor.ressurs_id is None:
            raise Refused("ROLLE", _("Du har ikke valgt en rolle."), _("Fiks-administratoren"))
        given = given.filter(ressurs_id=actor.ressurs_id)
    found = given.filter(ressurs__type=privilegium.ressurs_type).select_related("ressurs").first()
    if found is None and privilegium.ressurs_type == RessursType.REGISTERROLLE:
        raise Refused("EGEN_TILGANG", _("Tilgangen din til rollen gjelder ikke nå."), _("Fiks-administratoren"))
    if found is None:
        raise Refused("TILDELING", _("Du har ikke tilgang til dette."), _("Fiks-administratoren"))
    return found.ressurs


def may(kode: str, actor: Actor, ressurs_id: UUID | None = None, *, at: datetime) -> bool:
    """Tell whether the actor has a privilege now (on that resource, when given). For menus and for parts of pages."""
    given = queries.tildelinger_in_force(actor, at=at).filter(privilegium=kode)
    return given.filter(ressurs_id=ressurs_id).exists() if ressurs_id else given.exists()
