"""Numbers, names, merges and splits, corrections and annulments."""

from typing import cast

from testmiljo.befolkning import Document, Row
from testmiljo.befolkning.documents.rows import Json
from testmiljo.liv.changes.addresses import bostedsadresse
from testmiljo.liv.changes.civil import number_fields
from testmiljo.liv.line import midnight
from testmiljo.liv.rows import CHANGES, Change, annul, correct, current, number_of, put, renew, rows, status_of


@CHANGES.kind
def ny_person(change: Change, document: Document) -> None:
    """Somebody who has moved to Norway, or got a d-number."""
    akt = change.akt
    assert akt.navn is not None
    d_number = akt.nytt[0] > "3"
    reason = "Tildele d-nummer" if d_number else "Innflytting"
    given: dict[str, dict[str, Json]] = {
        "identifikasjonsnummer": number_fields(akt.nytt),
        "identitetsgrunnlag": {"identitetsgrunnlagstatus": "kontrollert"},
        "status": {"status": "midlertidig" if d_number else "bosatt"},
        "navn": {"fornavn": akt.navn.fornavn, "etternavn": akt.navn.etternavn},
        "kjoenn": {"kjoenn": akt.kjoenn},
        "foedsel": {"foedselsdato": akt.foedt, "foedselsaar": akt.foedt[:4], "foedeland": akt.land},
        "statsborgerskap": {"statsborgerskap": akt.land, "ervervsdato": akt.foedt},
        "sivilstand": {"sivilstand": "uoppgitt"},
    }
    if not d_number:
        given["innflytting"] = {"fraflyttingsland": akt.land}
    for element, fields in given.items():
        put(document, element, [change.row(reason, fields)])
    if akt.bolig:
        put(document, "bostedsadresse", [bostedsadresse(change, document, reason)])


@CHANGES.kind
def nytt_nummer(change: Change, document: Document) -> None:
    """The old number becomes history. A holder of a d-number who gets a fødselsnummer has moved to Norway."""
    settles = status_of(document) != "bosatt"
    reason = "Innflytting" if settles else "Endring av fødselsnummer"
    for row in rows(document, "identifikasjonsnummer"):
        if row.get("status") == "iBruk":
            row.update({"status": "opphoert", "opphoerstidspunkt": midnight(change.akt.dato)})
    renew(document, "identifikasjonsnummer", change.row(reason, number_fields(change.akt.nytt)))
    if settles:
        renew(document, "status", change.row(reason, {"status": "bosatt"}))
        renew(document, "innflytting", change.row(reason, {"fraflyttingsland": _citizenship(document)}))
        if change.akt.bolig:
            renew(document, "bostedsadresse", bostedsadresse(change, document, reason))


def _citizenship(document: Document) -> Json:
    row = current(document, "statsborgerskap")
    return row.get("statsborgerskap", "XUK") if row else "XUK"


@CHANGES.kind
def sammenslaaing(change: Change, document: Document) -> None:
    """Role 0 lives on with the other's number as a historical one; role 1 ends."""
    if change.role == 1:
        _end_number(change, document, "Sammenslåing")
        return
    fields = number_fields(change.akt.med) | {"status": "opphoert"}
    ended: Row = change.row("Sammenslåing", fields)
    ended.update({"erGjeldende": False, "opphoerstidspunkt": midnight(change.akt.dato)})
    put(document, "identifikasjonsnummer", [*rows(document, "identifikasjonsnummer"), ended])


@CHANGES.kind
def splitting(change: Change, document: Document) -> None:
    """The two were not the same after all; what the merge did is annulled."""
    if change.role == 0:
        found = rows(document, "identifikasjonsnummer")
        put(document, "identifikasjonsnummer", [r for r in found if r["foedselsEllerDNummer"] != change.akt.med])
        return
    annul(document, "status")
    for row in rows(document, "identifikasjonsnummer")[:1]:
        row.update({"status": "iBruk", "erGjeldende": True})
        row.pop("opphoerstidspunkt", None)


@CHANGES.kind
def opphoer(change: Change, document: Document) -> None:
    """The person should never have been registered: only number, status and an unstated civil status are left."""
    number = number_of(document)
    document.clear()
    fields = number_fields(number) | {"status": "opphoert"}
    put(document, "identifikasjonsnummer", [change.row("Opphøre person", fields)])
    put(document, "status", [change.row("Opphøre person", {"status": "opphoert"})])
    put(document, "sivilstand", [change.row("Opphøre person", {"sivilstand": "uoppgitt"})])


def _end_number(change: Change, document: Document, reason: str) -> None:
    renew(document, "status", change.row(reason, {"status": "opphoert"}))
    for row in rows(document, "identifikasjonsnummer")[:1]:
        row.update({"status": "opphoert", "erGjeldende": False, "opphoerstidspunkt": midnight(change.akt.dato)})


@CHANGES.kind
def navneendring(change: Change, document: Document) -> None:
    navn = change.akt.navn
    assert navn is not None
    fields: dict[str, Json] = {"fornavn": navn.fornavn, "etternavn": navn.etternavn}
    if navn.mellomnavn:
        fields["mellomnavn"] = navn.mellomnavn
    renew(document, "navn", change.row("Endring av navn", fields))


@CHANGES.kind
def statsborgerskap(change: Change, document: Document) -> None:
    fields: dict[str, Json] = {"statsborgerskap": change.akt.land, "ervervsdato": change.akt.dato}
    renew(document, "statsborgerskap", change.row("Statsborgerskap", fields))


@CHANGES.kind
def retting(change: Change, document: Document) -> None:
    correct(document, change.akt.element, change, cast("dict[str, Json]", change.akt.verdier) | {"aarsak": "Patch"})


@CHANGES.kind
def annullering(change: Change, document: Document) -> None:
    annul(document, change.akt.element)


@CHANGES.kind
def maskinell_retting(change: Change, document: Document) -> None:
    """A machine goes through many persons: the identity is checked."""
    fields: dict[str, Json] = {"identitetsgrunnlagstatus": "kontrollert"}
    if not correct(document, "identitetsgrunnlag", change, fields | {"aarsak": "Patch", "kilde": "FREG automatisk"}):
        put(document, "identitetsgrunnlag", [change.row("Patch", fields, kilde="FREG automatisk")])


@CHANGES.kind
def hendelse(_change: Change, _document: Document) -> None:
    """An event of any type, after which the document is as before."""
