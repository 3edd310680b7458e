"""`testmiljo lev` and `testmiljo start --liv` as people run them."""

import json
from pathlib import Path

import httpx
from click.testing import CliRunner, Result

from testmiljo.befolkning import examples
from testmiljo.cli import main
from testmiljo.commands.life import life_file
from testmiljo.commands.town_options import build_town
from testmiljo.liv import LivingRegister
from testmiljo.tests.test_start import FREE_PORTS, TOWN, addresses_of, started

BUILT = build_town(200, 3, ("4215", "4216"))
(RESIDENT,) = examples(BUILT, 1)["bosatt"]


def lev(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["lev", *TOWN, "--tilstand", str(folder), *arguments])


def test_life_is_written_and_goes_on(tmp_path: Path) -> None:
    first = lev(tmp_path, "--antall", "10", "--siden", "2025-01-01")
    assert first.exit_code == 0, first.output
    assert "ting skjedde" in first.output
    lev(tmp_path, "--ordre", json.dumps({"type": "doedsfall", "nummer": RESIDENT}))
    register = LivingRegister(BUILT, life_file(BUILT, tmp_path))
    assert register.lines >= 11
    assert "personErDoed" in {event.type for event in register.page(1, confidential=True)}
    register.close()


def test_order_that_cannot_be_is_told(tmp_path: Path) -> None:
    refused = lev(tmp_path, "--ordre", '{"type": "flytting", "nummer": "13839399970"}')
    assert (refused.exit_code, "Fant ingen person" in refused.output) == (1, True)
    assert lev(tmp_path, "--ordre", "tull").exit_code == 2
    assert lev(tmp_path, "--hos", "http://localhost:1", "--antall", "3").exit_code == 2


def test_town_that_is_started_lives_and_takes_orders(tmp_path: Path) -> None:
    with started(tmp_path, *TOWN, *FREE_PORTS, "--liv", "6000") as process:
        address = addresses_of(tmp_path, process)["folkeregisteret"]
        before = httpx.get(f"{address}/liv").json()["linjer"]
        sent = lev(tmp_path, "--hos", address, "--ordre", json.dumps({"type": "navneendring", "nummer": RESIDENT}))
        assert (sent.exit_code, "navneendring: 1 hendelser" in sent.output) == (0, True), sent.output
        assert httpx.get(f"{address}/liv").json()["linjer"] > before
        taken = lev(tmp_path, "--antall", "1")
        assert (taken.exit_code, "i bruk" in taken.output) == (1, True)


def test_life_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    life_file(BUILT, tmp_path).write_text("tull\n", encoding="utf-8")
    refused = lev(tmp_path, "--antall", "1")
    assert (refused.exit_code, "Slett filen" in refused.output) == (1, True)
