"""What stands in an xlsx or ods file, read by `arkleser` in a process that may fail without harm to this one."""

import json
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from fiks.felles.innlesing.lesefeil import LeseFeil

_READER = Path(__file__).with_name("arkleser.py")
_MOST_SECONDS = 90
Rader = list[list[object]]


def read(content: bytes, *, longest: int, formulas: bool) -> list[tuple[str, Rader, list[str]]]:
    """Name and rows of each sheet, and the cells that hold formulas. Days stand in lists of one, as `arkleser` writes them.

    Raises:
        LeseFeil: the file is broken or locked, or takes more memory or time than a list of persons may.
    """
    # Isolated, so that neither the environment nor the folder says what is imported.
    command = [sys.executable, "-I", str(_READER), str(longest), *(["formler"] if formulas else [])]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_MOST_SECONDS, env={}, check=False)
    except subprocess.TimeoutExpired as error:
        raise LeseFeil(too_large()) from error
    if done.returncode:
        raise LeseFeil(too_large())
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    for line in lines:
        if "feil" in line:
            raise LeseFeil(_told(line))
    return [(line["ark"], line["rader"], line["formler"]) for line in lines]


def _told(line: dict[str, object]) -> str:
    if line["feil"] == "passord":
        return _("Filen er låst med passord. Ta bort passordet og prøv igjen.")
    if line["feil"] == "stort":
        return _("Arket «%(ark)s» er for stort: %(rader)s rader og %(kolonner)s kolonner.") % line
    return broken()


def broken() -> str:
    """What is said of a file that cannot be read."""
    return _("Filen kan ikke leses. Åpne den i regnearkprogrammet, lagre den på nytt som xlsx, og prøv igjen.")


def too_large() -> str:
    """What is said of a file that grows too large when it is read."""
    return _("Filen er for stor når den pakkes ut. Del listen i flere filer.")
