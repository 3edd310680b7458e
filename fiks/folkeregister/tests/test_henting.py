"""Numbers in, documents in the register copy: from the test world's Folkeregisteret, with real commits."""

import json
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from pytest_django import Settings

from fiks.folkeregister.commands.last import command
from fiks.folkeregister.models import Person
from fiks.folkeregister.registerkopi import henting, loading
from fiks.folkeregister.registerkopi.documents import raw_document
from fiks.folkeregister.registerkopi.henting import Henting
from fiks.folkeregister.registerkopi.loading import Aside
from fiks.folkeregister.tests.persons import NUMBERS
from fiks.integrasjoner import folkeregisteret
from fiks.integrasjoner.folkeregisteret import Folkeregisteret, FolkeregisteretUtilgjengelig, Oppslag
from fiks.integrasjoner.tests.world import TOWN, Outside, a_key, pem_of
from fiks.integrasjoner.tests.world import outside as running_outside
from testmiljo.befolkning import examples, former_numbers

pytestmark = pytest.mark.django_db(transaction=True)
RESIDENTS = [number for numbers in examples(TOWN, 5).values() for number in numbers]
FORMER, CURRENT = next(iter(former_numbers(TOWN).items()))
NOBODY, REAL = NUMBERS[0], "02013299997"


@pytest.fixture(scope="module")
def outside() -> Iterator[Outside]:
    with running_outside() as found:
        yield found


@pytest.fixture
def configured(outside: Outside, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(folkeregisteret, "_FIRST_WAIT", 0)
    settings.MASKINPORTEN_ISSUER, settings.MASKINPORTEN_CLIENT_ID = outside.issuer, "fiks"
    settings.MASKINPORTEN_KEY = json.dumps(a_key("fiks").as_dict(private=True))
    settings.FOLKEREGISTERET_URL = outside.folkeregisteret
    return settings


@pytest.fixture
def numbers(tmp_path: Path) -> Path:
    return tmp_path / "numre.txt"


def _run(*arguments: str | Path, stdin: str = "") -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)), input=stdin)


def _summary(result: Result) -> dict[str, int]:
    found: dict[str, int] = json.loads(result.stdout.splitlines()[-1])
    return found


def test_documents_of_the_numbers_are_in_the_register(configured: Settings, numbers: Path) -> None:
    numbers.write_text("\n".join(RESIDENTS) + "\n", encoding="utf-8")
    result = _run("--hent", numbers, "--json")
    assert result.exit_code == 0, result.output
    everyone = set(RESIDENTS)
    assert _summary(result) == {
        "lest": len(RESIDENTS), "hentet": len(everyone), "nye": len(everyone), "erstattet": 0, "uendret": 0,
        "overskrevet": 0, "avvist": 0,
    }  # fmt: skip
    for number in everyone:
        assert json.loads(raw_document(number) or b"") == TOWN.document(number)
    assert list(numbers.parent.iterdir()) == [numbers]


def test_run_again_passes_over_what_is_unchanged(configured: Settings, numbers: Path) -> None:
    numbers.write_text("\n".join(RESIDENTS[:5]), encoding="utf-8")
    _run("--hent", numbers)
    assert _summary(_run("--hent", numbers, "--json"))["uendret"] == len(set(RESIDENTS[:5]))


def test_ended_number_brings_the_person_who_has_another_now(configured: Settings, numbers: Path) -> None:
    numbers.write_text(FORMER, encoding="utf-8")
    assert _run("--hent", numbers).exit_code == 0
    assert list(Person.objects.values_list("identifikator", flat=True)) == [CURRENT]


def test_numbers_come_from_standard_input_as_people_type_them(
    configured: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    number = RESIDENTS[0]
    result = _run("--hent", "-", "--json", stdin=f"\ufeff{number[:6]} {number[6:]}\r\n\n")
    assert result.exit_code == 0, (result.output, result.exception)
    assert _summary(result)["nye"] == 1


def test_bad_lines_are_put_aside_and_named_without_the_number(
    configured: Settings, numbers: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    lines = ["fnr", RESIDENTS[0], "", NOBODY, REAL, RESIDENTS[0][:-1]]
    numbers.write_text("\n".join(lines), encoding="utf-8")
    result = _run("--hent", numbers, "--json")
    assert result.exit_code == 1
    assert (_summary(result)["lest"], _summary(result)["nye"], _summary(result)["avvist"]) == (5, 1, 4)
    assert [line.split(":")[0] for line in result.stderr.splitlines()[1:5]] == [
        f"numre.txt, linje {line}" for line in (1, 4, 5, 6)
    ]
    assert "linje 4: Folkeregisteret har ingen person med dette nummeret." in result.stderr
    aside = numbers.with_name("numre.txt.avvist")
    assert aside.read_text(encoding="utf-8").splitlines() == ["fnr", NOBODY, REAL, RESIDENTS[0][:-1]]
    assert aside.stat().st_mode & 0o077 == 0
    reasons = numbers.with_name("numre.txt.avvist.txt").read_text(encoding="utf-8")
    assert reasons.count("\n") == 4
    assert not any(line and line != "fnr" and line in result.output + caplog.text + reasons for line in lines)


def test_fetched_document_that_is_unfit_is_named_by_the_line_of_its_number(
    configured: Settings, outside: Outside, numbers: Path
) -> None:
    numbers.write_text(f"tull\n{RESIDENTS[0]}\n", encoding="utf-8")
    document = '{"identifikasjonsnummer": 1}'
    answer = f'{{"oppslag": [{{"foedselsEllerDNummer": "{RESIDENTS[0]}", "folkeregisterperson": {document}}}]}}'
    outside.disturb(status=200, tekst=answer)
    result = _run("--hent", numbers, "--json")
    assert (_summary(result)["hentet"], _summary(result)["avvist"]) == (1, 2)
    assert "numre.txt, linje 2: Dokumentet har feil form i identifikasjonsnummer." in result.stderr
    assert numbers.with_name("numre.txt.hentet.avvist").read_text(encoding="utf-8") == document + "\n"


def test_what_was_fetched_before_it_went_down_is_loaded(
    configured: Settings, outside: Outside, numbers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(henting, "MAX_BULK", 2)
    everyone = list(dict.fromkeys(RESIDENTS))[:6]
    numbers.write_text("\n".join(everyone), encoding="utf-8")
    outside.disturb(antall=2)
    outside.disturb(status=503, antall=folkeregisteret.ATTEMPTS)
    result = _run("--hent", numbers, "--json")
    assert result.exit_code == 1
    assert "Folkeregisteret svarer ikke (http_503)" in result.stderr
    assert "Kjør kommandoen på nytt" in result.stderr
    assert Person.objects.count() == _summary(result)["nye"] > 0
    assert _run("--hent", numbers).exit_code == 0
    assert Person.objects.count() == len(everyone)


def test_no_transaction_is_open_while_we_wait_for_an_answer(
    configured: Settings, numbers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(henting, "MAX_BULK", 2)
    monkeypatch.setattr(loading, "BATCH_LINES", 3)
    numbers.write_text("\n".join(RESIDENTS[:9]), encoding="utf-8")
    seen: list[bool] = []
    real = Folkeregisteret.oppslag

    def watched(self: Folkeregisteret, asked: Iterable[str]) -> Iterator[Oppslag]:
        seen.append(connection.in_atomic_block)
        return real(self, asked)

    monkeypatch.setattr(Folkeregisteret, "oppslag", watched)
    assert _run("--hent", numbers).exit_code == 0
    assert seen == [False] * 5


def test_refused_client_is_told_what_to_mend(configured: Settings, numbers: Path) -> None:
    numbers.write_text(RESIDENTS[0], encoding="utf-8")
    configured.MASKINPORTEN_CLIENT_ID = "ukjent"
    assert "Maskinporten avviste oss (MP-100 invalid_grant)" in _run("--hent", numbers).stderr


def test_missing_settings_are_named(settings: Settings, numbers: Path) -> None:
    numbers.write_text(RESIDENTS[0], encoding="utf-8")
    settings.MASKINPORTEN_ISSUER, settings.MASKINPORTEN_KEY = "", ""
    settings.MASKINPORTEN_CLIENT_ID, settings.FOLKEREGISTERET_URL = "fiks", "http://127.0.0.1:1"
    result = _run("--hent", numbers)
    assert result.exit_code == 1
    assert "Sett FIKS_MASKINPORTEN_UTSTEDER, FIKS_MASKINPORTEN_NOEKKEL før" in result.stderr


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("MASKINPORTEN_KEY", "tull", "FIKS_MASKINPORTEN_NOEKKEL er ikke en privat RSA-nøkkel"),
        ("FOLKEREGISTERET_PACKAGE", "presse", "FIKS_FOLKEREGISTERET_PAKKE må være en av disse"),
    ],
)
def test_settings_that_cannot_be_used_are_named(
    configured: Settings, numbers: Path, setting: str, value: str, told: str
) -> None:
    numbers.write_text(RESIDENTS[0], encoding="utf-8")
    setattr(configured, setting, value)
    assert told in _run("--hent", numbers).stderr


def test_either_files_or_numbers_must_be_given() -> None:
    assert _run().exit_code == 2


def test_key_may_be_pem(configured: Settings, numbers: Path) -> None:
    numbers.write_text(RESIDENTS[0], encoding="utf-8")
    configured.MASKINPORTEN_KEY = pem_of(a_key("pem"))
    assert _run("--hent", numbers).exit_code == 0


def test_progress_is_told_for_each_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Nobody:
        def oppslag(self, numre: Iterable[str]) -> Iterator[Oppslag]:
            return iter([Oppslag(nummer) for nummer in numre])

    monkeypatch.setattr(henting, "MAX_BULK", 2)
    steps: list[int] = []
    with Aside(tmp_path / "numre.avvist") as aside:
        found = Henting(Nobody(), aside)
        found.progress = lambda: steps.append(found.read)
        assert list(found.documents(number.encode() for number in RESIDENTS[:5])) == [b""] * 5
    assert steps == [2, 4, 5]


def test_a_register_that_is_away_ends_the_reading(tmp_path: Path) -> None:
    class Away:
        def oppslag(self, numre: Iterable[str]) -> Iterator[Oppslag]:
            raise FolkeregisteretUtilgjengelig("http_503")

    with Aside(tmp_path / "numre.avvist") as aside:
        found = Henting(Away(), aside)
        assert list(found.documents([RESIDENTS[0].encode()])) == []
        assert isinstance(found.stopped, FolkeregisteretUtilgjengelig)
