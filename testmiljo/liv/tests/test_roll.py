"""The roll of everybody, and a life of documents from a file."""

from pathlib import Path

import msgspec

from testmiljo.folkeregisteret.register import FileRegister
from testmiljo.liv import LivingRegister
from testmiljo.liv.roll import Roll, text
from testmiljo.liv.rows import kommune_of, number_of
from testmiljo.liv.tests.lives import EXAMPLES, TOWN, act, feed


def test_roll_says_what_the_documents_say() -> None:
    told = [(number_of(document), int(kommune_of(document) or 0)) for document in TOWN.documents()]
    assert [(text(number), kommune) for number, kommune in Roll(TOWN).with_kommune()] == told


def test_roll_is_kept_and_made_again_when_it_is_not_whole(tmp_path: Path) -> None:
    file = tmp_path / "liv.rulle"
    made = list(Roll(TOWN, file).with_kommune())
    assert list(Roll(TOWN, file).with_kommune()) == made
    file.write_bytes(file.read_bytes()[:-3])
    assert list(Roll(TOWN, file).with_kommune()) == made
    file.write_bytes(b"")
    assert list(Roll(TOWN, file).with_kommune()) == made


def test_documents_of_a_file_live_like_a_town(tmp_path: Path) -> None:
    path = tmp_path / "by.ndjson"
    path.write_bytes(b"".join(msgspec.json.encode(document) + b"\n" for document in TOWN.documents()))
    lives = [LivingRegister(TOWN), LivingRegister(FileRegister(path), tmp_path / "liv.ndjson")]
    for register in lives:
        act(register, "flytting", nummer=EXAMPLES["bosatt"][0], kommune="0301")
        act(register, "kommuneregulering", gamle=("4215",), kommune="4299")
        act(register, "maskinell_retting", antall=50)
    town, file = lives
    assert feed(file) == feed(town)
    assert [*file.documents()] == [*town.documents()]
    file.close()
