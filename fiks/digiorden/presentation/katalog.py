"""A system in the catalogue as its page shows it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from fiks.digiorden.forms.katalog import SystemForm
from fiks.digiorden.katalog import felleskomponenter, temaer
from fiks.digiorden.models import Katalogsystem

_FACTS = (
    "beskrivelse",
    "temaer",
    "tidligere_navn",
    "alias",
    "leverandoer_navn",
    "tidligere_leverandoerer",
    "versjoner",
    "tilgjengelighet",
    "tilgjengelighet_lenke",
    "grensesnitt",
    "felleskomponenter",
)


@dataclass(frozen=True, slots=True)
class Fakta:
    """One fact, and whether the vendor has confirmed it."""

    navn: str
    tekst: str
    bekreftet: bool
    lenke: bool = False


def facts(system: Katalogsystem) -> list[Fakta]:
    """What is said of a system; what is not said is left out."""
    found = [
        Fakta(_label(field), _text(system, field), field in system.bekreftet_felter, field == "tilgjengelighet_lenke")
        for field in _FACTS
    ]
    return [fact for fact in found if fact.tekst]


def _label(field: str) -> str:
    return _("Tema") if field == "temaer" else str(SystemForm.base_fields[field].label)


def _text(system: Katalogsystem, field: str) -> str:
    if field == "temaer":
        return ", ".join(temaer.names(system.temaer))
    if field == "felleskomponenter":
        return ", ".join(felleskomponenter.names(system.felleskomponenter))
    if field == "tilgjengelighet":
        return system.get_tilgjengelighet_display() if system.tilgjengelighet else ""
    value = getattr(system, field)
    return ", ".join(value) if isinstance(value, list) else str(value)
