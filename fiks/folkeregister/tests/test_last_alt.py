"""`fiks last-alt`: everything through the interface, what changes meanwhile included, and on from where it stopped."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest_django import Settings

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.actions import grunnlast
from fiks.folkeregister.commands import folg, last_alt
from fiks.folkeregister.commands.last_alt import command
from fiks.folkeregister.models import Grunnlast, Person, Uttrekksjobb
from fiks.folkeregister.tests.foelger import OPERATOR, in_the_copy, neste, states
from fiks.folkeregister.tests.hendelseskilde import Answer, Kilde, serving
from fiks.folkeregister.tests.persons import NUMBERS, person, rad, veg
from fiks.integrasjoner import folkeregisteret
from fiks.integrasjoner.tests.world import a_key

pytestmark = pytest.mark.django_db(transaction=True)
HERE, THERE = NUMBERS[:7], NUMBERS[7:10]


@pytest.fixture
def kilde(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Kilde]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(folkeregisteret, "_FIRST_WAIT", 0)
    monkeypatch.setattr(last_alt.time, "sleep", lambda _seconds: None)
    with serving(Kilde()) as found:
        settings.MASKINPORTEN_ISSUER, settings.MASKINPORTEN_CLIENT_ID = found.url, "fiks"
        settings.MASKINPORTEN_KEY = json.dumps(a_key("fiks").as_dict(private=True))
        settings.FOLKEREGISTERET_URL = found.url
        for number in HERE:
            found.dokumenter[number] = person(number)
        for number in THERE:
            found.dokumenter[number] = person(number, bostedsadresse=[rad(**veg(kommune="4216"))])
        for number in NUMBERS[:10]:
            found.skjer(number, "personErOpprettet")
        yield found


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def _follow() -> Result:
    return CliRunner().invoke(folg.command, ["--en-gang"])


def test_everything_is_loaded_and_followed_from_the_number_before(kilde: Kilde) -> None:
    kilde.ikke_klar = 3
    result = _run("--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["nye"] == 10
    assert in_the_copy(*NUMBERS[:10]) == kilde.dokumenter
    assert neste() == 11
    assert Grunnlast.objects.get().ferdig_at is not None


def test_what_changes_while_it_loads_is_not_lost(kilde: Kilde) -> None:
    def changes(path: str) -> None:
        if path.endswith("/batch/2"):
            kilde.before = lambda _path: None
            kilde.dokumenter[HERE[0]] = person(HERE[0], navn=[rad(fornavn="NY", etternavn="NY")])
            kilde.skjer(HERE[0])
            kilde.dokumenter[NUMBERS[10]] = person(NUMBERS[10])
            kilde.skjer(NUMBERS[10], "personErOpprettet")

    kilde.before = changes
    assert _run().exit_code == 0
    assert _follow().exit_code == 0
    assert in_the_copy(*NUMBERS[:11]) == kilde.dokumenter
    assert set(states()) == {11, 12}


def test_only_those_of_the_municipalities_are_loaded(kilde: Kilde) -> None:
    assert _run("--kommune", "4215").exit_code == 0
    assert set(Person.objects.values_list("identifikator", flat=True)) == set(HERE)
    assert _run("--kommune", "4216", "--kommune", "4215").exit_code == 0
    assert Person.objects.count() == 10


def test_what_stopped_goes_on_from_where_it_was(kilde: Kilde) -> None:
    kilde.gaar_galt("/batch/2", Answer(403))
    first = _run()
    assert first.exit_code == 1
    assert "Kjør kommandoen på nytt, så fortsetter den." in first.stderr
    assert Uttrekksjobb.objects.get().neste_bolk == 2
    kilde.skjer(HERE[0])
    before = len(kilde.kall)
    assert _run().exit_code == 0
    assert not any(path.endswith(("/batch/0", "/komplett")) for path in kilde.kall[before:])
    assert Person.objects.count() == 10
    assert neste() == 11, "it follows from where the load began"


def test_a_job_that_is_thrown_away_is_ordered_anew(kilde: Kilde) -> None:
    kilde.gaar_galt("/batch/1", Answer(410, b"{}"))
    assert _run().exit_code == 0
    assert sum(path.endswith("/komplett") for path in kilde.kall) == 2
    assert Person.objects.count() == 10


def test_a_job_that_never_is_ready_ends_with_words(kilde: Kilde, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grunnlast, "LONGEST_POLL", 20)
    kilde.ikke_klar = 10
    result = _run()
    assert result.exit_code == 1
    assert "gjør ikke bestillingen klar" in result.stderr


def test_a_load_that_has_begun_is_not_mixed_with_another(kilde: Kilde) -> None:
    kilde.gaar_galt("/batch/", Answer(403))
    _run()
    result = _run("--kommune", "4215")
    assert result.exit_code == 1
    assert "--forfra" in result.stderr
    assert _run("--kommune", "4215", "--forfra").exit_code == 0


def test_documents_that_cannot_be_used_are_put_aside(kilde: Kilde, tmp_path: Path) -> None:
    kilde.dokumenter[HERE[0]] = person(HERE[0], foedsel="x")
    result = _run("--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["avvist"] == 1
    assert len(list(tmp_path.glob("last-alt-*.avvist"))) == 1
    assert neste() == 11


def test_a_municipality_that_is_none_is_refused(kilde: Kilde) -> None:
    assert "1234 er ikke et kommunenummer." in _run("--kommune", "1234").stderr


def test_the_log_tells_when_it_began_and_ended(kilde: Kilde) -> None:
    _run()
    with acting(OPERATOR):
        rows = {row.handling: row for row in Revisjonslinje.objects.all()}
    assert rows["folkeregister.grunnlast_startet"].detaljer["sekvensnummer"] == 10
    assert rows["folkeregister.grunnlast_ferdig"].antall == 10


def test_nothing_personal_is_printed(kilde: Kilde) -> None:
    output = _run("--json").output
    assert not any(number in output for number in NUMBERS)


def test_help_is_in_bokmaal_with_an_example() -> None:
    assert "Eksempel: fiks last-alt" in _run("--help").output
