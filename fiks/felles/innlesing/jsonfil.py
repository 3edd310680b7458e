"""Reading an uploaded JSON file: what is in it can be kept, and written out again."""

import json
from typing import Any

from django.utils.translation import gettext as _

from fiks.felles.innlesing.lesefeil import LeseFeil

# JSON has no other way to write the signs that neither the database nor a page can hold.
_ESCAPES = (b"\\u0000", b"\\ud", b"\\uD")


def read(content: bytes) -> Any:
    """The value of the file.

    Raises:
        ValueError, RecursionError: it is not JSON.
        LeseFeil: a text holds a zero or half of a surrogate pair. The text is for whoever uploaded it.
    """
    value = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    if any(escape in content for escape in _ESCAPES) and not _keepable(value):
        raise LeseFeil(_("Filen har et tegn som ikke kan lagres. Lag filen på nytt, eller ta bort tegnet."))
    return value


def _refuse(constant: str) -> Any:
    raise ValueError(constant)


def _keepable(value: Any) -> bool:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str) and ("\0" in one or any("\ud800" <= sign <= "\udfff" for sign in one)):
            return False
    return True
