"""Extracts: ordered, made in the background, and fetched in batches until an empty one.

A batch that is not ready is 404; a job or a batch that does not exist is 410; an organisation may have ten jobs going.
"""

from itertools import islice
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from testmiljo.folkeregisteret import xml
from testmiljo.folkeregisteret.answers import Answer, Refused
from testmiljo.folkeregisteret.calls import Call
from testmiljo.folkeregisteret.extracts import Job
from testmiljo.folkeregisteret.soek.entry import Entry
from testmiljo.liv.ids import Kind as Identified
from testmiljo.liv.ids import Reference
from testmiljo.liv.roll import text

BATCH = 10_000
_ACTIVE = {"midlertidig", "ikkeBosatt", "forsvunnet", "foedselsregistrert", "aktiv"}

Year = Annotated[str, Meta(pattern=r"^\d{4}$")]


class Kommunenummer(msgspec.Struct, forbid_unknown_fields=True):
    bostedskommunenummer: Year = ""
    oppholdskommunenummer: Year = ""


class Order(msgspec.Struct, forbid_unknown_fields=True):
    """TilpassetUttrekkJobbRequest of the OpenAPI file."""

    personstatustyper: list[Literal["aktiv", "bosatt", "utflyttet", "doed", "inaktiv"]]
    kommunenummer: Kommunenummer | None = None
    foedselsaarFraOgMed: Year = "0000"  # noqa: N815 – Skatteetaten's names
    foedselsaarTilOgMed: Year = "9999"  # noqa: N815
    doedsaarFraOgMed: Year = ""  # noqa: N815
    doedsaarTilOgMed: Year = ""  # noqa: N815
    kjoenn: Literal["kvinne", "mann"] | None = None
    statsborgerskap: str = ""
    sivilstandstype: str = ""


def tilpasset(call: Call) -> Answer:
    try:
        order = msgspec.json.decode(call.body, type=Order)
    except msgspec.DecodeError as error:
        raise Refused(400, f"Ugyldig bestilling: {error}") from error
    where = order.kommunenummer
    if where and where.bostedskommunenummer and where.oppholdskommunenummer:
        raise Refused(400, "Oppgi bostedskommunenummer eller oppholdskommunenummer, ikke begge.")
    if not order.personstatustyper:
        raise Refused(400, "personstatustyper må fylles ut.")
    graded, searcher = call.package.confidential, call.service.searcher
    identifier = call.service.extracts.start(
        call.consumer, lambda: (int(e.number) for e in searcher.find(lambda e: _fits(order, e, graded=graded)))
    )
    return Answer({"jobbId": identifier}, "uttrekkJobbResponse", xml.EXTRACT)


def komplett(call: Call) -> Answer:
    """Documents of everybody as they were when the feed had come to a number, or as they are."""
    call.require_hjemmel()
    sequence = call.query.get("feedsekvensnr")
    if sequence is not None and not (sequence.isascii() and sequence.isdigit() and len(sequence) < 19):
        raise Refused(400, "feedsekvensnr skal være et sekvensnummer.")
    register = call.register
    lines = register.lines if sequence is None else register.lines_until(int(sequence), confidential=True)
    identifier = call.service.extracts.start(call.consumer, lambda: register.everybody_after(lines), lines)
    return Answer({"jobbId": identifier}, "uttrekkJobbResponse", xml.EXTRACT)


def batch(call: Call) -> Answer:
    job = call.service.extracts.job(call.path["jobb"], call.consumer)
    count = call.path["batch"]
    if not (count.isascii() and count.isdigit() and len(count) < 10):
        raise Refused(400, "Batch skal være et tall.")
    found = job.made.result()
    start = int(count) * BATCH
    if start > 0 and start - BATCH >= len(found):
        raise Refused(410, "Batchen finnes ikke.")
    numbers = list(islice(found, start, start + BATCH))
    return Answer(_content(call, job, numbers) if numbers else {}, "uttrekkDataResponse", xml.EXTRACT)


def _content(call: Call, job: Job, numbers: list[int]) -> dict[str, list[str]]:
    if job.lines is None:
        return {"foedselsEllerDNummer": [text(number) for number in numbers]}
    write = call.register.identifiers.write
    return {"dokumentidentifikator": [write(Reference(Identified.PERSON, text(n), job.lines)) for n in numbers]}


def _fits(order: Order, entry: Entry, *, graded: bool) -> bool:
    status = "aktiv" if entry.status in _ACTIVE else entry.status
    return (
        status in set(order.personstatustyper)
        and order.kjoenn in {None, entry.kjoenn}
        and (not order.statsborgerskap or order.statsborgerskap in entry.statsborgerskap)
        and order.sivilstandstype in {"", entry.sivilstand}
        and _born_between(order, entry)
        and _died_between(order, entry)
        and _lives_there(order.kommunenummer, entry, graded=graded)
    )


def _born_between(order: Order, entry: Entry) -> bool:
    return int(order.foedselsaarFraOgMed) <= entry.birth_year <= int(order.foedselsaarTilOgMed)


def _died_between(order: Order, entry: Entry) -> bool:
    if not (order.doedsaarFraOgMed or order.doedsaarTilOgMed):
        return True
    return entry.death_year > 0 and (
        int(order.doedsaarFraOgMed or 0) <= entry.death_year <= int(order.doedsaarTilOgMed or 9999)
    )


def _lives_there(where: Kommunenummer | None, entry: Entry, *, graded: bool) -> bool:
    if where is None or not (where.bostedskommunenummer or where.oppholdskommunenummer):
        return True
    residence = bool(where.bostedskommunenummer)
    kommune = where.bostedskommunenummer or where.oppholdskommunenummer
    return any(
        place.current and place.residence is residence and place.kommune == kommune and (graded or not place.graded)
        for place in entry.places
    )
