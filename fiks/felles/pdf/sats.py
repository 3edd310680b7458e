"""Sets a document as PDF, tagged after PDF/UA-1."""

import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from functools import cache, lru_cache
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any

import msgspec
import typst

from fiks.felles.pdf import setter
from fiks.felles.pdf.blokker import Avsnitt, Blokk, Dokument, Fakta, Lenke, Overskrift, Punkter, Tabell
from fiks.felles.pdf.dekning import SKRIFTER, showable
from fiks.felles.pdf.setter import REFUSED, compiled, fonts_in

_MALER = Path(__file__).parent / "maler"
_ADRESSER = ("https://", "http://", "mailto:")
# The column of names in ems (46 mm at 10 pt), and letters of a line of a value at most.
_NAME_WIDTH, _LETTERS_OF_VALUE = 13.04, 80
_NARROW = frozenset(" ijlI.,:;'|!()[]-/")
# Blocks of a document that is set in a process of its own, and how long it may take.
_LONG, _MOST_SECONDS = 400, 120
_ORD = {
    "nb": {"innhold": "Innhold", "side": "Side", "av": "av"},
    "nn": {"innhold": "Innhald", "side": "Side", "av": "av"},
    "en": {"innhold": "Contents", "side": "Page", "av": "of"},
}


class NotSettable(ValueError):
    """The document cannot be set; the message says what is wrong with it."""


def set_pdf(document: Dokument, *, at: datetime) -> bytes:
    """The document as a PDF that says it was made `at`. Equal documents give equal bytes.

    Takes a few milliseconds a page and lets other threads run meanwhile. A long one is set in a process of its own.

    Raises:
        NotSettable: a title or heading is empty, a level is skipped, a row has the wrong width, a link leads elsewhere.
    """
    order = _order(document, at, "pdf", pdf_standards=["ua-1"])
    made = _set_apart(order) if len(document.blokker) > _LONG else _set_here(order)
    assert isinstance(made, bytes)
    return made


def set_png(document: Dokument, *, at: datetime, ppi: int = 72) -> list[bytes]:
    """The pages as pictures, to look at them."""
    made = _set_here(_order(document, at, "png", ppi=ppi))
    return made if isinstance(made, list) else [made]


def _order(document: Dokument, at: datetime, format: str, **valg: Any) -> dict[str, Any]:
    _check(document)
    data = _with_room(msgspec.to_builtins(document)) | {"ord": _ORD[document.spraak]}
    return {
        "mal": str(_MALER / "dokument.typ"),
        "rot": str(_MALER),
        "skrifter": str(SKRIFTER),
        "data": msgspec.json.encode(_cleaned(data)).decode(),
        "format": format,
        "tid": int(at.timestamp()),
        "valg": valg,
    }


def _set_here(order: dict[str, Any]) -> bytes | list[bytes]:
    try:
        return compiled(order, _fonts())
    except typst.TypstError as fault:
        raise NotSettable(fault.message) from fault


def _set_apart(order: dict[str, Any]) -> bytes:
    # Isolated, so that neither the environment nor the folder says what is imported.
    command = [sys.executable, "-I", setter.__file__]
    work = msgspec.json.encode(order)
    try:
        done = subprocess.run(command, input=work, capture_output=True, timeout=_MOST_SECONDS, env={}, check=False)
    except subprocess.TimeoutExpired as error:
        raise NotSettable(f"the document was not set in {_MOST_SECONDS} seconds") from error
    if done.returncode == REFUSED:
        raise NotSettable(done.stderr.decode())
    if done.returncode:
        raise RuntimeError(f"the process that sets documents ended with {done.returncode}: {done.stderr[-500:]!r}")
    return done.stdout


def _with_room(data: dict[str, Any]) -> dict[str, Any]:
    """The document with how many lines each fact needs below its values, for its name to have room."""
    for block in data["blokker"]:
        for fact in block["rader"] if block["slag"] == "fakta" else ():
            values = [one if isinstance(one, str) else one["tekst"] for one in fact["verdier"]]
            lines = sum(-(-len(line) // _LETTERS_OF_VALUE) or 1 for value in values for line in value.split("\n"))
            fact["ekstra"] = max(0, _lines_of_name(fact["navn"]) - max(lines, 1))
    return data


@lru_cache(maxsize=2_000)
def _lines_of_name(name: str) -> int:
    """How many lines a name takes at most: words are put on lines one after the other, a little wider than they are."""
    lines = 0
    for line in name.split("\n"):
        lines, left = lines + 1, _NAME_WIDTH
        for word in line.split(" "):
            width = sum(map(_width, word))
            if width > left:
                lines, left = lines + max(1, ceil(width / _NAME_WIDTH)), _NAME_WIDTH
            left -= width + _width(" ")
    return lines


def _width(letter: str) -> float:
    """About how wide a letter is, in ems."""
    if letter in _NARROW:
        return 0.29
    if letter in "frt":
        return 0.39
    if letter in "mwMW":
        return 0.9
    return 0.7 if letter.isupper() else 0.57


@cache
def _fonts() -> typst.Fonts:
    return fonts_in(str(SKRIFTER))


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return showable(value)
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    return [_cleaned(part) for part in value] if isinstance(value, list | tuple) else value


def _check(document: Dokument) -> None:
    if document.spraak not in _ORD:
        raise NotSettable(f"there are no words for the language {document.spraak!r}")
    if not showable(document.tittel).strip():
        raise NotSettable("the document has no title")
    _check_headings([block for block in document.blokker if isinstance(block, Overskrift)])
    for block in document.blokker:
        _check_block(block)


def _check_headings(headings: Sequence[Overskrift]) -> None:
    for heading in headings:
        if not showable(heading.tekst).strip():
            raise NotSettable("a heading is empty")
    for above, below in pairwise([1, *(heading.nivaa for heading in headings)]):
        if not 2 <= below <= min(above + 1, 6):
            raise NotSettable(f"a heading of level {below} follows one of level {above}")


def _check_block(block: Blokk) -> None:
    if isinstance(block, Tabell):
        for row in block.rader:
            if len(row) != len(block.kolonner):
                raise NotSettable(f"a row of {len(row)} cells in a table of {len(block.kolonner)} columns")
    for text in _texts(block):
        if isinstance(text, Lenke) and not text.adresse.startswith(_ADRESSER):
            raise NotSettable("a link leads to something else than http, https or mailto")


def _texts(block: Blokk) -> list[Any]:
    match block:
        case Avsnitt():
            return [block.tekst]
        case Punkter():
            return list(block.punkter)
        case Fakta():
            return [value for fact in block.rader for value in fact.verdier]
        case Tabell():
            return [cell for row in block.rader for cell in row]
        case _:
            return []
