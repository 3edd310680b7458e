"""What is typed after `fiks sok`, as criteria."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fiks.felles.koder.kommuner import kommune, kommuner
from fiks.folkeregister.forms.soek import read_born
from fiks.folkeregister.soek.kriterier import Soek, SoekError


@dataclass(frozen=True, slots=True)
class Valg:
    """The options as typed."""

    navn: str = ""
    fodt: str = ""
    kjoenn: str = ""
    kommune: tuple[str, ...] = ()
    gate: str = ""
    postnummer: str = ""
    bruksenhet: str = ""
    matrikkel: str = ""
    duf: str = ""
    utenlandsk: str = ""
    historikk: bool = False
    doede: bool = False
    utflyttede: bool = False


def soek_av(valg: Valg, *, today: date) -> Soek:
    """Make criteria of it.

    Raises:
        SoekError: something cannot be read. The text says how it is written.
    """
    day, fra, til = read_born(valg.fodt, today=today)
    return Soek(
        navn=valg.navn,
        foedselsdato=day,
        aar_fra=fra,
        aar_til=til,
        kjoenn=valg.kjoenn,
        kommuner=tuple(map(_kommune, valg.kommune)),
        gate=valg.gate,
        postnummer=valg.postnummer,
        matrikkel=valg.matrikkel,
        bruksenhet=valg.bruksenhet,
        duf=valg.duf,
        utenlandsk=valg.utenlandsk,
        historikk=valg.historikk,
        doede=valg.doede,
        utflyttede=valg.utflyttede,
    )


def _kommune(text: str) -> str:
    """A number, or a name that one municipality alone has."""
    if kommune(text):
        return text
    named = [one.nummer for one in kommuner().values() if text.casefold() in map(str.casefold, one.navn.split(" - "))]
    if len(named) != 1:
        raise SoekError("kommuner", _("Skriv --kommune med kommunenummer, slik: 4215."))
    return named[0]
