"""The catalogues in nynorsk and English hold every text of the screens, and nothing else. Bokmål is the source."""

import ast
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

from tests import kilder
from tests.kilder import ROOT, expect_none, name

LANGUAGES = ("nn", "en")
KEYWORDS = [
    "gettext_noop",
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext:1c,2",
    "npgettext:1c,2,3",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
]
_PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")

pytestmark = pytest.mark.skipif(not (ROOT / "locale").is_dir(), reason="locale/ finnes ikke")


@dataclass(frozen=True, slots=True)
class Entry:
    """One text of a catalogue. `key` is context and text, `answers` the translations of its forms."""

    key: tuple[str, str]
    plural: str
    answers: tuple[str, ...]
    fuzzy: bool

    @property
    def text(self) -> str:
        return self.key[1]


def read(catalogue: str) -> list[Entry]:
    """The entries of a catalogue, its heading and what is no longer used left out."""
    entries = [entry(block) for block in re.split(r"\n\s*\n", catalogue)]
    return [one for one in entries if one.text]


def entry(block: str) -> Entry:
    fields: dict[str, str] = {}
    current = ""
    for line in block.splitlines():
        if found := re.match(r"(msg\w+(?:\[\d\])?) (\".*\")", line):
            current = found[1]
            fields[current] = ast.literal_eval(found[2])
        elif line.startswith('"') and current:
            fields[current] += ast.literal_eval(line)
    answers = tuple(value for field, value in fields.items() if field.startswith("msgstr"))
    key = (fields.get("msgctxt", ""), fields.get("msgid", ""))
    return Entry(
        key, fields.get("msgid_plural", ""), answers, fuzzy=bool(re.search(r"^#,.*fuzzy", block, re.MULTILINE))
    )


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Every text that is marked for translation in code and templates, as xgettext finds it."""
    program = shutil.which("xgettext")
    assert program, "xgettext is part of Debian's package gettext"
    folder = tmp_path_factory.mktemp("tekster")
    for path in kilder.python("fiks"):
        keep(folder, path, kilder.text(path))
    for path in kilder.files():
        if "templates" in path.parts and name(path).startswith("fiks/"):
            keep(folder, path, templatize(kilder.text(path), origin=name(path)))
    keywords = [f"--keyword={keyword}" for keyword in KEYWORDS]
    command = [program, "--language=Python", "--from-code=UTF-8", "--no-wrap", "--output=-", *keywords]
    done = subprocess.run([*command, *map(str, sorted(folder.iterdir()))], capture_output=True, text=True, check=True)
    return {one.key for one in read(done.stdout)}


def keep(folder: Path, path: Path, text: str) -> None:
    (folder / f"{name(path).replace('/', '-')}.py").write_text(text, "utf-8")


def catalogue(language: str) -> list[Entry]:
    return read((ROOT / "locale" / language / "LC_MESSAGES/django.po").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_every_text(language: str, sources: set[tuple[str, str]]) -> None:
    known = {one.key for one in catalogue(language)}
    expect_none((text for _context, text in sources - known), f"texts that locale/{language} lacks")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_no_dead_text(language: str, sources: set[tuple[str, str]]) -> None:
    known = {one.key for one in catalogue(language)}
    expect_none((text for _context, text in known - sources), f"texts of locale/{language} that nothing shows")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    expect_none(one.text for one in catalogue(language) if one.fuzzy or not all(one.answers))


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_for_values(language: str) -> None:
    expect_none(one.text for one in catalogue(language) for answer in one.answers if not keeps_places(one, answer))


def keeps_places(one: Entry, answer: str) -> bool:
    """A singular may leave out the count; nothing else is left out, and nothing is made up."""
    given = set(_PLACES.findall(answer))
    in_all = set(_PLACES.findall(one.text)) & set(_PLACES.findall(one.plural or one.text))
    return (in_all if not one.plural else set()) <= given <= set(_PLACES.findall(one.text + one.plural))
