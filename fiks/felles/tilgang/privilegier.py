"""The privileges that exist. Each app registers its own when it starts."""

from dataclasses import dataclass

from django.utils.functional import Promise

from fiks.felles.kontekst import Acr
from fiks.felles.tilgang.models import RessursType

ADMINISTRER = "tilgang.administrer"
KONTROLLER = "tilgang.kontroller"


@dataclass(frozen=True, slots=True)
class Privilegium:
    """What may be given: on which type of resource, for which service, and how strong a log-in it takes.

    `navn` and `beskrivelse` are Bokmål sentences shown when access is given.
    """

    kode: str
    ressurs_type: RessursType
    navn: str | Promise
    beskrivelse: str | Promise
    tjeneste: str = ""
    acr: Acr = Acr.SUBSTANTIAL


_registered: dict[str, Privilegium] = {}


def register(privilegium: Privilegium) -> None:
    """Make a privilege known. Called from AppConfig.ready of the app that guards its doors with it."""
    _registered[privilegium.kode] = privilegium


def privilegium(kode: str) -> Privilegium:
    """Return a registered privilege. An unknown code is a programming error."""
    return _registered[kode]


def registered() -> list[Privilegium]:
    """All privileges, in the order they were registered."""
    return list(_registered.values())
