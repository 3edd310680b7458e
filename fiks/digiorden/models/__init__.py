"""The tables of digiorden, split by subject."""

from fiks.digiorden.models.applikasjon import Applikasjon, Applikasjonskobling, Delingsvalg, DeltApplikasjon
from fiks.digiorden.models.katalog import Katalogforslag, Katalogsammenslaaing, Katalogsystem

__all__ = [
    "Applikasjon",
    "Applikasjonskobling",
    "Delingsvalg",
    "DeltApplikasjon",
    "Katalogforslag",
    "Katalogsammenslaaing",
    "Katalogsystem",
]
