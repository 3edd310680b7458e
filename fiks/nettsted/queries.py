"""Reads for the overview: the services that an organisation uses, and whether each is open."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.access import Refused, check_open
from fiks.felles.tilgang.queries import tjenester_for

# Where each service begins. A service without pages has none.
_START = {"FOLKEREGISTER": "folkeregister:start", "DIGIORDEN": "digiorden:start"}


@dataclass(frozen=True, slots=True)
class Tjenestestatus:
    """One service. When it is closed, `hvorfor` is a sentence and `hvem` whoever can open it."""

    navn: str
    beskrivelse: str
    url: str
    hvorfor: str = ""
    hvem: str = ""

    @property
    def is_open(self) -> bool:
        return not self.hvorfor


def tjenestestatus_for(actor: Actor, *, at: datetime) -> list[Tjenestestatus]:
    """The services of the actor's organisation, by name."""
    found = []
    for tjeneste in tjenester_for(actor):
        url = reverse(_START[tjeneste.kode]) if tjeneste.kode in _START else ""
        try:
            check_open(tjeneste.kode, actor, at=at)
            found.append(Tjenestestatus(tjeneste.navn, tjeneste.beskrivelse, url))
        except Refused as refusal:
            found.append(
                Tjenestestatus(tjeneste.navn, tjeneste.beskrivelse, url, str(refusal.melding), str(refusal.who_mends))
            )
    return found
