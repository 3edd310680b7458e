"""Changes of state and logged reads, split by subject."""

from fiks.felles.tilgang.actions.personer import AlreadyThere, add_person, close_person
from fiks.felles.tilgang.actions.revisjonslogg import log_reading
from fiks.felles.tilgang.actions.tildelinger import (
    AlreadyGiven,
    AlreadyWithdrawn,
    LastAdministrator,
    OwnController,
    WrongResource,
    appoint_administrator,
    create_ressurs,
    give_access,
    give_control,
    withdraw_access,
)
from fiks.felles.tilgang.actions.tjenester import close_tjeneste, open_tjeneste

__all__ = [
    "AlreadyGiven",
    "AlreadyThere",
    "AlreadyWithdrawn",
    "LastAdministrator",
    "OwnController",
    "WrongResource",
    "add_person",
    "appoint_administrator",
    "close_person",
    "close_tjeneste",
    "create_ressurs",
    "give_access",
    "give_control",
    "log_reading",
    "open_tjeneste",
    "withdraw_access",
]
