"""What is typed after `fiks innbyggerliste`, as criteria and an order. Dates are ISO, as elsewhere at the command line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from fiks.felles.koder.feil import Feil
from fiks.felles.koder.kommunesoek import UkjentKommune, find
from fiks.folkeregister.actions.innbyggerlister import Bestilling
from fiks.folkeregister.lister.utvalg import BOSATT, Alder, Aldersmaate, Tilhoerighet, Utvalg, UtvalgError
from fiks.folkeregister.models import Filformat, Kolonnesett, Sortering

_SPAN = re.compile(r"(\d{1,4})?([-–])?(\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Valg:
    """The options as typed."""

    kommune: tuple[str, ...]
    ut: Path
    alder: str = ""
    fyller: str = ""
    fodt: str = ""
    per: date | None = None
    kjoenn: str = ""
    status: tuple[str, ...] = ()
    sivilstand: tuple[str, ...] = ()
    statsborgerskap: tuple[str, ...] = ()
    postnummer: tuple[str, ...] = ()
    grunnkrets: tuple[int, ...] = ()
    skolekrets: tuple[int, ...] = ()
    valgkrets: tuple[int, ...] = ()
    husholdning: str = ""
    innflyttet_siden: date | None = None
    fodt_siden: date | None = None
    dod_siden: date | None = None
    utflyttet_siden: date | None = None
    opphold: bool = False
    kolonner: str = Kolonnesett.VAKSINE
    sortering: str = Sortering.NAVN
    format: str = ""
    gradert: bool = False
    aarsak: str = ""


def bestilling(valg: Valg, *, today: date) -> Bestilling:
    """Make an order of it.

    Raises:
        UtvalgError: something cannot be read. The text says which option, and how it is written.
    """
    sett, columns = _columns(valg.kolonner)
    return Bestilling(
        _utvalg(valg, today=today),
        kolonnesett=sett,
        kolonner=columns,
        sortering=Sortering(valg.sortering.upper()),
        filformat=_format(valg),
        med_graderte=valg.gradert,
        aarsak=valg.aarsak,
    )


def _utvalg(valg: Valg, *, today: date) -> Utvalg:
    fra, til = span(valg.husholdning, "husholdning") if valg.husholdning else (None, None)
    return Utvalg(
        tuple(map(_kommune, valg.kommune)),
        tilhoerighet=Tilhoerighet.OPPHOLD if valg.opphold else Tilhoerighet.BOSTED,
        statuser=valg.status or (BOSATT,),
        alder=_alder(valg, today=today),
        kjoenn=valg.kjoenn,
        sivilstander=valg.sivilstand,
        statsborgerskap=tuple(kode.upper() for kode in valg.statsborgerskap),
        postnumre=valg.postnummer,
        grunnkretser=valg.grunnkrets,
        skolekretser=valg.skolekrets,
        stemmekretser=valg.valgkrets,
        husholdning_fra=fra,
        husholdning_til=til,
        innflyttet_siden=valg.innflyttet_siden,
        foedt_siden=valg.fodt_siden,
        doed_siden=valg.dod_siden,
        utflyttet_siden=valg.utflyttet_siden,
    )


def span(text: str, field: str) -> tuple[int | None, int | None]:
    """Read «65-», «-17», «65-79» or «65», ends counted in."""
    found = _SPAN.fullmatch(text.strip())
    if found is None or not (found[1] or found[3]):
        raise UtvalgError(field, _("Skriv --%(valg)s slik: 65- eller 65-79 eller 65.") % {"valg": field})
    fra, til = (int(part) if part else None for part in (found[1], found[3]))
    return (fra, til) if found[2] else (fra, fra)


def _alder(valg: Valg, *, today: date) -> Alder | None:
    asked = [(maate, text) for maate, text in _ages(valg) if text]
    if len(asked) > 1:
        raise UtvalgError("alder", _("Velg bare én av --alder, --fyller og --fodt."))
    if not asked:
        return None
    maate, text = asked[0]
    fra, til = span(text, {Aldersmaate.PAA_DATO: "alder", Aldersmaate.FYLLER: "fyller"}.get(maate, "fodt"))
    return Alder(maate, fra, til, None if maate == Aldersmaate.FOEDT else valg.per or today)


def _ages(valg: Valg) -> Sequence[tuple[Aldersmaate, str]]:
    return (
        (Aldersmaate.PAA_DATO, valg.alder),
        (Aldersmaate.FYLLER, valg.fyller),
        (Aldersmaate.FOEDT, valg.fodt),
    )


def _kommune(text: str) -> str:
    """A name or a number, of today or of before."""
    try:
        return find(text)
    except UkjentKommune as error:
        raise UtvalgError("kommune", _("Skriv --kommune med kommunenummer, slik: 4215.")) from error
    except Feil as error:
        raise UtvalgError("kommune", error.text(_)) from error


def _columns(text: str) -> tuple[Kolonnesett, tuple[str, ...]]:
    """The name of a set, or own columns with comma between."""
    if text.upper() in Kolonnesett and text.upper() != Kolonnesett.EGENDEFINERT:
        return Kolonnesett(text.upper()), ()
    return Kolonnesett.EGENDEFINERT, tuple(filter(None, (part.strip() for part in text.split(","))))


def _format(valg: Valg) -> Filformat:
    text = (valg.format or valg.ut.suffix.removeprefix(".") or Filformat.XLSX).lower()
    if text not in Filformat:
        raise UtvalgError("format", _("Velg --format xlsx, ods eller csv."))
    return Filformat(text)
