"""Where an address is: the columns that Person, Adresse and GradertAdresse share."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from fiks.felles.koder.kommuneendringer import settled
from fiks.felles.koder.norsk_orden import norsk_key
from fiks.folkeregister.registerkopi.document import (
    Adresse,
    Adressenummer,
    FrittFormat,
    Matrikkeladresse,
    Postboksadresse,
    Poststed,
    UtenlandskAdresse,
    Vegadresse,
)
from fiks.folkeregister.registerkopi.rader import iso

# In Norwegian order å is the last letter and its key `}`; these come after every street.
_AFTER_STREETS = "~"
_WITHOUT_ADDRESS = "~~"
_LONGEST_KEY = 200
_UNKNOWN = Poststed()
_NO_NUMBER = Adressenummer()


class Plassering(NamedTuple):
    """One place, in the order of the columns of models.Plassering, each as COPY writes it.

    With today's municipality number, where one is certain.
    """

    kommunenummer: str | None = None
    adresse: str | None = None
    co_adressenavn: str | None = None
    adressesortering: str | None = None
    husnummer: str | None = None
    husbokstav: str | None = None
    bruksenhetsnummer: str | None = None
    postnummer: str | None = None
    poststed: str | None = None
    grunnkrets: str | None = None
    skolekrets: str | None = None
    stemmekrets: str | None = None
    adresse_id: str | None = None
    husholdning: str | None = None
    flyttedato: str | None = None


NOWHERE = Plassering()


def plassering(row: Adresse) -> Plassering:
    """The place of an address row. Exactly one form is expected; of several, the most exact counts."""
    if veg := row.vegadresse:
        return _veg(row, veg)
    if row.matrikkeladresse:
        return _matrikkel(row, row.matrikkeladresse)
    if row.ukjent_bosted:
        kommune = row.ukjent_bosted.bostedskommune
        return Plassering(_today(kommune), adressesortering=_WITHOUT_ADDRESS, flyttedato=iso(row.flyttedato))
    return _post(row)


def kommunenummer(row: Adresse) -> str | None:
    """The municipality alone, by today's number where one is certain."""
    return _today(kommunenummer_in(row))


def kommunenummer_in(row: Adresse) -> str | None:
    """The municipality as the row has it."""
    if veg := row.vegadresse:
        return veg.kommunenummer
    if row.matrikkeladresse:
        number = row.matrikkeladresse.matrikkelnummer
        return number.kommunenummer if number else None
    return row.ukjent_bosted.bostedskommune if row.ukjent_bosted else None


def _today(nummer: str | None) -> str | None:
    return settled(nummer) if nummer else None


def _veg(row: Adresse, veg: Vegadresse) -> Plassering:
    """In the order of the columns: names would take as long as all else here, and this is done for nearly every address."""
    number = veg.adressenummer or _NO_NUMBER
    kommune, house, letter, unit = veg.kommunenummer, number.husnummer, number.husbokstav, veg.bruksenhetsnummer
    street = veg.adressenavn or ""
    poststed = veg.poststed or _UNKNOWN
    adresse_id = row.adresse_identifikator_fra_matrikkelen
    return Plassering(
        settled(kommune) if kommune else None,
        f"{street} {house}" if street and house and not letter else _line(street, house, letter),
        veg.co_adressenavn,
        street_key(street, house, letter, unit),
        house,
        letter,
        unit,
        poststed.postnummer,
        poststed.poststedsnavn,
        None if row.grunnkrets is None else str(row.grunnkrets),
        None if row.skolekrets is None else str(row.skolekrets),
        None if row.stemmekrets is None else str(row.stemmekrets),
        adresse_id,
        f"{adresse_id}-{unit}" if adresse_id and unit else None,
        None if row.flyttedato is None else row.flyttedato.isoformat(),
    )


def _matrikkel(row: Adresse, matrikkel: Matrikkeladresse) -> Plassering:
    """Printed as 12/34, 12/34/5 or 12/34/0/1: farm, holding, leasehold, sub-number, without zeros at the end."""
    number = matrikkel.matrikkelnummer
    parts = [0, 0, 0, matrikkel.undernummer or 0]
    if number:
        parts[:3] = [number.gaardsnummer or 0, number.bruksnummer or 0, number.festenummer or 0]
    shown = parts[: max([2] + [place + 1 for place, part in enumerate(parts) if part])]
    key = farm_key(parts, matrikkel.bruksenhetsnummer)
    return Plassering(
        kommunenummer=_today(number.kommunenummer) if number else None,
        adresse="/".join(map(str, shown)) if any(parts) else None,
        co_adressenavn=matrikkel.co_adressenavn,
        adressesortering=key,
        bruksenhetsnummer=matrikkel.bruksenhetsnummer,
        postnummer=(matrikkel.poststed or _UNKNOWN).postnummer,
        poststed=(matrikkel.poststed or _UNKNOWN).poststedsnavn,
        grunnkrets=_text(row.grunnkrets),
        skolekrets=_text(row.skolekrets),
        stemmekrets=_text(row.stemmekrets),
        adresse_id=row.adresse_identifikator_fra_matrikkelen,
        husholdning=_husholdning(row.adresse_identifikator_fra_matrikkelen, matrikkel.bruksenhetsnummer),
        flyttedato=iso(row.flyttedato),
    )


def _post(row: Adresse) -> Plassering:
    """A postal address, at home or abroad; one that tells nothing is nowhere."""
    if row.postboksadresse:
        return _postboks(row.postboksadresse)
    if row.postadresse_i_fritt_format:
        return _fritt(row.postadresse_i_fritt_format)
    abroad = row.utenlandsk_adresse or row.utenlandsk_adresse_i_fritt_format
    return _abroad(abroad) if abroad else NOWHERE


def _postboks(boks: Postboksadresse) -> Plassering:
    line = _line("Postboks" if boks.postboks else "", boks.postboks)
    return Plassering(
        adresse=line,
        co_adressenavn=boks.postbokseier,
        postnummer=(boks.poststed or _UNKNOWN).postnummer,
        poststed=(boks.poststed or _UNKNOWN).poststedsnavn,
    )


def _fritt(fritt: FrittFormat) -> Plassering:
    return Plassering(
        adresse=", ".join(fritt.adresselinje) or None,
        postnummer=(fritt.poststed or _UNKNOWN).postnummer,
        poststed=(fritt.poststed or _UNKNOWN).poststedsnavn,
    )


def _abroad(abroad: UtenlandskAdresse) -> Plassering:
    """One line; the postal code is not one of ours, so it stays in the line."""
    parts = [
        *abroad.adresselinje,
        abroad.adressenavn,
        abroad.bygning,
        abroad.etasjenummer,
        abroad.boenhet,
        abroad.postboks,
        _line(abroad.postkode or "", abroad.by_eller_stedsnavn),
        abroad.distriktsnavn,
        abroad.region,
        abroad.landkode,
    ]
    return Plassering(adresse=", ".join(filter(None, parts)) or None, co_adressenavn=abroad.co_adressenavn)


def _text(krets: int | None) -> str | None:
    return None if krets is None else str(krets)


def _husholdning(adresse_id: str | None, unit: str | None) -> str | None:
    """One dwelling. Without a dwelling number it can be any in the house."""
    return f"{adresse_id}-{unit}" if adresse_id and unit else None


def _line(*parts: str | None) -> str | None:
    return " ".join(filter(None, parts)) or None


def farm_key(parts: Sequence[int], unit: str | None) -> str:
    """Farm, holding, leasehold and sub-number, and the dwelling."""
    key = "/".join(f"{part:05}" for part in parts)
    return f"{_AFTER_STREETS}{key}  {unit or ''}"[:_LONGEST_KEY]


def street_key(street: str, house: str | None, letter: str | None, unit: str | None) -> str:
    """Two spaces part what is compared in turn: Storgata 2 comes before Storgata 10, and both before Storgata Nord 1."""
    return f"{_street_key(street)}  {(house or '').zfill(5)}{letter or ''}  {unit or ''}"[:_LONGEST_KEY]


@lru_cache(maxsize=100_000)
def _street_key(street: str) -> str:
    return norsk_key(street)
