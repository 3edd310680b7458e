"""The feed of events over real HTTP, and the documents it points at."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from testmiljo.befolkning import examples
from testmiljo.folkeregisteret.tests.world import MED, TOWN, UTEN, Consumer, consuming
from testmiljo.liv import Akt, LivingRegister, order
from testmiljo.liv.ids import Kind, Reference

EXAMPLES = examples(TOWN)
RESIDENT, OTHER = EXAMPLES["bosatt"][:2]
D_NUMBER = EXAMPLES["dnummer"][0]
_ATOM = "{http://www.w3.org/2005/Atom}"
_EVENT = "{folkeregisteret:tilgjengeliggjoering:hendelse:v1}"


@pytest.fixture
def register() -> Iterator[LivingRegister]:
    register = LivingRegister(TOWN)
    yield register
    register.close()


@pytest.fixture
def reader(register: LivingRegister, tmp_path: Path) -> Iterator[Consumer]:
    with consuming(tmp_path, register) as consumer:
        yield consumer


def happen(register: LivingRegister, slag: str, *, at: datetime | None = None, **fields: Any) -> None:
    order(register, Akt(slag, **fields), at or datetime.now(UTC))


def get(reader: Consumer, path: str, package: str = MED, **headers: str) -> httpx.Response:
    address = f"/folkeregisteret/{package}/api/v1/{path}"
    return reader.http.get(address, headers=reader.headers(package) | headers)


def post(reader: Consumer, path: str, body: object, package: str = MED) -> httpx.Response:
    address = f"/folkeregisteret/{package}/api/v1/{path}"
    return reader.http.post(address, json=body, headers=reader.headers(package))


def test_feed_begins_at_the_number_that_is_asked_for(register: LivingRegister, reader: Consumer) -> None:
    for _ in range(3):
        happen(register, "flytting", nummer=RESIDENT)
    assert [item["sekvensnummer"] for item in get(reader, "hendelser/feed?seq=2").json()] == [2, 3]
    assert [item["sekvensnummer"] for item in get(reader, "hendelser/feed?seq=0").json()] == [1, 2, 3]
    assert get(reader, "hendelser/feed?seq=4").json() == []
    assert get(reader, "hendelser/siste/sekvensnummer").text == "3"


def test_feed_is_read_page_by_page_until_it_is_empty(register: LivingRegister, reader: Consumer) -> None:
    for _ in range(4):
        happen(register, "maskinell_retting")
    read: list[int] = []
    sizes: list[int] = []
    while page := get(reader, f"hendelser/feed?seq={len(read) + 1}").json():
        read += [item["sekvensnummer"] for item in page]
        sizes.append(len(page))
    assert read == list(range(1, register.last(confidential=True) + 1))
    assert sizes[0] == 1000


def test_page_that_has_not_changed_is_not_told_again(register: LivingRegister, reader: Consumer) -> None:
    happen(register, "flytting", nummer=RESIDENT)
    tag = get(reader, "hendelser/feed?seq=1").headers["etag"]
    unchanged = get(reader, "hendelser/feed?seq=1", **{"if-none-match": f"W/{tag}"})
    assert (unchanged.status_code, unchanged.content, unchanged.headers["etag"]) == (304, b"", tag)
    happen(register, "flytting", nummer=RESIDENT)
    changed = get(reader, "hendelser/feed?seq=1", **{"if-none-match": tag})
    assert (changed.status_code, len(changed.json())) == (200, 2)
    empty = get(reader, "hendelser/feed?seq=3")
    assert get(reader, "hendelser/feed?seq=3", **{"if-none-match": empty.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("query", ["", "?seq=", "?seq=-1", "?seq=tull", "?seq=1.5", f"?seq={'9' * 30}"])
def test_what_is_no_sequence_number_is_refused(reader: Consumer, query: str) -> None:
    assert get(reader, f"hendelser/feed{query}").status_code == 400


def test_events_past_36_months_are_refused(register: LivingRegister, reader: Consumer) -> None:
    now = datetime.now(UTC)
    happen(register, "flytting", nummer=RESIDENT, at=now - timedelta(days=3.2 * 365))
    happen(register, "flytting", nummer=OTHER, at=now - timedelta(days=2.8 * 365))
    refused = get(reader, "hendelser/feed?seq=1")
    assert refused.status_code == 406
    assert "lovlig sekvensnummer" in refused.json()["melding"]
    assert get(reader, "hendelser/feed?seq=0").status_code == 406
    assert [item["sekvensnummer"] for item in get(reader, "hendelser/feed?seq=2").json()] == [2]


def test_packages_have_sequences_of_their_own(register: LivingRegister, reader: Consumer) -> None:
    happen(register, "foedsel", nummer=RESIDENT)
    happen(register, "adressebeskyttelse", nummer=OTHER, grad="fortrolig")
    med = get(reader, "hendelser/feed?seq=1").json()
    uten = get(reader, "hendelser/feed?seq=1", UTEN).json()
    assert len(med) > len(uten)
    assert [item["sekvensnummer"] for item in uten] == [1, 2]
    assert uten[-1]["hendelse"]["hendelsetype"] == "endringIBostedsadresse"
    assert set(uten[0]["hendelse"]) == {"folkeregisteridentifikator", "hendelsetype", "ajourholdstidspunkt"}
    assert get(reader, "hendelser/siste/sekvensnummer", UTEN).text == "2"


@pytest.mark.parametrize("kind", ["application/atom+xml", "application/xml"])
def test_feed_is_told_as_atom(register: LivingRegister, reader: Consumer, kind: str) -> None:
    happen(register, "flytting", nummer=RESIDENT)
    answer = get(reader, "hendelser/feed?seq=1", accept=kind)
    assert answer.headers["content-type"].startswith(kind)
    feed = ET.fromstring(answer.content)
    entries = feed.findall(f"{_ATOM}entry/{_ATOM}content/{_EVENT}lagretHendelse")
    (json,) = get(reader, "hendelser/feed?seq=1").json()
    (told,) = entries
    assert told.findtext(f"{_EVENT}sekvensnummer") == "1"
    assert {child.tag.removeprefix(_EVENT): child.text for child in told[1]} == json["hendelse"]
    links = {link.get("rel"): link.get("href", "") for link in feed.findall(f"{_ATOM}link")}
    assert links["next"].endswith("/offentlig-med-hjemmel/api/v1/hendelser/feed?seq=2")


@pytest.mark.parametrize(("kind", "told"), [("application/json", "1"), ("text/plain", "1"), ("application/xml", ">1<")])
def test_last_number_is_told_bare_and_as_xml(register: LivingRegister, reader: Consumer, kind: str, told: str) -> None:
    happen(register, "flytting", nummer=RESIDENT)
    answer = get(reader, "hendelser/siste/sekvensnummer", accept=kind)
    assert told in answer.text
    assert answer.headers["content-type"].startswith(kind)


def test_document_of_an_event_is_the_person_as_she_was_then(register: LivingRegister, reader: Consumer) -> None:
    happen(register, "navneendring", nummer=RESIDENT)
    after_first = reader.one(RESIDENT).json()
    happen(register, "navneendring", nummer=RESIDENT)
    first, second = (item["hendelse"]["persondokument"] for item in get(reader, "hendelser/feed?seq=1").json())
    assert get(reader, f"personer/arkiv/{first}").json() == after_first
    assert get(reader, f"personer/arkiv/{second}").json() == reader.one(RESIDENT).json()
    assert set(get(reader, f"personer/arkiv/{first}?part=navn").json()) == {"identifikasjonsnummer", "navn"}
    both = post(reader, "personer/bulkoppslag/arkiv", {"dokumentidentifikator": [second, "0" * 32, first]}).json()
    assert both == [reader.one(RESIDENT).json(), after_first]


def test_archive_goes_three_years_back_and_is_only_with_hjemmel(register: LivingRegister, reader: Consumer) -> None:
    happen(register, "flytting", nummer=RESIDENT, at=datetime.now(UTC) - timedelta(days=2.99 * 365))
    document = get(reader, "hendelser/feed?seq=1").json()[0]["hendelse"]["persondokument"]
    event = get(reader, "hendelser/feed?seq=1").json()[0]["hendelse"]["hendelsesdokument"]
    assert get(reader, f"personer/arkiv/{document}").status_code == 200
    assert get(reader, f"personer/arkiv/{document}", UTEN).status_code == 403
    assert get(reader, f"hendelser/{event}", UTEN).status_code == 403
    for unknown in ("0" * 32, "tull", event):
        assert get(reader, f"personer/arkiv/{unknown}").status_code == 404


def test_document_older_than_three_years_is_refused(register: LivingRegister, reader: Consumer) -> None:
    happen(register, "flytting", nummer=RESIDENT, at=datetime.now(UTC) - timedelta(days=3.1 * 365))
    document = register.identifiers.write(Reference(Kind.PERSON, RESIDENT, 1))
    assert get(reader, f"personer/arkiv/{document}").status_code == 400


def test_thick_event_tells_what_is_new(register: LivingRegister, reader: Consumer) -> None:
    happen(register, "flytting", nummer=RESIDENT)
    identifier = get(reader, "hendelser/feed?seq=1").json()[0]["hendelse"]["hendelsesdokument"]
    thick = get(reader, f"hendelser/{identifier}").json()
    assert (thick["dokumentidentifikator"], thick["hendelse"]["hendelsestype"]) == (
        identifier,
        "endringIBostedsadresse",
    )
    (change,) = thick["hendelse"]["egenskapshendelse"]
    assert (change["entitet"], change["entitetsendring"]) == ("bostedsadresse", "registrereNy")
    assert "erGjeldende" not in change["bostedsadresse"]
    many = post(reader, "hendelser/bulkoppslag", {"dokumentidentifikator": [identifier, "tull", identifier]}).json()
    assert many == [thick, thick]


def test_thick_events_of_annulment_merge_and_machine(register: LivingRegister, reader: Consumer) -> None:
    happen(register, "flytting", nummer=RESIDENT)
    happen(register, "annullering", nummer=RESIDENT, element="bostedsadresse")
    happen(register, "sammenslaaing", nummer=RESIDENT, med=D_NUMBER)
    happen(register, "maskinell_retting")
    items = [item["hendelse"] for item in get(reader, "hendelser/feed?seq=2").json()[:4]]
    assert "persondokument" not in items[2]
    changes = []
    for item in items:
        thick = get(reader, f"hendelser/{item['hendelsesdokument']}").json()["hendelse"]
        assert thick["hendelsestype"] == item["hendelsetype"]
        changes.append([(c["entitet"], c["entitetsendring"]) for c in thick.get("egenskapshendelse", [])])
    assert changes[0] == [("bostedsadresse", "annullere")]
    assert changes[1] == [("identifikasjonsnummer", "registrereNy")]
    assert ("status", "registrereNy") in changes[2]
    assert changes[3] == []
