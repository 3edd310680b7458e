"""The tables of digiorden, split by subject."""

from fiks.digiorden.models.protokoll import (
    Begrep,
    Begrepsslag,
    Behandling,
    Behandlingsstatus,
    Behandlingsversjon,
    Felthjelp,
    Opplysningsart,
    Protokollslag,
    Versjonshandling,
)

__all__ = [
    "Begrep",
    "Begrepsslag",
    "Behandling",
    "Behandlingsstatus",
    "Behandlingsversjon",
    "Felthjelp",
    "Opplysningsart",
    "Protokollslag",
    "Versjonshandling",
]
