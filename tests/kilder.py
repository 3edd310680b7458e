"""The project's own files, for guards that read them."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_NOT_OURS = {"build", "node_modules", "__pycache__"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is or may be committed: all but build output and hidden folders (.ci apart)."""
    return tuple(sorted(_below(ROOT)))


def _below(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        hidden = entry.name.startswith(".") and entry.name not in {".ci", ".gitignore"}
        if hidden or entry.name in _NOT_OURS or entry.suffix in {".egg-info", ".mo", ".pyc"}:
            continue
        if entry.is_dir():
            yield from _below(entry)
        else:
            yield entry


def name(path: Path) -> str:
    """The path from the project's root."""
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    """What a file holds; nothing when it is not text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def tree(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(text(path), name(path))


def python(*folders: str, tests: bool = False, migrations: bool = False) -> list[Path]:
    """The Python files of some top folders, without tests and migrations unless asked for."""
    return [
        path
        for path in files()
        if path.suffix == ".py"
        and name(path).split("/")[0] in folders
        and (tests or not is_test(path))
        and (migrations or "migrations" not in path.parts)
    ]


def is_test(path: Path) -> bool:
    """Tell whether a file belongs to the tests."""
    return "tests" in path.relative_to(ROOT).parts or path.name == "conftest.py"


def docstrings(module: ast.Module) -> set[int]:
    """The ids of the nodes that are docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(module)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


def strings(path: Path) -> list[str]:
    """The texts in a Python file, docstrings apart."""
    apart = docstrings(tree(path))
    return [
        node.value
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart
    ]


def expect_none(found: Iterable[object], why: str = "") -> None:
    """Fail with every finding on a line of its own; pytest would cut the list short."""
    lines = sorted({str(one) for one in found})
    if lines:
        pytest.fail("\n".join([why, *lines]).strip(), pytrace=False)
