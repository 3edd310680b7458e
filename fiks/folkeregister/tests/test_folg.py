"""`fiks folg`: once to the end, starting anew, what it says, and that it can be killed at any moment."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from time import sleep

import pytest
from click.testing import CliRunner, Result
from psycopg.conninfo import make_conninfo
from pytest_django import Settings

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.commands import folg
from fiks.folkeregister.commands.folg import command
from fiks.folkeregister.models import Hendelse, Hendelsesleser
from fiks.folkeregister.tests.foelger import OPERATOR, in_the_copy, neste, states
from fiks.folkeregister.tests.hendelseskilde import Answer, Kilde, serving
from fiks.folkeregister.tests.persons import NUMBERS, person
from fiks.integrasjoner import folkeregisteret
from fiks.integrasjoner.tests.world import a_key
from tests.kilder import ROOT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kilde(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kilde]:
    with serving(Kilde()) as found:
        monkeypatch.setattr(folkeregisteret, "_FIRST_WAIT", 0)
        settings.MASKINPORTEN_ISSUER, settings.MASKINPORTEN_CLIENT_ID = found.url, "fiks"
        settings.MASKINPORTEN_KEY = json.dumps(a_key("fiks").as_dict(private=True))
        settings.FOLKEREGISTERET_URL = found.url
        for number in NUMBERS:
            found.dokumenter[number] = person(number)
            found.skjer(number)
        yield found


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def test_once_reads_to_the_end_and_stops(kilde: Kilde) -> None:
    result = _run("--fra", "1", "--en-gang", "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == {"lest": 20, "hentet": 20, "behandlet": 20, "borte": 0, "avvist": 0}
    assert in_the_copy(*NUMBERS) == kilde.dokumenter
    assert json.loads(_run("--en-gang", "--json").stdout)["lest"] == 0


def test_from_now_reads_only_what_comes_after(kilde: Kilde) -> None:
    assert _run("--fra-naa", "--en-gang").exit_code == 0
    assert neste() == 21
    assert states() == {}
    kilde.skjer(NUMBERS[0])
    assert _run("--en-gang").exit_code == 0
    assert states() == {21: "BEHANDLET"}


def test_it_says_what_to_do_before_it_has_been_started(kilde: Kilde) -> None:
    result = _run("--en-gang")
    assert result.exit_code == 1
    assert "fiks last-alt" in result.stderr


def test_a_stopped_reader_says_what_to_do(kilde: Kilde) -> None:
    kilde.eldste = 10
    first, second = _run("--fra", "1", "--en-gang"), _run("--en-gang")
    assert (first.exit_code, second.exit_code) == (1, 1)
    assert "eldre enn 36 måneder" in first.stderr
    assert "eldre enn 36 måneder" in second.stderr
    assert _run("--fra", "10", "--en-gang").exit_code == 0


def test_trouble_gives_exit_code_1_and_is_told_in_words(kilde: Kilde) -> None:
    kilde.gaar_galt("/feed", Answer(503), Answer(503))
    result = _run("--fra", "1", "--en-gang")
    assert result.exit_code == 1
    assert "Folkeregisteret svarer ikke (http_503)" in result.stderr


def test_holes_are_accepted_and_the_lost_are_tried_again(kilde: Kilde) -> None:
    del kilde.hendelser[5], kilde.dokumenter[NUMBERS[0]]
    _run("--fra", "1", "--en-gang")
    kilde.dokumenter[NUMBERS[0]] = person(NUMBERS[0])
    result = _run("--godta-hull", "--proev-igjen", "--en-gang")
    assert result.exit_code == 0
    assert "1 hull er lukket." in result.stderr
    assert "1 hendelser hentes på nytt." in result.stderr
    assert set(states().values()) == {"BEHANDLET"}


def test_a_second_one_is_told_that_somebody_follows(
    kilde: Kilde, owner: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folg, "_SECONDS_TO_GET_ALONE", 0.1)
    owner.execute("select pg_advisory_lock(hashtext('folkeregister.folg'))")  # type: ignore[attr-defined]  # psycopg
    result = _run("--fra", "1", "--en-gang")
    assert result.exit_code == 1
    assert "En annen prosess følger allerede" in result.stderr


def test_nothing_personal_is_printed(kilde: Kilde) -> None:
    del kilde.dokumenter[NUMBERS[0]]
    output = _run("--fra", "1", "--en-gang", "--json").output
    assert not any(text in output for text in (*NUMBERS, "SOLVEIG"))


def test_from_and_from_now_exclude_each_other() -> None:
    assert _run("--fra", "1", "--fra-naa").exit_code == 2


def _process(kilde: Kilde, *arguments: str) -> subprocess.Popen[bytes]:
    """A real `fiks folg` on the test's database."""
    environment = os.environ | {
        "DATABASE_URL": make_conninfo(os.environ["DATABASE_URL"], dbname=os.environ["FIKS_TESTDATABASE"]),
        "FIKS_MASKINPORTEN_UTSTEDER": kilde.url,
        "FIKS_MASKINPORTEN_KLIENT": "fiks",
        "FIKS_MASKINPORTEN_NOEKKEL": json.dumps(a_key("fiks").as_dict(private=True)),
        "FIKS_FOLKEREGISTERET_ADRESSE": kilde.url,
    }
    command = [sys.executable, "-m", "fiks.nettsted.cli", "folg", "--en-gang", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE)


def _kill_at(kilde: Kilde, running: "list[subprocess.Popen[bytes]]", where: str, nr: int, after: float) -> None:
    """Kill -9 when the n-th call to an address comes, or a moment after it has been answered."""
    seen: list[str] = []

    def before(path: str) -> None:
        if where in path:
            seen.append(path)
        if len(seen) == nr and where in path:
            threading.Timer(after, running[0].kill).start()
            sleep(0 if after else 0.5)

    kilde.before = before


@pytest.mark.parametrize(
    "kills",
    [
        [("/feed", 2, 0), ("personer/bulkoppslag", 1, 0), ("personer/bulkoppslag", 1, 0.02)],
        [("/feed", 1, 0.01), ("/feed", 3, 0.005), ("sekvensnummer", 1, 0.03)],
    ],
)
def test_killed_at_any_moment_it_loses_and_repeats_nothing(kilde: Kilde, kills: list[tuple[str, int, float]]) -> None:
    kilde.page = 4
    for number in NUMBERS * 2:
        kilde.skjer(number)
    start = ["--fra", "1"]
    for where, nr, after in kills:
        running: list[subprocess.Popen[bytes]] = []
        _kill_at(kilde, running, where, nr, after)
        running.append(_process(kilde, *start))
        running[0].communicate(timeout=60)
        assert running[0].returncode in {-9, 0}
        start = [] if Hendelsesleser.objects.exists() else start
    kilde.before = lambda _path: None
    last = _process(kilde)
    _out, err = last.communicate(timeout=60)
    assert last.returncode == 0, err
    assert set(states()) == set(kilde.hendelser)
    assert set(states().values()) == {"BEHANDLET"}
    assert in_the_copy(*NUMBERS) == kilde.dokumenter
    assert _counted("folkeregister.hendelser_lest") == len(kilde.hendelser)
    assert _counted("folkeregister.hendelser_behandlet") == Hendelse.objects.count()


def _counted(kode: str) -> int:
    with acting(OPERATOR):
        return sum(row.antall or 0 for row in Revisjonslinje.objects.filter(handling=kode))


def test_sigterm_lets_it_finish_what_it_is_doing(kilde: Kilde) -> None:
    running = _process(kilde, "--fra", "1")
    kilde.before = lambda path: running.terminate() if "/feed" in path else None
    running.communicate(timeout=60)
    assert running.returncode == 0
    assert neste() in {1, 21}


def test_help_is_in_bokmaal_with_an_example() -> None:
    assert "Eksempel: fiks folg" in _run("--help").output
