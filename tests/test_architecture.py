"""Guards for the whole: the rules of the house that a reader would otherwise have to keep in mind."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.urls import URLPattern, URLResolver, get_resolver

from fiks.felles.koder import identifikator
from fiks.nettsted import cli
from testmiljo import cli as outside
from tests import kilder
from tests.kilder import ROOT, expect_none, name

LONGEST_FUNCTION = 60
LONGEST_FILE = 400
# Path or path::function, and why it may be longer. Migrations are written by Django and are not measured.
LONGER: dict[str, str] = {}
# Views that are not ours and have no door, and why that is safe.
DOORLESS = {"django.views.i18n.set_language": "changes only the visitor's own language cookie"}
# Where the clock may be read beside views, api, jobs and commands, and why.
CLOCKS = {
    "fiks/felles/tilgang/door.py": "the door is the outermost layer of every view",
    "fiks/felles/innlogging/middleware.py": "the outermost layer of every request, where a session's age is measured",
    "fiks/nettsted/frame.py": "a context processor: the part of every view that fills the page's frame",
}
DJANGO_TEMPLATES = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html", "django/forms/widgets/select.html"}
# View modules that render something which is not a page with a help button, and why.
HELPLESS = {"fiks/folkeregister/views/listearbeid.py": "parts of the pages of a list and of a wash, which have help"}

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def layers(container: str) -> list[str]:
    """The names in an import contract's order, from the top."""
    contract = next(one for one in CONTRACTS if one.get("containers") == [container])
    return [part.strip(" ()") for layer in contract["layers"] for part in layer.split("|")]


ORDER = [part for app in layers("fiks") for part in (layers("fiks.felles") if app == "felles" else [app])]


# ── doors ──


def views(resolver: URLResolver | None = None) -> Iterator[tuple[str, object]]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{entry.callback.__module__}.{getattr(entry.callback, '__name__', '?')}", entry.callback
        else:
            yield from views(entry)


def test_every_view_says_who_may_enter() -> None:
    open_holes = [path for path, view in views() if not getattr(view, "door", "") and path not in DOORLESS]
    expect_none(open_holes, "views without @requires, @requires_login or @open_door")


def test_every_page_has_help() -> None:
    missing = []
    for path in kilder.python("fiks"):
        if path.parent.name != "views" or name(path) in HELPLESS or not renders(path):
            continue
        if not (path.parent.parent / "hjelp" / f"{path.stem}.md").is_file():
            missing.append(name(path))
    expect_none(missing, "views that render a page without <app>/hjelp/<page>.md")


def renders(path: Path) -> bool:
    calls = (node.func for node in ast.walk(kilder.tree(path)) if isinstance(node, ast.Call))
    return any(isinstance(call, ast.Name) and call.id in {"render", "TemplateResponse"} for call in calls)


def test_every_template_is_used() -> None:
    templates = [path for path in kilder.files() if "templates" in path.relative_to(ROOT).parts]
    quoted = {found for path in kilder.python("fiks") + templates for found in template_names(path)}
    names = {path: path.as_posix().split("/templates/")[1] for path in templates}
    unused = [name(path) for path, used_as in names.items() if used_as not in quoted | DJANGO_TEMPLATES]
    expect_none(unused, "templates that nothing renders, extends or includes")


def template_names(path: Path) -> Iterator[str]:
    """Names of templates in a file. Where a part is filled in, as in "deler/{name}.html", any word in the file may be it."""
    for found in re.findall(r"""["']([\w/.{}-]+\.(?:html|txt|svg))["']""", kilder.text(path)):
        if "{" not in found:
            yield found
            continue
        for word in re.findall(r"""["'](\w+)["']""", kilder.text(path)):
            yield re.sub(r"\{\w+\}", word, found)


# ── size, names and the clock ──


def test_functions_and_files_are_short() -> None:
    long = {}
    for path in kilder.python("fiks", "testmiljo", "tests", "bench", "skript", "conftest.py", tests=True):
        long[name(path)] = (len(kilder.text(path).splitlines()), LONGEST_FILE)
        for node in ast.walk(kilder.tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or 0) - node.lineno + 1
                long[f"{name(path)}::{node.name}"] = (lines, LONGEST_FUNCTION)
    over = {what: lines for what, (lines, most) in long.items() if lines > most}
    assert {what: lines for what, lines in over.items() if what not in LONGER} == {}
    assert set(LONGER) <= set(over), "exceptions that are no longer needed"
    assert all(LONGER.values()), "exceptions without a reason"


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    names = {"signals", "utils", "util", "constants", "helpers", "services", "misc"}
    expect_none([name(path) for path in kilder.python("fiks", "testmiljo", tests=True) if path.stem in names])


def test_nothing_listens_to_signals() -> None:
    taken = [
        name(path)
        for path in kilder.python("fiks")
        if re.search(r"django\S*\bsignals\b|\breceiver\(", kilder.text(path))
    ]
    expect_none(taken)


def test_forms_never_save() -> None:
    forms = [path for path in kilder.python("fiks") if path.stem == "forms" or path.parent.name == "forms"]
    assert not [
        name(path) for path in forms if re.search(r"\.(save|create|update|delete)\(|ModelForm", kilder.text(path))
    ]


def test_the_clock_is_read_only_at_the_door() -> None:
    doors = {"views", "api", "jobs", "commands", "views.py", "jobs.py"}
    expect_none(
        (
            f"{name(path)}:{line}"
            for path in kilder.python("fiks")
            if name(path) not in CLOCKS and not doors & set(path.relative_to(ROOT).parts)
            for line in clock_readings(path)
        ),
        "read the clock in views, api, jobs or commands, and pass at= down",
    )


def clock_readings(path: Path) -> list[int]:
    """Lines that ask what time or day it is. A form may ask for the day, to bound what is typed."""
    asked = {"now", "utcnow", "today", "localdate"}
    if "forms" in {path.stem, path.parent.name}:
        asked -= {"localdate"}
    calls = (node for node in ast.walk(kilder.tree(path)) if isinstance(node, ast.Call))
    return [
        call.lineno
        for call in calls
        if getattr(call.func, "attr", getattr(call.func, "id", "")) in asked and not (is_conversion(call) and call.args)
    ]


def is_conversion(call: ast.Call) -> bool:
    """`localdate(at)` reads no clock."""
    return getattr(call.func, "attr", getattr(call.func, "id", "")) == "localdate"


# ── the order of apps, beyond what import-linter sees ──


def place(app: str) -> int:
    """How far down an app stands. `app` is a dotted module path under fiks."""
    parts = app.split(".")
    return ORDER.index(parts[2] if parts[1] == "felles" else parts[1])


def test_foreign_keys_hold_the_order_of_apps() -> None:
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("fiks."):
            continue
        for field in model._meta.get_fields(include_hidden=True):
            other = field.related_model if isinstance(field, ForeignKey) else None
            if other is None or not other.__module__.startswith("fiks."):
                continue
            if place(other.__module__) < place(model.__module__):
                wrong.append(f"{model.__name__}.{field.name} -> {other.__module__}")
    expect_none(wrong)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(kilder.tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_an_app_above_felles_shows_only_queries_and_actions() -> None:
    wrong = []
    for path in kilder.python("fiks"):
        own = name(path).split("/")[1]
        for module in imports(path):
            parts = module.split(".")
            above = parts[0] == "fiks" and len(parts) > 2 and parts[1] not in {"felles", "integrasjoner", "nettsted"}
            if above and parts[1] != own and parts[2] not in {"queries", "actions"}:
                wrong.append(f"{name(path)}: {module}")
    expect_none(wrong)


def test_nobody_imports_jobs() -> None:
    assert not [
        name(path)
        for path in kilder.python("fiks")
        if any(".jobs" in module for module in imports(path) if module.startswith("fiks."))
    ]


def test_the_register_copy_and_wire_formats_are_not_named_in_felles() -> None:
    """What a lower app needs from a higher one is met by the higher one asking; names in texts are imports too."""
    lower = [path for path in kilder.python("fiks") if name(path).startswith("fiks/felles/")]
    wrong = [name(path) for path in lower if re.search(r"""["']fiks\.folkeregister""", kilder.text(path))]
    expect_none(wrong)


# ── the command line ──


def verbs(group: click.Group, called: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for verb in group.list_commands(context):
        command = group.get_command(context, verb)
        assert command is not None
        yield f"{called} {verb}", command
        if isinstance(command, click.Group):
            yield from verbs(command, f"{called} {verb}")


def test_every_verb_has_help_and_an_example() -> None:
    wrong = []
    for called, command in [*verbs(cli.fiks, "fiks"), *verbs(outside.main, "testmiljo")]:
        example = isinstance(command, click.Group) or f"{called}" in (command.epilog or command.help or "")
        if not command.help or not example:
            wrong.append(called)
    expect_none(wrong, "verbs without help, or without an example in epilog")


# ── what must never be committed ──


# Numbers that look real, and who published them as examples.
PUBLISHED = {
    "20036914700": "Skatteetaten, description of the fødselsnummer after 2032",
    "02013299997": "Skatteetaten, description of the fødselsnummer after 2032",
}


def test_no_committed_file_holds_a_number_of_a_real_person() -> None:
    looks_like_one = re.compile(r"(?<![0-9A-Za-z.,-])\d{11}(?![0-9A-Za-z])")
    found = [
        f"{name(path)}: {number[:2]}…"
        for path in kilder.files()
        for number in set(looks_like_one.findall(kilder.text(path))) - set(PUBLISHED)
        if identifikator.is_valid(number) and is_real(identifikator.classify(number))
    ]
    expect_none(found)


def is_real(number: identifikator.Identifikator) -> bool:
    """Could it belong to a person today? Numbers under the rule of 2032 belong to nobody yet."""
    return number.serie == identifikator.Serie.REELL and number.regel == identifikator.Regel.FRA_1964


# Written so that they do not find themselves.
PLACES = {
    "a package registry's address": r"https?://[\w.-]*(?:pypi\.org|pythonhosted|npmj[s]|artifactory|nexus)[\w.-]*|(?<!no-emit-)index-ur[l]",
    "a path on somebody's machine": r"(?<![\w.])/(?:wor[k]|roo[t]|hom[e]/\w+|User[s])/",
}


@pytest.mark.parametrize("kind", PLACES)
def test_no_committed_file_names(kind: str) -> None:
    found = [
        f"{name(path)}: {match.group()}"
        for path in kilder.files()
        for match in re.finditer(PLACES[kind], kilder.text(path))
    ]
    expect_none(found)
