"""What a hit may show, cut to the role, and what she was called or where she lived when it was found by that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import msgspec

from fiks.felles.koder.kommuneendringer import settled
from fiks.felles.koder.norsk_orden import norsk_key
from fiks.folkeregister import innsyn as cutting
from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.models import Person
from fiks.folkeregister.protection import Row, is_current, rows
from fiks.folkeregister.registerkopi.documents import raw_documents
from fiks.folkeregister.registerkopi.norsk_key import words
from fiks.folkeregister.soek.gater import spellings
from fiks.folkeregister.soek.kriterier import Ramme, Soek
from fiks.folkeregister.soek.motor import Treff
from fiks.folkeregister.soek.rangering import Navnetreff
from fiks.folkeregister.soek.spoerring import Vei

NAME_PARTS = ("fornavn", "mellomnavn", "etternavn")


@dataclass(frozen=True, slots=True)
class Tidligere:
    """A former name or home, as the register wrote it, and when it ended."""

    verdi: str
    til: date | None = None


@dataclass(frozen=True, slots=True)
class Vist:
    """A hit as the role may see it. `status` is as the role sees it; None where it is not opened."""

    nummer: str
    vei: Vei
    fornavn: str | None = None
    mellomnavn: str | None = None
    etternavn: str | None = None
    foedselsdato: date | None = None
    foedselsaar: int | None = None
    doedsdato: date | None = None
    status: str | None = None
    adresse: str | None = None
    bruksenhet: str | None = None
    poststed: str | None = None
    navn: Navnetreff | None = None
    tidligere: Tidligere | None = None


def shown(treff: Sequence[Treff], soek: Soek, innsyn: Innsyn, ramme: Ramme) -> list[Vist]:
    """The hits of a page, in their order, without homes that the role may not see.

    Reads the documents of those who were found by what was before.
    """
    former = [one.rad.identifikator for one in treff if one.vei is not Vei.NAA]
    documents = raw_documents(former) if former and innsyn.may_see_history else {}
    persons = Person.objects.in_bulk([one.rad.identifikator for one in treff])
    return [_with_former(_cut(one, persons, innsyn, ramme), documents, soek, innsyn, ramme) for one in treff]


def opened_by(innsyn: Innsyn) -> list[str]:
    """The pieces of information that a hit shows, for the log."""
    elements = ("navn", "foedsel", "status", "doedsfall", "bostedsadresse")
    return ["identifikasjonsnummer", *(element for element in elements if innsyn.opens(element))]


def _cut(treff: Treff, persons: Mapping[str, Person], innsyn: Innsyn, ramme: Ramme) -> Vist:
    rad = persons[treff.rad.identifikator]
    found = Vist(rad.identifikator, treff.vei, navn=treff.navn)
    for name in NAME_PARTS:
        if innsyn.opens("navn", name):
            found = replace(found, **{name: getattr(rad, name)})
    for name in ("foedselsdato", "foedselsaar"):
        if innsyn.opens("foedsel", name):
            found = replace(found, **{name: getattr(rad, name)})
    if innsyn.opens("status", "status") and rad.status:
        found = replace(found, status=cutting.status_for(rad.status, innsyn))
    if innsyn.opens("doedsfall", "doedsdato"):
        found = replace(found, doedsdato=rad.doedsdato)
    if rad.skjoldet or not rad.adresse or not innsyn.opens_home(rad.adresse):
        return found
    if not ramme.shows_home_in(rad.kommunenummer):
        return found
    place = " ".join(part for part in (rad.postnummer, rad.poststed) if part)
    return replace(found, adresse=rad.adresse, bruksenhet=rad.bruksenhetsnummer, poststed=place or None)


def _with_former(vist: Vist, documents: Mapping[str, bytes], soek: Soek, innsyn: Innsyn, ramme: Ramme) -> Vist:
    raw = documents.get(vist.nummer)
    if raw is None:
        return vist
    document = cutting.cut(msgspec.json.decode(raw, type=dict[str, object]), innsyn, history=True)
    if vist.vei is Vei.TIDLIGERE_ADRESSE:
        return replace(vist, tidligere=_former_home(document, soek, ramme))
    return replace(vist, tidligere=_former_name(document, vist.navn))


def _former_name(document: Row, fits: Navnetreff | None) -> Tidligere | None:
    """The former name that has most of the words that were met."""
    met = {one.token for one in fits.ord} if fits else set()
    every = sorted(rows(document, "navn"), key=_since)
    best = max(
        (row for row in every if not is_current(row)), key=lambda row: len(met & set(words(_name(row)))), default=None
    )
    return Tidligere(_name(best), _ended(best, every)) if best and met & set(words(_name(best))) else None


def _former_home(document: Row, soek: Soek, ramme: Ramme) -> Tidligere | None:
    """The latest former home that fits what was asked for."""
    every = sorted(rows(document, "bostedsadresse"), key=_since)
    fits = [row for row in every if not is_current(row) and _is_home_in(row, soek, ramme)]
    return Tidligere(_street(fits[-1]), _ended(fits[-1], every)) if fits else None


def _is_home_in(row: Row, soek: Soek, ramme: Ramme) -> bool:
    veg, adresse = _part(row, "vegadresse"), soek.adresse
    kommuner = soek.kommuner or ramme.kommuner
    if kommuner and settled(str(veg.get("kommunenummer") or "")) not in kommuner:
        return False
    if adresse is None:
        return not soek.postnummer or _part(veg, "poststed").get("postnummer") == soek.postnummer
    key = norsk_key(str(veg.get("adressenavn") or ""))
    return bool(key) and (key in spellings(norsk_key(adresse.gate)) or key[:3] == norsk_key(adresse.gate)[:3])


def _street(row: Row) -> str:
    veg = _part(row, "vegadresse")
    number = _part(veg, "adressenummer")
    return " ".join(
        str(one) for one in (veg.get("adressenavn"), number.get("husnummer"), number.get("husbokstav")) if one
    )


def _part(row: Row, name: str) -> Row:
    value = row.get(name)
    return value if isinstance(value, Mapping) else {}


def _name(row: Row) -> str:
    return " ".join(str(row[part]) for part in NAME_PARTS if row.get(part))


def _ended(row: Row, every: Sequence[Row]) -> date | None:
    """Its own end, else the day the next one began."""
    following = every[every.index(row) + 1 :]
    text = row.get("opphoerstidspunkt") or (following[0].get("gyldighetstidspunkt") if following else None)
    return datetime.fromisoformat(str(text)).date() if text else None


def _since(row: Row) -> str:
    return str(row.get("gyldighetstidspunkt") or "")
