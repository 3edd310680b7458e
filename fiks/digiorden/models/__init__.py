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

__all__ = [
    "Avviksart",
    "Henvendelse",
    "HenvendelseSlag",
    "HenvendelseStatus",
    "Personvernavvik",
    "Risiko",
    "Underretning",
]
