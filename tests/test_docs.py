"""The documentation agrees with the code. Each guard names what is missing."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from fiks.nettsted import cli
from testmiljo import cli as outside
from tests import kilder
from tests.kilder import ROOT, expect_none, name

SETTINGS = ROOT / "docs/drift/innstillinger.md"
MARKDOWN = [path for path in kilder.files() if path.suffix == ".md"]
_SETTING = r"\b(?:FIKS|TESTMILJO|DATABASE)_[A-Z][A-Z0-9_]*[A-Z0-9]\b"


# ── settings ──


def test_every_setting_is_documented_and_none_is_dead() -> None:
    documented = set(re.findall(rf"^\| `({_SETTING})`", SETTINGS.read_text("utf-8"), re.MULTILINE))
    used = set(settings_in_use())
    expect_none(used - documented, "settings that docs/drift/innstillinger.md lacks")
    expect_none(documented - used, "settings that nothing reads")


def settings_in_use() -> Iterator[str]:
    readers = [path for path in kilder.files() if path.suffix in {".py", ".sh"} or path.name in {"Makefile", "run"}]
    for path in readers:
        if not kilder.is_test(path) or path.name == "conftest.py":
            yield from (found.removesuffix("_FILE") for found in re.findall(_SETTING, kilder.text(path)))
    # The embedded PostgreSQL's own: every name in the table of what may be chosen.
    cluster = kilder.text(ROOT / "fiks/nettsted/postgres/cluster.py")
    chosen = re.search(r"chosen = \{(.*?)\}\n", cluster, re.DOTALL)
    assert chosen
    yield from (f"FIKS_POSTGRES_{found.upper()}" for found in re.findall(r'"(\w+)":', chosen[1]))


def test_every_setting_of_the_platform_is_read_in_one_place() -> None:
    """`miljo` knows defaults, files and faults; whoever asks the environment himself must be named here."""
    allowed = {"fiks/nettsted", "fiks/felles/lager/commands/noekler.py", "fiks/felles/kontekst/command_line.py"}
    asking = [name(path) for path in kilder.python("fiks") if re.search(r"os\.(environ|getenv)", kilder.text(path))]
    expect_none([path for path in asking if not path.startswith(tuple(allowed))])


# ── commands ──


def verbs(group: click.Group, called: str) -> Iterator[str]:
    context = click.Context(group)
    for verb in group.list_commands(context):
        command = group.get_command(context, verb)
        if isinstance(command, click.Group):
            yield from verbs(command, f"{called} {verb}")
        else:
            yield f"{called} {verb}"


def test_every_verb_is_named_in_the_docs() -> None:
    text = "\n".join(kilder.text(path) for path in MARKDOWN)
    expect_none([verb for verb in [*verbs(cli.fiks, "fiks"), *verbs(outside.main, "testmiljo")] if verb not in text])


def test_docs_name_only_verbs_that_exist() -> None:
    known = {verb.split()[1] for verb in verbs(cli.fiks, "fiks")}
    named = {
        (name(path), verb)
        for path in MARKDOWN
        for verb in re.findall(r"(?:`|bin/|^|\$ )fiks ([a-zæøå]+)", kilder.text(path), re.MULTILINE)
    }
    expect_none({(path, verb) for path, verb in named if verb not in known})


def test_every_make_target_is_told_of() -> None:
    makefile = kilder.text(ROOT / "Makefile")
    targets = set(re.findall(r"^([a-z]+)(?=:)(?!:=)", makefile, re.MULTILINE)) - {"export"}
    told = set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE)) | set(
        re.findall(r"make (\w+)", kilder.text(ROOT / "README.md"))
    )
    expect_none(targets - told)
    assert set(re.findall(r"`?make ([a-z]+)", kilder.text(ROOT / "README.md"))) <= targets


# ── the glossary ──


@cache
def glossary() -> list[list[str]]:
    """The rows of docs/ordliste.md: Ord, English, Betyr, Kilde, Unngå."""
    lines = (ROOT / "docs/ordliste.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [row for row in rows if row[0] not in {"Ord", "Adresse"} and len(row) == 5]


def ascii_word(word: str) -> str:
    """As identifiers are written."""
    return (
        word.lower()
        .replace("æ", "ae")
        .replace("ø", "oe")
        .replace("å", "aa")
        .replace(" ", "")
        .replace("-", "")
        .replace("_", "")
    )


def words() -> set[str]:
    return {ascii_word(word) for row in glossary() for cell in row[:2] for word in cell.split(", ")}


def test_the_glossary_has_five_columns_and_no_word_twice() -> None:
    named = [word for row in glossary() for word in row[0].split(", ")]
    expect_none(sorted({word for word in named if named.count(word) > 1}))
    expect_none([row for row in glossary() if not row[0] or not row[1] or not row[2]])


def test_every_model_and_app_is_in_the_glossary() -> None:
    ours = [model.__name__ for model in apps.get_models() if model.__module__.startswith("fiks.")]
    folders = [path.parent.name for path in ROOT.glob("fiks/**/__init__.py") if len(path.relative_to(ROOT).parts) <= 4]
    named = [found for found in folders if (ROOT / "fiks" / found).is_dir() or (ROOT / "fiks/felles" / found).is_dir()]
    expect_none(sorted({word for word in [*ours, *named] if ascii_word(word) not in words() | {"fiks"}}))


def addresses(resolver: URLResolver | None = None) -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        yield from re.findall(r"[a-zæøå][a-zæøå-]*", re.sub(r"<[^>]*>|\(\?P.*?\)", "", str(entry.pattern)))
        if not isinstance(entry, URLPattern):
            yield from addresses(entry)


def test_every_word_in_an_address_is_in_the_glossary() -> None:
    expect_none(sorted({word for word in addresses() if ascii_word(word) not in words()}))


def test_every_menu_text_is_in_the_glossary() -> None:
    frame = ROOT / "fiks/nettsted/frame.py"
    menu = re.search(r"_MENU.*?= \((.*?)\n\)", kilder.text(frame), re.DOTALL)
    assert menu
    expect_none([word for word in re.findall(r'_\("(.*?)"\)', menu[1]) if ascii_word(word) not in words()])


def test_words_that_are_avoided_stand_nowhere() -> None:
    avoided = {word for row in glossary() for word in row[4].split(", ") if word}
    pattern = re.compile(rf"(?<![\w-])({'|'.join(sorted(map(re.escape, avoided)))})(?![\w-])", re.IGNORECASE)
    expect_none(
        f"{name(path)}: {match.group()}"
        for path in kilder.files()
        if name(path).startswith("fiks/")
        for text in shown(path)
        for match in pattern.finditer(text)
    )


def shown(path: Path) -> list[str]:
    """What a file shows to people: strings, and pages without what the template engine reads."""
    if path.suffix == ".py":
        return [] if kilder.is_test(path) else kilder.strings(path)
    if path.suffix == ".md" and path.parent.name == "hjelp":
        return [kilder.text(path)]
    if path.suffix in {".html", ".txt"} and "templates" in path.parts:
        quoted = re.findall(r"\{%[^%]*?\btrans(?:late)? [\"'](.*?)[\"']", kilder.text(path))
        return [re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", kilder.text(path), flags=re.DOTALL), *quoted]
    return []


# ── decisions, folders and links ──


@pytest.mark.parametrize("path", sorted((ROOT / "docs/adr").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_is_half_a_page_with_its_headings(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    headings = [line for line in lines if line.startswith("#")]
    assert headings[0] == f"# {path.stem[:4]} {headings[0][7:]}"
    assert headings[1:] == ["## Context", "## Decision", "## Consequences"]
    assert re.match(r"(Accepted|Superseded by \d{4}), \w+ \d{4}\.", lines[2])
    assert len(lines) <= 32
    assert max(map(len, (line for line in lines if not line.startswith("|")))) <= 130


def test_decisions_are_numbered_once() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs/adr").glob("*.md")]
    assert len(numbers) == len(set(numbers))


def test_the_readme_names_the_folders_that_exist() -> None:
    listed = re.findall(r"^\| `([\w/.]+)` \|", kilder.text(ROOT / "README.md"), re.MULTILINE)
    expect_none([folder for folder in listed if not (ROOT / folder).exists()])
    top = {name(path).split("/")[0] for path in kilder.files() if "/" in name(path)} - {".ci"}
    apps_ = {f"fiks/{path.parent.name}" for path in ROOT.glob("fiks/*/__init__.py")}
    covered = {folder.rstrip("/") for folder in listed} | {folder.split("/")[0] for folder in listed}
    expect_none((top | apps_) - covered - {"requirements", "locale"})


def test_every_app_has_a_readme() -> None:
    """What it is, its words and its main flow."""
    apps_ = [path.parent for path in [*ROOT.glob("fiks/*/__init__.py"), *ROOT.glob("fiks/felles/*/__init__.py")]]
    expect_none(name(app) for app in apps_ if app.name != "felles" and not (app / "README.md").is_file())


def test_links_and_paths_in_the_docs_lead_somewhere() -> None:
    dead = []
    for path in MARKDOWN:
        linked = re.findall(r"\]\((?!https?:|#|/|mailto:)([^)#\s]+)", kilder.text(path))
        named = re.findall(r"`((?:docs|fiks|tests|testmiljo|skript|bench)/[\w./-]+)`", kilder.text(path))
        dead += [f"{name(path)}: {found}" for found in linked if not (path.parent / found).exists()]
        dead += [f"{name(path)}: {found}" for found in named if not is_somewhere(found, path.parent)]
    expect_none(dead)


def is_somewhere(found: str, folder: Path) -> bool:
    """From the root or from where it is named; a decision may be named by its number alone."""
    return (ROOT / found).exists() or (folder / found).exists() or any(ROOT.glob(f"{found}-*"))


def test_docstrings_name_documents_that_exist() -> None:
    dead = [
        f"{name(path)}: {found}"
        for path in kilder.python("fiks", "testmiljo", "bench", tests=True, migrations=True)
        for found in re.findall(r"(?<![\w/.])docs/[\w/.-]*\w", ast.get_docstring(kilder.tree(path)) or "")
        if not is_somewhere(found, path.parent)
    ]
    expect_none(dead)
