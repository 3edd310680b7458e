"""The tables of digiorden, split by subject."""

from fiks.digiorden.models.personvern import (
    Avviksart,
    Henvendelse,
    HenvendelseSlag,
    HenvendelseStatus,
    Personvernavvik,
    Risiko,
    Underretning,
)
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
    "Avviksart",
    "Begrep",
    "Begrepsslag",
    "Behandling",
    "Behandlingsstatus",
    "Behandlingsversjon",
    "Felthjelp",
    "Henvendelse",
    "HenvendelseSlag",
    "HenvendelseStatus",
    "Opplysningsart",
    "Personvernavvik",
    "Protokollslag",
    "Risiko",
    "Underretning",
    "Versjonshandling",
]
