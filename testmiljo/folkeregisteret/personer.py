"""Look-up of one person and of up to a thousand, as they are and as they were after an event."""

import xml.etree.ElementTree as ET
from datetime import timedelta

import msgspec

from testmiljo.befolkning import Document
from testmiljo.folkeregisteret import xml
from testmiljo.folkeregisteret.answers import Answer, Kind, Refused
from testmiljo.folkeregisteret.calls import Call
from testmiljo.folkeregisteret.parts import cut
from testmiljo.liv.ids import Kind as Identified
from testmiljo.liv.ids import Reference

MAX_BULK = 1000
ARCHIVE_YEARS = 3
_NUMBERS, _DOCUMENTS = "foedselsEllerDNummer", "dokumentidentifikator"


def one(call: Call) -> Answer:
    number = call.path["number"]
    if not is_number(number):
        raise Refused(400, "Fødsels- eller d-nummer skal ha 11 siffer.")
    document = call.register.document(number)
    if document is None:
        raise Refused(404, "Fant ingen person.")
    return person(call, document)


def person(call: Call, document: Document) -> Answer:
    return Answer(cut(document, call.selection, call.package), "folkeregisterperson", xml.PERSON)


def bulk(call: Call) -> Answer:
    numbers = ordered(call, _NUMBERS)
    as_ordered = call.flag("somBestilt")
    oppslag = _as_ordered(call, numbers) if as_ordered else _as_found(call, numbers)
    return Answer({"oppslag": oppslag}, "personBulkoppslagResponse", xml.PERSON)


def ordered(call: Call, name: str) -> list[str]:
    """The list that the body of a bulk call has, in JSON or XML; raises Refused."""
    try:
        found = _from_xml(call.body, name) if call.body_kind == Kind.XML else _from_json(call.body, name)
    except (msgspec.DecodeError, ET.ParseError) as error:
        raise Refused(400, f"Innholdet skal være JSON eller XML med listen {name}.") from error
    if len(found) > MAX_BULK:
        raise Refused(400, f"Maksimalt {MAX_BULK} per kall.")
    return found


def _from_json(body: bytes, name: str) -> list[str]:
    content = msgspec.json.decode(body, type=dict[str, list[str]])
    if name not in content:
        raise msgspec.DecodeError(name)
    return content[name]


def _from_xml(body: bytes, name: str) -> list[str]:
    """Only small bodies without a document type, which could make a small body large."""
    if b"<!" in body:
        raise ET.ParseError("document type")
    root = ET.fromstring(body)  # noqa: S314 – document types are refused above
    return [(each.text or "").strip() for each in root if each.tag.rpartition("}")[2] == name]


def _as_found(call: Call, numbers: list[str]) -> list[Document]:
    """Each number once, those of nobody left out."""
    found = ((number, call.register.document(number)) for number in dict.fromkeys(numbers) if is_number(number))
    return [_hit(call, number, document) for number, document in found if document]


def _as_ordered(call: Call, numbers: list[str]) -> list[Document]:
    """In the order asked, repeated numbers repeated, with an error for numbers that have ended or are nobody's."""
    answers: list[Document] = []
    for number in numbers:
        document = call.register.document(number) if is_number(number) else None
        if document is None:
            answers.append(_miss(number, "Fant ingen person med dette nummeret."))
        elif number not in _numbers_in_use(document):
            answers.append(_miss(number, "Nummeret er opphørt."))
        else:
            answers.append(_hit(call, number, document))
    return answers


def _hit(call: Call, number: str, document: Document) -> Document:
    return {_NUMBERS: number, "folkeregisterperson": cut(document, call.selection, call.package)}


def _miss(number: str, message: str) -> Document:
    return {_NUMBERS: number, "feilmelding": {"feilmelding": message}}


def _numbers_in_use(document: Document) -> set[object]:
    rows = document["identifikasjonsnummer"]
    assert isinstance(rows, list)
    return {row[_NUMBERS] for row in rows if isinstance(row, dict) and row.get("erGjeldende", True)}


def is_number(text: str) -> bool:
    return len(text) == 11 and text.isascii() and text.isdigit()


# ── the archive ──


def archived(call: Call) -> Answer:
    """The document as it was after an event; only with hjemmel."""
    call.require_hjemmel()
    reference = call.register.identifiers.read(call.path["document"])
    document = _as_it_was(call, reference)
    if document is None:
        raise Refused(404, "Ukjent dokumentidentifikator.")
    return person(call, document)


def archived_bulk(call: Call) -> Answer:
    """The published file gives the schema of one person; the answer is a list of them, unknown identifiers left out."""
    call.require_hjemmel()
    references = [call.register.identifiers.read(text) for text in ordered(call, _DOCUMENTS)]
    found = [document for reference in references if (document := _as_it_was(call, reference))]
    persons = [cut(document, call.selection, call.package) for document in found]
    if call.kind is Kind.XML:
        return Answer({"folkeregisterperson": persons}, "folkeregisterpersoner", xml.PERSON)
    return Answer(persons, "folkeregisterpersoner", xml.PERSON)


def _as_it_was(call: Call, reference: Reference | None) -> Document | None:
    if reference is None or reference.kind is not Identified.PERSON:
        return None
    written = call.register.time_of(reference.line)
    oldest = call.now - timedelta(days=ARCHIVE_YEARS * 365.25)
    if written is not None and written < oldest.timestamp():
        raise Refused(400, f"Dokumentet er eldre enn {ARCHIVE_YEARS} år.")
    return call.register.document_after(reference.number, reference.line)
