"""Small documents of made-up persons for the tests of the register copy. All numbers are synthetic (month + 80)."""

import json
from collections.abc import Iterator
from itertools import count

from fiks.felles.koder.identifikator import is_valid

Rad = dict[str, object]


def numbers(date: str = "128058") -> Iterator[str]:
    """Valid numbers that begin with six digits."""
    return (f"{date}{tail:05}" for tail in count() if is_valid(f"{date}{tail:05}"))


NUMBERS = [number for number, _ in zip(numbers("128558"), range(20), strict=False)]


def rad(**fields: object) -> Rad:
    """A current row with metadata."""
    return {"erGjeldende": True, "gyldighetstidspunkt": "2020-01-01T00:00:00.123456789+01:00", **fields}


def past(**fields: object) -> Rad:
    """A former row."""
    return rad(gyldighetstidspunkt="2010-01-01T00:00:00.12+01:00", **fields) | {"erGjeldende": False}


def veg(street: str = "Strandgata", *, kommune: str = "4215", grading: str = "ugradert", **fields: object) -> Rad:
    """The fields of an address in a street."""
    return {
        "adressegradering": grading,
        "adresseIdentifikatorFraMatrikkelen": f"id-{street}-{kommune}",
        "grunnkrets": 101,
        "vegadresse": {
            "kommunenummer": kommune,
            "adressenavn": street,
            "adressenummer": {"husnummer": "14", "husbokstav": "B"},
            "bruksenhetsnummer": "H0101",
            "poststed": {"postnummer": "4790", "poststedsnavn": "LILLESAND"},
        },
        **fields,
    }


def person(number: str = NUMBERS[0], **elements: object) -> dict[str, object]:
    """A resident of Lillesand; an element given replaces, None removes."""
    basis: dict[str, object] = {
        "identifikasjonsnummer": [rad(foedselsEllerDNummer=number, identifikatortype="foedselsnummer", status="iBruk")],
        "status": [rad(status="bosatt")],
        "navn": [rad(fornavn="SOLVEIG", mellomnavn="BERG", etternavn="ÅSEN"), past(fornavn="SOLVEIG", etternavn="LIE")],
        "foedsel": [rad(foedselsdato="1958-05-12", foedselsaar="1958")],
        "kjoenn": [rad(kjoenn="kvinne")],
        "bostedsadresse": [rad(**veg())],
    }
    return {name: value for name, value in (basis | elements).items() if value is not None}


def line(document: dict[str, object]) -> bytes:
    """A document on one line."""
    return json.dumps(document, ensure_ascii=False).encode()


def merged(current: str, former: str) -> list[Rad]:
    """The number rows of a person who lives on, with the number of one merged into him."""
    return [
        rad(foedselsEllerDNummer=current, identifikatortype="foedselsnummer", status="iBruk"),
        past(foedselsEllerDNummer=former, identifikatortype="dNummer", status="opphoert"),
    ]
