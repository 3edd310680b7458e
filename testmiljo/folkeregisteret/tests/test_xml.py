"""Person and event documents as XML: what JSON says, and what the published schemas allow."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from testmiljo.befolkning import examples
from testmiljo.folkeregisteret.parts import GROUPS
from testmiljo.folkeregisteret.tests.test_feed import get
from testmiljo.folkeregisteret.tests.world import MED, TOWN, Consumer, consuming
from testmiljo.folkeregisteret.xml import EVENT
from testmiljo.liv import LivingRegister
from testmiljo.liv.chance import Chance, spread
from testmiljo.liv.tests.lives import NOW, act
from testmiljo.tests.xsd import Schema

NUMBERS = [number for numbers in examples(TOWN).values() for number in numbers]
EVERYTHING = "&".join(f"part={part}" for part in (*GROUPS, "historikk", "opphold", "utflytting", "innflytting"))
XML = {"accept": "application/xml"}
# Published after the schemas: where and when one moved, the new form of guardianship.
NEWER = {"utflyttingsdato", "vedtaksdato", "tjenesteomraade", "omfangetErInnenPersonligOmraade", "rettsligHandleevne"}
# What the schema says and Skatteetaten's later news do not.
FORGIVEN = (
    "'endringIBostedsadresseVedKommuneregulering' is no Hendelsestype",
    "'personErOppdatert' is no Hendelsestype",
    "omfangetErInnenPersonligOmraade is missing",
)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Consumer]:
    """A town where much has happened."""
    register = LivingRegister(TOWN)
    list(spread(Chance(register, 8), 200, NOW.date().replace(year=2024), NOW))
    act(register, "kommuneregulering", gamle=("4215",), kommune="4299")
    with consuming(Path(tmp_path_factory.mktemp("xml")), register) as consumer:
        yield consumer
    register.close()


def _same(node: ET.Element, value: Any) -> bool:
    """Whether an element says what JSON says, whatever the order of its children."""
    if not isinstance(value, dict):
        return node.text == (str(value).lower() if isinstance(value, bool) else str(value))
    children: dict[str, list[ET.Element]] = {}
    for child in node:
        children.setdefault(child.tag.rpartition("}")[2], []).append(child)
    if set(children) != set(value):
        return False
    lists = {name: each if isinstance(each, list) else [each] for name, each in value.items()}
    return all(
        len(children[name]) == len(each) and all(map(_same, children[name], each)) for name, each in lists.items()
    )


def test_xml_says_what_json_says(lived: Consumer) -> None:
    for number in NUMBERS[::5]:
        told = get(lived, f"personer/{number}?{EVERYTHING}", **XML)
        json = get(lived, f"personer/{number}?{EVERYTHING}").json()
        assert told.headers["content-type"] == "application/xml"
        assert _same(ET.fromstring(told.content), json)


def test_persons_are_as_the_published_schema_has_them(lived: Consumer, shared: Path) -> None:
    schema = Schema(shared / "spec/freg/xsd/PersondokumentMedHistorikk_v1BETA2.xsd", NEWER)
    for number in NUMBERS:
        assert schema.faults(get(lived, f"personer/{number}?{EVERYTHING}", **XML).content) == []


def test_thick_events_are_as_the_published_schema_has_them(lived: Consumer, shared: Path) -> None:
    schema = Schema(shared / "spec/freg/xsd/Hendelsedokument_v1.4.xsd", NEWER)
    page = get(lived, "hendelser/feed?seq=1").json()[:300:3]
    for item in page:
        faults = schema.faults(get(lived, f"hendelser/{item['hendelse']['hendelsesdokument']}", **XML).content)
        assert [fault for fault in faults if not any(each in fault for each in FORGIVEN)] == [], item


def test_documents_are_as_the_schemas_that_the_service_gives(lived: Consumer, tmp_path: Path) -> None:
    persons, events, feed = (tmp_path / name for name in ("person.xsd", "hendelse.xsd", "feed.xsd"))
    for file, path in ((persons, "personer/xsd"), (events, "hendelser/xsd"), (feed, "hendelser/feedxsd")):
        file.write_bytes(get(lived, path).content)
    for number in NUMBERS[::2]:
        assert Schema(persons).faults(get(lived, f"personer/{number}?{EVERYTHING}", **XML).content) == []
    atom = ET.fromstring(get(lived, "hendelser/feed?seq=1", **XML).content)
    for held in atom.iter(f"{{{EVENT}}}lagretHendelse"):
        assert Schema(feed).faults(ET.tostring(held)) == []
    for item in get(lived, "hendelser/feed?seq=1").json()[:60]:
        thick = get(lived, f"hendelser/{item['hendelse']['hendelsesdokument']}", **XML)
        assert Schema(events).faults(thick.content) == []


def test_schema_checker_finds_faults(shared: Path) -> None:
    schema = Schema(shared / "spec/freg/xsd/PersondokumentMedHistorikk_v1BETA2.xsd")
    space = 'xmlns="folkeregisteret:tilgjengeliggjoering:person:v1"'
    number = "<status>iBruk</status><foedselsEllerDNummer>1</foedselsEllerDNummer>"
    text = f"<folkeregisterperson {space}><identifikasjonsnummer>{number}</identifikasjonsnummer></folkeregisterperson>"
    faults = schema.faults(text.encode())
    assert any("length" in fault for fault in faults)
    assert any("identifikatortype is missing" in fault for fault in faults)


def test_bulk_is_ordered_and_told_in_xml(lived: Consumer) -> None:
    number = NUMBERS[0]
    body = f"<bulk><foedselsEllerDNummer>{number}</foedselsEllerDNummer></bulk>"
    path = f"/folkeregisteret/{MED}/api/v1/personer/bulkoppslag"
    headers = lived.headers() | XML | {"content-type": "application/xml"}
    answer = lived.http.post(path, content=body, headers=headers)
    (hit,) = ET.fromstring(answer.content)
    assert hit[0].text == number
    assert lived.http.post(path, content="<!DOCTYPE x><x/>", headers=headers).status_code == 400
    assert lived.http.post(path, content="tull", headers=headers).status_code == 400


def test_refusals_are_told_in_xml_to_those_who_want_it(lived: Consumer) -> None:
    answer = get(lived, "personer/13839399970", **XML)
    assert answer.status_code == 404
    assert ET.fromstring(answer.content).findtext("kode") == "FREG-404"
