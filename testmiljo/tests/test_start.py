"""`testmiljo start` as people run it: a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import msgspec
import pytest
from click.testing import CliRunner

from testmiljo.befolkning import examples
from testmiljo.cli import main
from testmiljo.commands.start import STATE_FILE
from testmiljo.commands.town_options import build_town
from testmiljo.idporten.config import Client, Config, KeySet
from testmiljo.idporten.player import SETTING
from testmiljo.idporten.tests.relying_party import key_of
from testmiljo.players import all_players

TOWN = ["--innbyggere", "200", "--froe", "3", "--kommune", "4215", "--kommune", "4216"]
FREE_PORTS = [f"--port-{player.name}=0" for player in all_players()]
COMMAND = [sys.executable, "-c", "from testmiljo.cli import main; main()", "start"]
_SECONDS = 30


@contextmanager
def started(folder: Path, *arguments: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [*COMMAND, "--tilstand", str(folder), *arguments],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def addresses_of(folder: Path, process: subprocess.Popen[str]) -> Mapping[str, str]:
    deadline = time.monotonic() + _SECONDS
    while not (folder / STATE_FILE).exists():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    addresses: Mapping[str, str] = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
    return addresses


def _config(folder: Path) -> Path:
    """One file with both clients of the platform, as the demonstration writes it."""
    public = KeySet([key_of("fiks").as_dict(private=False)])
    site = "http://localhost:8000"
    idporten = Client(
        client_id="fiks",
        client_orgno="910753614",
        integration_type="idporten",
        jwks=public,
        redirect_uris=[f"{site}/innlogging/tilbake/"],
        post_logout_redirect_uris=[f"{site}/"],
        frontchannel_logout_uri=f"{site}/innlogging/utlogging/ramme/",
        backchannel_logout_uri=f"{site}/innlogging/utlogging/bak/",
    )
    maskinporten = Client(
        client_id="fiks-maskin",
        client_orgno="910753614",
        integration_type="maskinporten",
        scopes=["folkeregister:deling/offentligmedhjemmel"],
        jwks=public,
    )
    path = folder / "idporten.json"
    path.write_bytes(msgspec.json.encode(Config(clients=[idporten, maskinporten])))
    return path


def test_all_players_run_in_one_process_until_sigterm(tmp_path: Path) -> None:
    config = {SETTING: str(_config(tmp_path))}
    with started(tmp_path, *TOWN, *FREE_PORTS, **config) as process:
        addresses = addresses_of(tmp_path, process)
        assert set(addresses) == {"idporten", "folkeregisteret", "epost", "innboks"}
        for address in (
            f"{addresses['idporten']}/idporten/.well-known/openid-configuration",
            f"{addresses['idporten']}/maskinporten/.well-known/oauth-authorization-server",
            f"{addresses['innboks']}/meldinger",
        ):
            assert httpx.get(address).status_code == 200
        (number,) = examples(build_town(200, 3, ("4215", "4216")), 1)["bosatt"]
        person = f"{addresses['folkeregisteret']}/folkeregisteret/offentlig-med-hjemmel/api/v1/personer/{number}"
        assert httpx.get(person).status_code == 401
        process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=_SECONDS)
    assert process.returncode == 0, errors
    assert addresses["folkeregisteret"] in output
    assert not (tmp_path / STATE_FILE).exists()


def test_a_port_that_is_taken_is_named_and_the_other_world_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / STATE_FILE).write_text("{}", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with started(tmp_path, *TOWN, *FREE_PORTS, f"--port-folkeregisteret={port}") as process:
            _, errors = process.communicate(timeout=_SECONDS)
    assert process.returncode == 1
    assert f"Kan ikke starte folkeregisteret: port {port} er opptatt" in errors
    assert "--port-folkeregisteret" in errors
    assert (tmp_path / STATE_FILE).exists()


def test_a_file_that_is_not_documents_is_told(tmp_path: Path) -> None:
    (tmp_path / "by.ndjson").write_text("tull\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["start", "--fra", str(tmp_path / "by.ndjson")])
    assert result.exit_code == 1
    assert "by.ndjson" in result.output


@pytest.mark.parametrize(("contents", "told"), [("{", "idporten.json"), ('{"klienter": []}', "klienter")])
def test_a_config_that_cannot_be_read_is_told(tmp_path: Path, contents: str, told: str) -> None:
    (tmp_path / "idporten.json").write_text(contents, encoding="utf-8")
    result = CliRunner().invoke(main, ["start", *TOWN, *FREE_PORTS], env={SETTING: str(tmp_path / "idporten.json")})
    assert result.exit_code == 1
    assert "Kan ikke bruke oppsettet" in result.output
    assert told in result.output


def test_examples_are_given_to_programs_as_json() -> None:
    found = json.loads(CliRunner().invoke(main, ["eksempler", *TOWN, "--json"]).output)
    assert {"bosatt", "barn", "fortrolig", "strengt", "klient", "sammenslaatt", "tidligere_nummer"} <= set(found)
    assert all(len(number) == 11 for numbers in found.values() for number in numbers)


def test_examples_are_shown_to_people_by_kind() -> None:
    assert "tidligere nummer" in CliRunner().invoke(main, ["eksempler", *TOWN]).output
