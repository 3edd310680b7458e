"""Every act that is written to the log has a name there."""

import re
from pathlib import Path

from fiks.felles.tilgang import loggord

ROOT = Path(__file__).resolve().parents[3]
_ACT = re.compile(r'(?:Handling|_record)\(\s*"([a-z_]+\.[a-z_]+)"')


def test_every_act_in_the_code_has_a_name() -> None:
    sources = [file for file in ROOT.glob("**/*.py") if "tests" not in file.parts]
    written = {code for file in sources for code in _ACT.findall(file.read_text(encoding="utf-8"))}
    assert written
    assert sorted(code for code in written if loggord.act(code) == code) == []


def test_an_act_that_nobody_named_is_called_by_its_code() -> None:
    assert loggord.act("noe.annet") == "noe.annet"
