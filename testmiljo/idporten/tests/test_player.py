"""The player as `testmiljo start` runs it: over real HTTP, set up from a file."""

from pathlib import Path

import httpx
import msgspec
import pytest

from testmiljo.idporten.config import Config, Person
from testmiljo.idporten.player import PLAYER, SETTING
from testmiljo.idporten.tests.relying_party import PERSON, RelyingParty
from testmiljo.kjoerende import running


class NoRegister:
    def document(self, number: str) -> None:
        return None


def test_person_logs_in_over_http(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with httpx.Client() as http:
        party = RelyingParty(http, "")
        config = Config(clients=[party.registration()], persons=[Person(PERSON, "Kari")])
        settings = tmp_path / "idporten.json"
        settings.write_bytes(msgspec.json.encode(config))
        monkeypatch.setenv(SETTING, str(settings))
        with running([PLAYER], NoRegister()) as addresses:
            metadata = http.get(f"{addresses['idporten']}/idporten/.well-known/openid-configuration").json()
            party.issuer = metadata["issuer"]
            assert metadata["pushed_authorization_request_endpoint"] == f"{party.issuer}/par"
            assert party.log_in()["pid"] == PERSON
            assert party.claims(party.authorize())["pid"] == PERSON
