"""The feed of events, and the thick events that it points at."""

from datetime import datetime
from hashlib import blake2b

from starlette.responses import Response

from testmiljo.befolkning import Document
from testmiljo.folkeregisteret import xml
from testmiljo.folkeregisteret.answers import Answer, Kind, Refused, told
from testmiljo.folkeregisteret.atom import feed_document
from testmiljo.folkeregisteret.calls import Call
from testmiljo.folkeregisteret.personer import ordered
from testmiljo.liv import Event
from testmiljo.liv.ids import Kind as Identified
from testmiljo.liv.ids import Reference
from testmiljo.liv.line import stamp
from testmiljo.liv.thick import egenskapshendelser

_YEARS = 3
"""Events older than 36 months are deleted."""
_SKJEMAVERSJON = "1.4"


def feed(call: Call) -> Response:
    """A page of up to a thousand, from a sequence number on; 304 when it is as the caller has it."""
    sequence = _sequence(call)
    events = call.register.page(sequence, confidential=call.package.confidential)
    tag = _tag(call, sequence, events)
    if tag in {each.strip().removeprefix("W/") for each in call.headers.get("if-none-match", "").split(",")}:
        return Response(status_code=304, headers={"ETag": tag})
    items = [_item(call, event) for event in events]
    if call.kind is Kind.JSON:
        response = told(Answer(items, "feed"), call.kind)
    else:
        document = feed_document(items, f"{call.base}/hendelser/feed", sequence, call.now)
        response = Response(document, media_type=call.kind)
    response.headers["ETag"] = tag
    return response


def _sequence(call: Call) -> int:
    text = call.query.get("seq", "")
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Refused(400, "seq skal være et sekvensnummer.")
    sequence = max(1, int(text))
    oldest = call.register.first_since(_years_before(call.now), confidential=call.package.confidential)
    if sequence < oldest:
        raise Refused(406, "Ulovlig sekvensnummer. Hendelser eldre enn 36 måneder er slettet.")
    return sequence


def _years_before(now: datetime) -> datetime:
    day = min(now.day, 28) if now.month == 2 else now.day
    return now.replace(year=now.year - _YEARS, day=day)


def _tag(call: Call, sequence: int, events: list[Event]) -> str:
    """Events never change, so where the page ends says what it holds."""
    last = events[-1].sequence if events else 0
    told_of = f"{call.register.seal} {call.package.name} {call.kind} {sequence} {last}"
    return f'"{blake2b(told_of.encode(), digest_size=12).hexdigest()}"'


def _item(call: Call, event: Event) -> Document:
    """Packages without hjemmel get no identifiers of documents, since they may not fetch them."""
    happened: Document = {"folkeregisteridentifikator": event.number, "hendelsetype": event.type}
    if call.package.confidential:
        write = call.register.identifiers.write
        happened["hendelsesdokument"] = write(Reference(Identified.EVENT, event.number, event.line + 1))
        if event.has_document:
            happened["persondokument"] = write(Reference(Identified.PERSON, event.number, event.line + 1))
    happened["ajourholdstidspunkt"] = stamp(event.at)
    return {"sekvensnummer": event.sequence, "hendelse": happened}


def last(call: Call) -> Response:
    """The bare number, or an element with it."""
    number = call.register.last(confidential=call.package.confidential)
    if call.kind is Kind.XML:
        return told(Answer({"sekvensnummer": number}, "sekvensnummer", xml.EVENT), call.kind)
    return Response(str(number), media_type=call.kind)


def thick(call: Call) -> Answer:
    """What an event changed; only with hjemmel."""
    call.require_hjemmel()
    found = _thick(call, call.path["document"])
    if found is None:
        raise Refused(404, "Ukjent hendelsesidentifikator.")
    return Answer(found, "dokumentForHendelse", xml.EVENT)


def thick_bulk(call: Call) -> Answer:
    """The published file gives the schema of one event; the answer is a list of them, unknown identifiers left out."""
    call.require_hjemmel()
    found = [event for text in ordered(call, "dokumentidentifikator") if (event := _thick(call, text))]
    if call.kind is Kind.XML:
        return Answer({"dokumentForHendelse": found}, "dokumenterForHendelser", xml.EVENT)
    return Answer(found, "dokumenterForHendelser", xml.EVENT)


def _thick(call: Call, identifier: str) -> Document | None:
    reference = call.register.identifiers.read(identifier)
    found = call.register.event(reference) if reference else None
    if reference is None or found is None:
        return None
    line, kind = found
    happened: Document = {
        "folkeregisteridentifikator": reference.number,
        "hendelsestype": kind,
        "ajourholdstidspunkt": stamp(line.at),
    }
    if changes := egenskapshendelser(kind, *call.register.around(reference)):
        happened["egenskapshendelse"] = list(changes)
    return {"dokumentidentifikator": identifier, "skjemaversjon": _SKJEMAVERSJON, "hendelse": happened}
