"""Where a record is in its life, in words, and what may be done with it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fiks.digiorden.access import GODKJENN, REDIGER
from fiks.digiorden.models import Behandling


@dataclass(frozen=True, slots=True)
class Merke:
    """A state as a tag: its word, and its colour when it needs attention."""

    tekst: str
    farge: str = "neutral"


def tag(behandling: Behandling, *, today: date) -> Merke:
    """The state of a record."""
    if behandling.is_withdrawn:
        return Merke(_("Trukket tilbake"))
    if behandling.is_sent:
        return Merke(_("Til godkjenning"), "info")
    if behandling.is_draft:
        return Merke(_("Ny versjon") if behandling.is_in_force else _("Utkast"))
    if is_overdue(behandling, today=today):
        return Merke(_("Skal ses over"), "warning")
    return Merke(_("Godkjent"), "success")


def is_overdue(behandling: Behandling, *, today: date) -> bool:
    """Whether a record in force should have been reviewed."""
    due = behandling.neste_revisjon_date
    return behandling.is_in_force and due is not None and due < today


@dataclass(frozen=True, slots=True)
class Muligheter:
    """What the reader may do with a record now."""

    rediger: bool = False
    send: bool = False
    vurder: bool = False
    hent_tilbake: bool = False
    ny_versjon: bool = False
    forkast: bool = False
    trekk: bool = False
    frist: bool = False


def possible(behandling: Behandling, privileges: frozenset[str], *, actor_id: str) -> Muligheter:
    """What an actor with these privileges may do. The actions refuse the rest themselves."""
    writes, approves = REDIGER in privileges, GODKJENN in privileges
    own = behandling.sendt_av == actor_id
    return Muligheter(
        rediger=writes and behandling.is_draft,
        send=writes and behandling.is_draft,
        vurder=approves and behandling.is_sent and not own,
        hent_tilbake=behandling.is_sent and own and writes,
        ny_versjon=writes and (behandling.is_approved or behandling.is_withdrawn),
        forkast=writes and behandling.is_draft and behandling.is_in_force,
        trekk=approves and not behandling.is_withdrawn,
        frist=approves and behandling.is_in_force,
    )
