import gzip
import json
from pathlib import Path

import pytest
import zstandard

from fiks.folkeregister.registerkopi import lines as reading
from fiks.folkeregister.registerkopi.lines import Lines, lines_of

TEXT = '\ufeff{"a": 1}\r\n\n{"b": "æ"}'.encode()
EXPECTED = [b'{"a": 1}', b"", '{"b": "æ"}'.encode()]
PACKED = {
    "by.ndjson": TEXT,
    "by.ndjson.gz": gzip.compress(TEXT),
    "by.ndjson.zst": zstandard.compress(TEXT),
    "to-deler.zst": zstandard.compress(TEXT[:10]) + zstandard.compress(TEXT[10:]),
    "flere.json": TEXT,
}


@pytest.mark.parametrize("name", PACKED)
def test_lines_are_the_same_however_the_file_is_packed(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(PACKED[name])
    with Lines(path) as lines:
        assert list(lines) == EXPECTED
        assert lines.position == lines.size


def test_a_json_file_can_hold_one_document_on_many_lines(tmp_path: Path) -> None:
    path = tmp_path / "en.json"
    path.write_text(json.dumps({"a": [1, "x  y"]}, indent=2))
    with Lines(path) as lines:
        found = list(lines)
    assert len(found) == 1
    assert json.loads(found[0]) == {"a": [1, "x  y"]}


def test_a_line_without_end_is_cut_and_the_next_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_LINE", 10)
    path = tmp_path / "by.ndjson"
    path.write_bytes(b"x" * 35 + b"\n" + b"neste\n")
    with Lines(path) as lines:
        assert list(lines) == [b"x" * 10, b"neste"]


@pytest.mark.parametrize("size", [1, 7, 1_000_000])
@pytest.mark.parametrize("name", PACKED)
def test_blocks_hold_the_same_lines(name: str, size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BLOCK", size)
    path = tmp_path / name
    path.write_bytes(PACKED[name])
    with Lines(path) as lines:
        assert [line for block in lines.blocks() for line in lines_of(block)] == EXPECTED


def test_blocks_of_a_line_without_end_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LONGEST_LINE", 10)
    monkeypatch.setattr(reading, "BLOCK", 4)
    path = tmp_path / "by.ndjson"
    path.write_bytes(b"x" * 1000 + b"\n" + b"neste\n")
    with Lines(path) as lines:
        blocks = list(lines.blocks())
    assert [line for block in blocks for line in lines_of(block)] == [b"x" * 10, b"neste"]
    assert max(map(len, blocks)) < 30


def test_an_empty_file_has_no_blocks(tmp_path: Path) -> None:
    path = tmp_path / "by.ndjson"
    path.touch()
    with Lines(path) as lines:
        assert list(lines.blocks()) == []
