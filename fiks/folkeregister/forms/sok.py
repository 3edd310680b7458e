"""What is typed after `fiks sok`, as criteria."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from fiks.folkeregister.forms.kommunevalg import read_kommune
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
    """Today's number of a number or a name, of today or of before."""
    try:
        return read_kommune(text)
    except ValidationError as error:
        raise SoekError("kommuner", error.messages[0]) from error
