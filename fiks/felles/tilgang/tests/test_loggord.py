"""Every act that is written to the log has a name there."""

import re
from pathlib import Path

from fiks.felles.tilgang import loggord

ROOT = Path(__file__).resolve().parents[3]
_ACT = re.compile(r'(?:Handling|_record|handling_of|_handling)\(\s*"([a-z_]+\.[a-z_]+)"')
# Given a name first: OPPSLAG = "folkeregister.oppslag", and then Handling(OPPSLAG, …).
_NAMED = re.compile(r"(?:Handling|_record|handling_of|_handling)\(\s*([A-Z_]{3,}[^,)\n]*)")


def test_every_act_in_the_code_has_a_name() -> None:
    sources = [file for file in ROOT.glob("**/*.py") if "tests" not in file.parts]
    texts = [file.read_text(encoding="utf-8") for file in sources]
    written = {code for text in texts for code in _ACT.findall(text)}
    firsts = {first for text in texts for first in _NAMED.findall(text)}
    names = {name for first in firsts for name in re.findall(r"\b[A-Z_]{3,}\b", first)}
    written |= {
        code
        for text in texts
        for name, code in re.findall(r'^([A-Z_]{3,}) = "([a-z_]+\.[a-z_]+)"', text, re.MULTILINE)
        if name in names
    }
    assert {"folkeregister.liste_tegnet", "folkeregister.oppslag"} <= written
    assert sorted(code for code in written if loggord.act(code) == code) == []


def test_an_act_that_nobody_named_is_called_by_its_code() -> None:
    assert loggord.act("noe.annet") == "noe.annet"
