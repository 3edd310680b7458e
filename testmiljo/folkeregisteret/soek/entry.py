"""What a person can be found by, taken from the document."""

import re
from dataclasses import dataclass

from testmiljo.befolkning import Document, Row
from testmiljo.liv.rows import current, is_current, rows, status_of, text

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Name:
    given: frozenset[str]
    family: frozenset[str]
    words: frozenset[str]
    current: bool


@dataclass(frozen=True, slots=True)
class Place:
    """An address in Norway. `house` is number and letter, like 12B."""

    street: str
    house: str
    postnummer: str
    kommune: str
    residence: bool
    current: bool
    graded: bool


@dataclass(frozen=True, slots=True)
class Entry:
    number: str
    numbers: tuple[str, ...]
    status: str
    kjoenn: str
    born: str
    birth_year: int
    death_year: int
    statsborgerskap: frozenset[str]
    sivilstand: str
    names: tuple[Name, ...]
    places: tuple[Place, ...]
    foreign: tuple[str, ...]
    papers: tuple[str, ...]
    duf: tuple[str, ...]


def entry_of(number: str, document: Document) -> Entry:
    foedsel, death = current(document, "foedsel"), document.get("doedsfall")
    return Entry(
        number=number,
        numbers=tuple(text(row, "foedselsEllerDNummer") for row in rows(document, "identifikasjonsnummer")),
        status=status_of(document),
        kjoenn=text(current(document, "kjoenn"), "kjoenn"),
        born=text(foedsel, "foedselsdato").replace("-", ""),
        birth_year=int(text(foedsel, "foedselsaar") or 0),
        death_year=int(text(death if isinstance(death, dict) else None, "doedsdato")[:4] or 0),
        statsborgerskap=frozenset(
            text(row, "statsborgerskap") for row in rows(document, "statsborgerskap") if is_current(row)
        ),
        sivilstand=text(current(document, "sivilstand"), "sivilstand"),
        names=tuple(_name(row) for row in rows(document, "navn")),
        places=tuple(
            place
            for element in ("bostedsadresse", "oppholdsadresse")
            for row in rows(document, element)
            if (place := _place(row, residence=element == "bostedsadresse"))
        ),
        foreign=_identifiers(document, "utenlandskPersonidentifikasjon", "utstederland", "identifikasjonsnummer"),
        papers=_identifiers(document, "legitimasjonsdokument", "utstederland", "identifikasjonsdokumentnummer"),
        duf=_identifiers(document, "utlendingsmyndighetenesIdentifikasjonsnummer", "", "identifikasjonsnummer"),
    )


def words(name: str) -> list[str]:
    """Whole words; the parts of a double name are words of their own."""
    return _WORD.findall(name.casefold())


def _name(row: Row) -> Name:
    given, family = frozenset(words(text(row, "fornavn"))), frozenset(words(text(row, "etternavn")))
    return Name(given, family, given | family | frozenset(words(text(row, "mellomnavn"))), is_current(row))


def _place(row: Row, *, residence: bool) -> Place | None:
    where = next((row[kind] for kind in ("vegadresse", "matrikkeladresse", "ukjentBosted") if kind in row), None)
    if not isinstance(where, dict):
        return None
    house, poststed, farm = where.get("adressenummer"), where.get("poststed"), where.get("matrikkelnummer")
    kommune = text(where, "kommunenummer") or text(where, "bostedskommune")
    return Place(
        street=text(where, "adressenavn").casefold(),
        house=_house(house) if isinstance(house, dict) else "",
        postnummer=text(poststed, "postnummer") if isinstance(poststed, dict) else "",
        kommune=text(farm, "kommunenummer") if isinstance(farm, dict) else kommune,
        residence=residence,
        current=is_current(row),
        graded=row.get("adressegradering") != "ugradert",
    )


def _house(number: Row) -> str:
    return text(number, "husnummer") + text(number, "husbokstav").upper()


def _identifiers(document: Document, element: str, country: str, number: str) -> tuple[str, ...]:
    """Like DNK-7545367, or the bare number when there is no country to name."""
    found = rows(document, element)
    return tuple(f"{text(row, country)}-{text(row, number)}" if country else text(row, number) for row in found)
