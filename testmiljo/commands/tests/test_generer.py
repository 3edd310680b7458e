"""`testmiljo generer`: the same file whatever the machine, and none at all when something fails."""

import gzip
import io
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import zstandard
from click.testing import CliRunner

from testmiljo.befolkning import Town
from testmiljo.befolkning.writing import PIECE, pieces
from testmiljo.cli import main

TOWN = ("--innbyggere", "300", "--froe", "3", "--kommune", "4215")


def _generer(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["generer", *map(str, arguments)])
    return result.exit_code, result.output


def _read(path: Path) -> bytes:
    if path.suffix == ".zst":
        with path.open("rb") as raw:
            return io.BytesIO(zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True).read()).read()
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


@pytest.mark.parametrize("suffix", ["ndjson", "ndjson.zst", "ndjson.gz"])
def test_file_has_one_document_a_line(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"by.{suffix}"
    code, told = _generer(*TOWN, "--ut", path)
    assert code == 0
    town = Town(3, 300, ["4215"])
    assert f"Skrev {town.count} personer" in told
    lines = _read(path).splitlines()
    assert [msgspec.json.decode(line) for line in lines] == list(town.documents())
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_bytes_are_the_same_whatever_the_number_of_processes() -> None:
    town = Town(3, 4600)
    assert town.count > 4 * PIECE
    one, two = (b"".join(p.content for p in pieces(town, suffix=".zst", processes=n)) for n in (1, 2))
    assert one == two


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--innbyggere", "199"), "200–5 600 000"),
        (("--innbyggere", "5600001"), "200–5 600 000"),
        (("--innbyggere", "mange"), "mange"),
        (("--kommune", "9999"), "9999"),
        (("--prosesser", "0"), "prosesser"),
    ],
)
def test_what_cannot_be_made_is_told(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    code, output = _generer(*arguments, "--ut", tmp_path / "by.ndjson")
    assert code == 2
    assert told in output
    assert not list(tmp_path.iterdir())


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    code, output = _generer(*TOWN, "--ut", tmp_path / "ingen" / "by.ndjson")
    assert code == 1
    assert "mappen finnes ikke" in output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_full_disk_is_told_and_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "by.ndjson.uferdig").symlink_to("/dev/full")
    code, output = _generer(*TOWN, "--ut", tmp_path / "by.ndjson")
    assert code == 1
    assert "disken er full" in output
    assert not list(tmp_path.iterdir())


def test_an_old_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "by.ndjson"
    path.write_text("gammel", encoding="utf-8")
    (tmp_path / "by.ndjson.uferdig").symlink_to("/dev/full")
    assert _generer(*TOWN, "--ut", path)[0] == 1
    assert path.read_text(encoding="utf-8") == "gammel"


def test_a_reader_that_has_had_enough_ends_the_work_quietly() -> None:
    testmiljo = Path(sys.executable).with_name("testmiljo")
    command = [testmiljo, "generer", "--innbyggere", "5000", "--prosesser", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) != 0
