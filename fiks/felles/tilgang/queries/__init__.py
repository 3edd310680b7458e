"""Reads, always narrowed to the actor, split by subject."""

from fiks.felles.tilgang.queries.tildelinger import (
    administratorer_for,
    controlled_areas,
    has_any,
    held,
    in_force,
    kontrollerer_for,
    open_tildelinger_for,
    roller_for,
    roller_of,
    tildelinger_for,
    tildelinger_in_force,
    tjeneste_codes,
    tjeneste_tilgang,
    tjenester_for,
    virksomhet_ressurs,
)

__all__ = [
    "administratorer_for",
    "controlled_areas",
    "has_any",
    "held",
    "in_force",
    "kontrollerer_for",
    "open_tildelinger_for",
    "roller_for",
    "roller_of",
    "tildelinger_for",
    "tildelinger_in_force",
    "tjeneste_codes",
    "tjeneste_tilgang",
    "tjenester_for",
    "virksomhet_ressurs",
]
