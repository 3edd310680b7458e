"""Residence, stay, post and shared residence, with grading on each address."""

from collections.abc import Iterator
from datetime import date

from testmiljo.befolkning.dates import AS_OF, years_after
from testmiljo.befolkning.documents.rows import Document, Json, Row, Rows
from testmiljo.befolkning.person import Home, Person, Status, Trait
from testmiljo.befolkning.places import Address, districts
from testmiljo.befolkning.tables import poststeder

_UNGRADED = "ugradert"


def addresses(rows: Rows, person: Person) -> Document:
    document: Document = {}
    if person.protection:
        graded: dict[str, Json] = {"graderingsnivaa": person.protection}
        document["adressebeskyttelse"] = [rows.row(_protected_since(person), "Adressebeskyttelse", graded)]
    if person.protection == "strengtFortrolig":
        return document | {"postadresse": [_open_post(rows, person)]}
    if person.d_number or person.status is Status.IKKE_BOSATT:
        return document | _stay(rows, person)
    if person.homes:
        document["bostedsadresse"] = list(_bostedsadresse(rows, person))
    if person.shared_home:
        document["deltBosted"] = [_delt_bosted(rows, person.shared_home)]
    if person.left:
        document["postadresseIUtlandet"] = [_post_abroad(rows, person)]
    elif person.trait is Trait.POSTBOKS or rows.draw.random() < 0.02:
        document |= _post_box(rows, person)
    return document


def _bostedsadresse(rows: Rows, person: Person) -> Iterator[Row]:
    """Newest first. The dead and the emigrated have no current one, and the last row says when it ended."""
    ended = person.died or person.left
    for home in reversed(person.homes):
        latest = home is person.homes[-1]
        first = home is person.homes[0] and home.since == person.born
        yield rows.row(
            home.since,
            "Fødsel" if first else "Flytting innenlands",
            residence(home),
            current=latest and not ended,
            ended=ended if latest else None,
        )
        if latest and home.address and rows.draw.random() < 0.03:
            yield rows.row(home.since, "Adresseoppdatering", residence(home), current=False)


def residence(home: Home) -> dict[str, Json]:
    """The fields of bostedsadresse: exactly one of vegadresse, matrikkeladresse and ukjentBosted."""
    moved = str(home.since)
    if home.address is None:
        return {
            "ukjentBosted": {"bostedskommune": home.kommune},
            "adressegradering": home.grading,
            "flyttedato": moved,
        }
    grunnkrets, stemmekrets, skolekrets, kirkekrets = districts(home.address)
    return _located(home, home.address) | {
        "adressegradering": home.grading,
        "flyttedato": moved,
        "grunnkrets": grunnkrets,
        "stemmekrets": stemmekrets,
        "skolekrets": skolekrets,
        "kirkekrets": kirkekrets,
    }


def _located(home: Home, address: Address) -> dict[str, Json]:
    kind = "matrikkeladresse" if address.street.rural else "vegadresse"
    where = _matrikkeladresse(address) if address.street.rural else _vegadresse(address)
    if home.co_name:
        where["coAdressenavn"] = home.co_name
    return {kind: where, "adresseIdentifikatorFraMatrikkelen": str(address.identifier)}


def _vegadresse(address: Address) -> dict[str, Json]:
    street = address.street
    fields: dict[str, Json] = {
        "kommunenummer": street.kommune.number,
        "bruksenhetsnummer": address.unit,
        "bruksenhetstype": address.unit_type,
        "adressenavn": street.name,
        "adressekode": f"{1000 + street.count:05}" if street.count % 7 == 0 else str(1000 + street.count),
        "poststed": _poststed(address),
    }
    if (address.house + street.count) % 97:
        number: dict[str, Json] = {"husnummer": str(address.house)}
        if address.letter:
            number["husbokstav"] = address.letter
        fields["adressenummer"] = number
    if street.count % 13 == 5 and address.house % 10 == 1:
        fields["adressetilleggsnavn"] = f"{street.name[:5].title()}stua"
    return fields


def _matrikkeladresse(address: Address) -> dict[str, Json]:
    farm: dict[str, Json] = {
        "kommunenummer": address.street.kommune.number,
        "gaardsnummer": 10 + address.street.count,
        "bruksnummer": address.house + 40 * "0ABCD".index(address.letter or "0"),
        "festenummer": 0,
    }
    return {
        "bruksenhetsnummer": address.unit,
        "bruksenhetstype": address.unit_type,
        "matrikkelnummer": farm,
        "undernummer": 0,
        "poststed": _poststed(address),
    }


def _poststed(address: Address) -> dict[str, Json]:
    return {"poststedsnavn": address.street.poststed.name, "postnummer": address.street.poststed.postnummer}


def _delt_bosted(rows: Rows, home: Home) -> Row:
    assert home.address is not None
    fields = _located(home, home.address) | {
        "adressegradering": home.grading,
        "startdatoForKontrakt": str(home.since),
    }
    return rows.row(home.since, "Avtale om delt bosted", fields)


def _stay(rows: Rows, person: Person) -> Document:
    """A d-number holder has no bostedsadresse, but may have told where she stays, or an address abroad."""
    since = person.arrived or person.born
    if person.homes and person.homes[-1].address:
        home = person.homes[-1]
        fields = _located(home, person.homes[-1].address)
        fields |= {"adressegradering": home.grading, "oppholdsadressedato": str(since)}
        return {"oppholdsadresse": [rows.row(since, "Tildele d-nummer", fields)]}
    if person.key % 3 == 0:
        return {}
    abroad: dict[str, Json] = {
        "adressegradering": _UNGRADED,
        "utenlandskAdresse": {
            "adressenavn": f"Test Street {1 + person.key % 300}",
            "postkode": f"{10_000 + person.key % 80_000}",
            "byEllerStedsnavn": person.origin.city,
            "landkode": person.origin.alpha2,
        },
    }
    return {"postadresseIUtlandet": [rows.row(since, "Tildele d-nummer", abroad)]}


def _post_abroad(rows: Rows, person: Person) -> Row:
    assert person.left
    assert person.left_to
    fields: dict[str, Json] = {
        "adressegradering": _UNGRADED,
        "utenlandskAdresseIFrittFormat": {
            "adresselinje": [f"Test Road {1 + person.key % 900}", f"Flat {1 + person.key % 40}"],
            "postkode": f"{10_000 + person.key % 80_000}",
            "byEllerStedsnavn": person.left_to.city,
            "landkode": person.left_to.alpha2,
        },
    }
    return rows.row(person.left, "Utflytting", fields)


def _post_box(rows: Rows, person: Person) -> Document:
    home = person.homes[-1] if person.homes else None
    if home is None or person.died or person.protection:
        return {}
    codes = poststeder(home.kommune, "PB") or poststeder(home.kommune, "G")
    code = codes[person.key % len(codes)]
    fields: dict[str, Json] = {
        "adressegradering": _UNGRADED,
        "postboksadresse": {
            "postboks": str(1 + person.key % 900),
            "poststed": {"poststedsnavn": code.name, "postnummer": code.postnummer},
        },
    }
    return {"postadresse": [rows.row(home.since, "Postadresse", fields)]}


def _open_post(rows: Rows, person: Person) -> Row:
    """The only address that a strengt fortrolig person has: an open one, care of the police."""
    fields: dict[str, Json] = {
        "adressegradering": _UNGRADED,
        "postadresseIFrittFormat": {
            "adresselinje": ["c/o Kripos", "Postboks 2094 Vika"],
            "poststed": {"postnummer": "0125", "poststedsnavn": "OSLO"},
        },
    }
    return rows.row(_protected_since(person), "Adressebeskyttelse", fields)


def _protected_since(person: Person) -> date:
    """From the last move, or within the last years for those whose moves are deleted."""
    since = person.homes[-1].since if person.homes else years_after(AS_OF, -1 - person.key % 4)
    return max(since, person.born)
