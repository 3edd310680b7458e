"""Ordering what is to happen, and what is to go wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from testmiljo.befolkning import examples
from testmiljo.folkeregisteret.tests.test_feed import get
from testmiljo.folkeregisteret.tests.world import MED, TOWN, Consumer, consuming

RESIDENT, OTHER = examples(TOWN)["bosatt"][:2]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Consumer]:
    with consuming(tmp_path) as consumer:
        yield consumer


def test_what_is_ordered_happens(world: Consumer) -> None:
    ordered = world.http.post("/liv", json={"type": "doedsfall", "nummer": RESIDENT})
    assert ordered.status_code == 201
    assert {"nummer": RESIDENT, "hendelsetype": "personErDoed"} in ordered.json()["hendelser"]
    assert world.one(RESIDENT).json()["status"][0]["status"] == "doed"
    state = world.http.get("/liv").json()
    assert state["siste_sekvensnummer"]["med_hjemmel"] == ordered.json()["antall"]
    assert "kommuneregulering" in state["slag"]


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("tull", "application/json", 400),
        ('{"type": "flytting", "skostoerrelse": 44}', "application/json", 400),
        ('{"type": "flytting", "nummer": "13839399970"}', "application/json", 409),
        ('{"type": "flytting"}', "text/plain", 415),
    ],
)
def test_what_cannot_be_ordered_is_told(world: Consumer, body: str, kind: str, status: int) -> None:
    answer = world.http.post("/liv", content=body, headers={"content-type": kind})
    assert (answer.status_code, "melding" in answer.json()) == (status, True)
    assert world.http.get("/liv").json()["linjer"] == 0


def test_control_is_no_part_of_what_is_published(world: Consumer) -> None:
    for path in ("liv", "forstyrrelser"):
        assert get(world, path).status_code == 404


def test_page_of_the_feed_can_be_spoiled(world: Consumer) -> None:
    for number in (RESIDENT, OTHER, RESIDENT):
        world.http.post("/liv", json={"type": "flytting", "nummer": number})
    right = get(world, "hendelser/feed?seq=1").json()
    for fault, told in {
        "bakvendt": right[::-1],
        "gjentatt": right * 2,
        "hull": [right[0], right[2]],
    }.items():
        world.http.post("/forstyrrelser", json={"feil": fault, "sti": "hendelser/feed"})
        assert world.one(RESIDENT).status_code == 200
        assert get(world, "hendelser/feed?seq=1").json() == told
    world.http.post("/forstyrrelser", json={"feil": "halv"})
    with pytest.raises(ValueError, match=r"\w"):
        get(world, "hendelser/feed?seq=1").json()
    assert get(world, "hendelser/feed?seq=1").json() == right


def test_firewall_answers_in_html_with_a_support_id(world: Consumer) -> None:
    world.http.post("/forstyrrelser", json={"feil": "brannmur"})
    answer = world.one(RESIDENT)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "support ID" in answer.text


def test_base_with_api_first_is_answered_as_well(world: Consumer) -> None:
    for base in (f"/folkeregisteret/api/{MED}/v1", f"/folkeregisteret/{MED}/v1", f"/folkeregisteret/{MED}/api/v1"):
        for path in ("hendelser/siste/sekvensnummer", "hendelser/feed/?seq=1"):
            assert world.http.get(f"{base}/{path}", headers=world.headers()).status_code == 200
