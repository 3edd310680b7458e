"""Loading and following the test world, where people are born, move, marry, die, merge and are corrected."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_django import Settings

from fiks.folkeregister.commands import avstem, folg, last_alt
from fiks.folkeregister.models import Hendelse, Hendelsesleser, Identifikator, Person
from fiks.folkeregister.registerkopi.documents import raw_documents
from fiks.folkeregister.tests.foelger import states, troubles
from fiks.integrasjoner.tests.world import TOWN, a_key
from fiks.integrasjoner.tests.world import outside as running_outside
from testmiljo.befolkning import Document
from testmiljo.liv import Akt, LivingRegister, order
from testmiljo.liv.chance import Chance, spread

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def register(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[LivingRegister]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(last_alt.time, "sleep", lambda _seconds: None)
    with LivingRegister(TOWN) as living, running_outside(living) as outside:
        settings.MASKINPORTEN_ISSUER, settings.MASKINPORTEN_CLIENT_ID = outside.issuer, "fiks"
        settings.MASKINPORTEN_KEY = json.dumps(a_key("fiks").as_dict(private=True))
        settings.FOLKEREGISTERET_URL = outside.folkeregisteret
        yield living


def _run(command: object, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)  # type: ignore[arg-type]  # a click command


def _numbers(document: Document) -> tuple[str, list[str]]:
    """The current number, and all of them."""
    rows: list[dict[str, object]] = document["identifikasjonsnummer"]  # type: ignore[assignment]  # rows
    every = [str(row["foedselsEllerDNummer"]) for row in rows]
    return next((n for n, row in zip(every, rows, strict=True) if row.get("erGjeldende", True)), every[0]), every


def _is_as_the_source(register: LivingRegister) -> bool:
    """Every person by every number, and nobody else."""
    documents = list(register.documents())
    for document in documents:
        _current, every = _numbers(document)
        found = raw_documents(every)
        assert {number: json.loads(raw) for number, raw in found.items()} == dict.fromkeys(every, document)
    assert Person.objects.count() == len(documents)
    return True


def _live(register: LivingRegister) -> None:
    now = datetime.now(UTC)
    spread(Chance(register, 7), 300, None, now)
    order(register, Akt("maskinell_retting", andel=0.2), now)
    residents = [
        _numbers(document)[0]
        for document in register.documents()
        if any(row.get("erGjeldende") and row["status"] == "bosatt" for row in document["status"])  # type: ignore[union-attr,index]
    ]
    order(register, Akt("sammenslaaing", nummer=residents[0], med=residents[1]), now)
    order(register, Akt("doedsfall", nummer=residents[2]), now)
    order(register, Akt("reaktivering", nummer=residents[2]), now)


def test_everything_is_loaded_followed_and_reconciled(register: LivingRegister) -> None:
    loaded = _run(last_alt.command)
    assert loaded.exit_code == 0, loaded.output
    assert _is_as_the_source(register)
    _live(register)
    last = register.last(confidential=True)
    followed = _run(folg.command, "--en-gang", "--json")
    assert followed.exit_code == 0, followed.output
    assert troubles() == {}
    assert json.loads(followed.stdout)["lest"] == last == Hendelsesleser.objects.get().neste_sekvensnummer - 1
    assert set(states().values()) == {"BEHANDLET"}
    assert Hendelse.objects.filter(hendelsetype="personErOpphoertSomDublett").exists()
    assert _is_as_the_source(register)
    checked = _run(avstem.command, "--antall", "1000")
    assert checked.exit_code == 0, checked.output


def test_a_municipality_is_loaded_and_whoever_has_an_event_comes_along(register: LivingRegister) -> None:
    assert _run(last_alt.command, "--kommune", "4215").exit_code == 0
    before = Person.objects.count()
    assert before > 200
    _live(register)
    assert _run(folg.command, "--en-gang").exit_code == 0
    assert troubles() == {}
    assert Person.objects.count() >= before - 1


def test_packages_without_hjemmel_are_followed_too(register: LivingRegister, settings: Settings) -> None:
    settings.FOLKEREGISTERET_PACKAGE = "offentlig-uten-hjemmel"
    assert _run(last_alt.command, "--kommune", "4215").exit_code == 0
    _live(register)
    result = _run(folg.command, "--en-gang")
    assert result.exit_code == 0, result.output
    assert troubles() == {}
    assert not Identifikator.objects.filter(nummer__in=Person.objects.values("identifikator")).exists()
