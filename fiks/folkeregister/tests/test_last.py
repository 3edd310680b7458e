import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fiks.felles.kontekst import Actor
from fiks.folkeregister.commands.last import command
from fiks.folkeregister.models import Person
from fiks.folkeregister.registerkopi.initial import take_off_indexes, waiting_indexes
from fiks.folkeregister.tests.persons import NUMBERS, line, person

pytestmark = pytest.mark.django_db(transaction=True)


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, list(map(str, arguments)))


def test_the_last_line_is_a_summary_for_programs(tmp_path: Path) -> None:
    files = [tmp_path / "a.ndjson", tmp_path / "b.ndjson"]
    for file, number in zip(files, NUMBERS, strict=False):
        file.write_bytes(line(person(number)))
    result = _run(*files, "--json")
    assert result.exit_code == 0
    expected = {"lest": 2, "nye": 2, "erstattet": 0, "uendret": 0, "overskrevet": 0, "avvist": 0}
    assert json.loads(result.stdout.splitlines()[-1]) == expected
    assert Person.objects.count() == 2


def test_a_bad_line_gives_exit_code_1_and_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.ndjson"
    file.write_bytes(b"tull\n" + line(person()))
    aside = tmp_path / "til-side"
    aside.mkdir()
    result = _run(file, "--avvist", aside)
    assert result.exit_code == 1
    assert "a.ndjson, linje 1: Linjen er ikke JSON." in result.stderr
    assert (aside / "a.ndjson.avvist").read_bytes() == b"tull\n"
    assert Person.objects.count() == 1


def test_a_damaged_file_is_told_and_what_could_be_read_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "a.gz"
    file.write_bytes(b"ikke gzip")
    result = _run(file)
    assert result.exit_code == 1
    assert "a.gz er skadet" in result.stderr


def test_nothing_personal_is_printed(tmp_path: Path) -> None:
    file = tmp_path / "a.ndjson"
    file.write_bytes(line(person()) + b"\n" + line(person(NUMBERS[1], navn=[{"fornavn": 1}])))
    result = _run(file, "--json")
    assert not any(text in result.output for text in (*NUMBERS[:2], "SOLVEIG"))


def test_help_is_in_bokmaal_with_an_example() -> None:
    assert "Eksempel: fiks last" in _run("--help").output


def test_without_a_file_only_indexes_that_wait_are_built() -> None:
    assert "Skriv hvilke filer" in _run().output
    by = Actor.operator("tester")
    assert take_off_indexes(by)
    assert not Person.objects.exists()
    result = _run()
    assert result.exit_code == 0
    assert "Bygger indeksen person_kommune_navn" in result.stderr
    assert waiting_indexes() == []


def test_standard_input_is_loaded_and_bad_lines_are_put_in_the_folder(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, ["-", "--avvist", str(tmp_path)], input=line(person()) + b"\ntull\n")
    assert result.exit_code == 1
    assert "standard-inn: 2 lest, 1 nye" in result.stderr
    assert (tmp_path / "standard-inn.avvist").read_bytes() == b"tull\n"
