"""The life file through crashes."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from testmiljo.befolkning import Town
from testmiljo.liv import InUse, LivingRegister, WrongLife
from testmiljo.liv.tests.lives import EXAMPLES, TOWN, act, feed

_LIVE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from testmiljo.befolkning import Town
from testmiljo.liv import Akt, LivingRegister, order
register = LivingRegister(Town(3, 300, ["4215"]), Path(sys.argv[1]))
print("klar", flush=True)
while True:
    order(register, Akt("flytting", nummer=sys.argv[2]), datetime.now(UTC))
"""


def test_life_goes_on_where_it_was(tmp_path: Path) -> None:
    path, number = tmp_path / "liv.ndjson", EXAMPLES["bosatt"][0]
    first = LivingRegister(TOWN, path)
    act(first, "flytting", nummer=number)
    act(first, "maskinell_retting")
    events, document = feed(first), first.document(number)
    first.close()
    second = LivingRegister(TOWN, path)
    assert feed(second) == events
    assert second.document(number) == document
    act(second, "flytting", nummer=number)
    assert [event.sequence for event in feed(second)] == list(range(1, len(events) + 2))
    second.close()


@pytest.mark.parametrize("half", [b"{", b'{"tid":1795608000.0,"akt":{"type":"flytting"', b"\x00"])
def test_half_a_last_line_is_cut_off(tmp_path: Path, half: bytes) -> None:
    path = tmp_path / "liv.ndjson"
    register = LivingRegister(TOWN, path)
    act(register, "flytting", nummer=EXAMPLES["bosatt"][0])
    register.close()
    whole = path.read_bytes()
    path.write_bytes(whole + half)
    again = LivingRegister(TOWN, path)
    assert again.lines == 1
    assert path.read_bytes() == whole
    act(again, "flytting", nummer=EXAMPLES["bosatt"][0])
    again.close()
    assert LivingRegister(TOWN, path).lines == 2


def test_half_a_first_line_is_written_again(tmp_path: Path) -> None:
    path = tmp_path / "liv.ndjson"
    path.write_bytes(b'{"liv":"To')
    assert LivingRegister(TOWN, path).lines == 0
    assert path.read_bytes().endswith(b"\n")


def test_life_survives_kill_9(tmp_path: Path) -> None:
    path, number = tmp_path / "liv.ndjson", EXAMPLES["bosatt"][0]
    lines = 0
    for _ in range(3):
        with subprocess.Popen([sys.executable, "-c", _LIVE, str(path), number], stdout=subprocess.PIPE) as process:
            assert process.stdout
            assert process.stdout.readline() == b"klar\n"
            before = path.stat().st_size
            deadline = time.monotonic() + 20
            while path.stat().st_size == before:
                assert time.monotonic() < deadline
                time.sleep(0.01)
            os.kill(process.pid, signal.SIGKILL)
        register = LivingRegister(TOWN, path)
        assert register.lines > lines
        lines = register.lines
        assert [event.sequence for event in feed(register)] == list(range(1, lines + 1))
        register.close()


def test_life_of_another_town_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "liv.ndjson"
    LivingRegister(TOWN, path).close()
    with pytest.raises(WrongLife):
        LivingRegister(Town(4, 300, ["4215"]), path)


@pytest.mark.parametrize("text", ["tull\n", '{"liv": 1}\n'])
def test_file_that_is_no_life_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "liv.ndjson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongLife):
        LivingRegister(TOWN, path)


def test_file_that_somebody_writes_in_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "liv.ndjson"
    first = LivingRegister(TOWN, path)
    with pytest.raises(InUse):
        LivingRegister(TOWN, path)
    first.close()


def test_what_concerns_many_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "liv.ndjson"
    register = LivingRegister(TOWN, path)
    act(register, "kommuneregulering", gamle=("4215",), kommune="4299")
    act(register, "maskinell_retting")
    assert register.lines == 2
    assert register.last(confidential=True) > 500
    assert path.stat().st_size < 600
    register.close()
