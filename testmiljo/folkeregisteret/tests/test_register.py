"""A register read from a file that `testmiljo generer` made."""

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from testmiljo.befolkning import Town, examples, former_numbers
from testmiljo.cli import main
from testmiljo.folkeregisteret.register import FileRegister


@pytest.mark.parametrize("suffix", ["ndjson", "ndjson.gz", "ndjson.zst"])
def test_file_gives_the_same_documents_as_the_town(tmp_path: Path, suffix: str) -> None:
    path, town = tmp_path / f"by.{suffix}", Town(3, 200, ["4215"])
    CliRunner().invoke(main, ["generer", "--innbyggere", "200", "--froe", "3", "--kommune", "4215", "--ut", str(path)])
    register = FileRegister(path)
    for number in [*examples(town)["bosatt"], *former_numbers(town)]:
        assert register.document(number) == town.document(number)
    assert register.document("13839399970") is None


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "by.ndjson"
    document = {"identifikasjonsnummer": [{"foedselsEllerDNummer": "13839399970"}]}
    path.write_bytes(b"\n" + msgspec.json.encode(document) + b"\n\n")
    assert FileRegister(path).document("13839399970") == document


@pytest.mark.parametrize("line", [b"tull", b"{}", b'{"identifikasjonsnummer": 1}'])
def test_line_that_is_no_document_is_named(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "by.ndjson"
    path.write_bytes(b"\n" + line)
    with pytest.raises(ValueError, match="line 2"):
        FileRegister(path)
