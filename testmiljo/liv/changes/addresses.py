"""Moves, corrections by the Matrikkel, new municipality numbers, post."""

from collections.abc import Callable
from copy import deepcopy
from datetime import date

from testmiljo.befolkning import Document, Row
from testmiljo.befolkning.documents.addresses import residence
from testmiljo.befolkning.documents.rows import Json
from testmiljo.befolkning.person import Home
from testmiljo.befolkning.places import dwelling
from testmiljo.liv.line import Bolig, stamp
from testmiljo.liv.rows import ADDRESSES, CHANGES, Change, current, end, is_current, lives_in, put, renew, rows

_PROTECTED = "fortrolig"


def bostedsadresse(change: Change, document: Document, aarsak: str) -> Row:
    """The row of the act's dwelling, graded as the person is."""
    bolig = change.akt.bolig
    assert bolig is not None
    grade = _PROTECTED if current(document, "adressebeskyttelse") else "ugradert"
    fields = residence(_home(bolig, change.akt.dato, grade))
    if bolig.naa:
        _everywhere(fields, lambda where: _renumber(where, bolig.naa))
    return change.row(aarsak, fields)


def _home(bolig: Bolig, since: str, grade: str) -> Home:
    address = None if bolig.gate is None else dwelling(bolig.kommune, bolig.gate, bolig.plass)
    return Home(date.fromisoformat(since), bolig.kommune, address, grade)


@CHANGES.kind
def flytting(change: Change, document: Document) -> None:
    renew(document, "bostedsadresse", bostedsadresse(change, document, "Flytting innenlands"))


@CHANGES.kind
def utflytting(change: Change, document: Document) -> None:
    land = change.akt.land
    renew(document, "status", change.row("Utflytting", {"status": "utflyttet"}))
    for element in ADDRESSES:
        end(document, element, change)
    left: dict[str, Json] = {"tilflyttingsland": land, "utflyttingsdato": change.akt.dato}
    renew(document, "utflytting", change.row("Utflytting", {} if current(document, "adressebeskyttelse") else left))


@CHANGES.kind
def innflytting(change: Change, document: Document) -> None:
    """Back from abroad."""
    renew(document, "status", change.row("Innflytting", {"status": "bosatt"}))
    end(document, "postadresseIUtlandet", change)
    renew(document, "bostedsadresse", bostedsadresse(change, document, "Innflytting"))
    renew(document, "innflytting", change.row("Innflytting", {"fraflyttingsland": change.akt.land}))


@CHANGES.kind
def adresseoppdatering(change: Change, document: Document) -> None:
    """The Matrikkel writes the same address again, with another unit number: no move, so it is valid from the same time."""
    unit = change.akt.verdier.get("bruksenhetsnummer", "H0102")
    _refresh(document, change, "Adresseoppdatering", lambda where: where.update(bruksenhetsnummer=unit))


@CHANGES.kind
def kommuneregulering(change: Change, document: Document) -> None:
    """The municipality, or these districts of it, has got another number; nobody has moved."""
    if lives_in(document, change.akt):
        _refresh(document, change, "Kommuneregulering", lambda where: _renumber(where, change.akt.kommune))


def _refresh(document: Document, change: Change, aarsak: str, alter: Callable[[Row], None]) -> None:
    old = current(document, "bostedsadresse")
    if old is None:
        return
    new = deepcopy(old)
    new.update({"ajourholdstidspunkt": stamp(change.at), "kilde": "Matrikkelen", "aarsak": aarsak})
    _everywhere(new, alter)
    renew(document, "bostedsadresse", new)


def _everywhere(row: Row, alter: Callable[[Row], None]) -> None:
    """Alter the one of the three kinds of place that a row has."""
    for kind in ("vegadresse", "matrikkeladresse", "ukjentBosted"):
        if isinstance(where := row.get(kind), dict):
            alter(where)


def _renumber(where: Row, kommune: str) -> None:
    for name in ("kommunenummer", "bostedskommune"):
        if name in where:
            where[name] = kommune
    if isinstance(farm := where.get("matrikkelnummer"), dict):
        farm["kommunenummer"] = kommune


@CHANGES.kind
def postadresse(change: Change, document: Document) -> None:
    post: dict[str, Json] = {
        "adressegradering": "ugradert",
        "postboksadresse": {
            "postboks": change.akt.verdier.get("postboks", "17"),
            "poststed": {"poststedsnavn": "OSLO", "postnummer": "0101"},
        },
    }
    renew(document, "postadresse", change.row("Postadresse", post))


@CHANGES.kind
def adressebeskyttelse(change: Change, document: Document) -> None:
    """fortrolig grades every address, old ones too; strengt fortrolig leaves no address but an open one. When protection
    is lifted, a person without address gets one again (ukjentBosted, unless a dwelling is given)."""
    grad = change.akt.grad
    end(document, "adressebeskyttelse", change)
    if grad == "ugradert":
        _lift(change, document)
    else:
        protect(change, document, grad)


def protect(change: Change, document: Document, grad: str) -> None:
    renew(document, "adressebeskyttelse", change.row("Adressebeskyttelse", {"graderingsnivaa": grad}))
    _shield(document)
    if grad == "strengtFortrolig":
        for element in ADDRESSES:
            document.pop(element, None)
        for row in rows(document, "sivilstand"):
            row.pop("kommune", None)
        put(document, "postadresse", [change.row("Adressebeskyttelse", _open_post())])
        return
    for element in ADDRESSES:
        for row in rows(document, element):
            row["adressegradering"] = _PROTECTED


def _lift(change: Change, document: Document) -> None:
    for element in ADDRESSES:
        for row in rows(document, element):
            if row.get("adressegradering") == _PROTECTED:
                row["adressegradering"] = "ugradert"
    if current(document, "bostedsadresse") is None:
        renew(document, "bostedsadresse", bostedsadresse(change, document, "Adressebeskyttelse"))
        end(document, "postadresse", change)


def _shield(document: Document) -> None:
    """Where the person came from, went and was born would tell where to look."""
    for element in ("innflytting", "utflytting"):
        for row in rows(document, element):
            for name in list(row):
                if name.startswith(("fraflytting", "tilflytting", "utflytting")):
                    del row[name]
    for row in rows(document, "foedsel"):
        row.pop("foedekommuneINorge", None)


def _open_post() -> dict[str, Json]:
    return {
        "adressegradering": "ugradert",
        "postadresseIFrittFormat": {
            "adresselinje": ["c/o Kripos", "Postboks 2094 Vika"],
            "poststed": {"postnummer": "0125", "poststedsnavn": "OSLO"},
        },
    }


def restore(document: Document) -> None:
    """Addresses that ended with a death which was not one are current again."""
    for element in ADDRESSES:
        found = rows(document, element)
        if found and not any(is_current(row) for row in found) and "opphoerstidspunkt" in found[0]:
            del found[0]["opphoerstidspunkt"]
            found[0]["erGjeldende"] = True
