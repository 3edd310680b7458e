"""The tables of digiorden, split by subject."""

from fiks.digiorden.models.applikasjon import (
    Applikasjon,
    Applikasjonsbehandling,
    Applikasjonskobling,
    Delingsvalg,
    DeltApplikasjon,
)
from fiks.digiorden.models.katalog import Katalogforslag, Katalogsammenslaaing, Katalogsystem
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
    "Applikasjon",
    "Applikasjonsbehandling",
    "Applikasjonskobling",
    "Begrep",
    "Begrepsslag",
    "Behandling",
    "Behandlingsstatus",
    "Behandlingsversjon",
    "Delingsvalg",
    "DeltApplikasjon",
    "Felthjelp",
    "Katalogforslag",
    "Katalogsammenslaaing",
    "Katalogsystem",
    "Opplysningsart",
    "Protokollslag",
    "Versjonshandling",
]
