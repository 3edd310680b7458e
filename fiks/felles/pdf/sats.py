"""Sets a document as PDF, tagged after PDF/UA-1."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import msgspec
import typst

from fiks.felles.pdf.blokker import Avsnitt, Blokk, Dokument, Fakta, Lenke, Overskrift, Punkter, Tabell
from fiks.felles.pdf.dekning import SKRIFTER, showable

_MALER = Path(__file__).parent / "maler"
_ADRESSER = ("https://", "http://", "mailto:")
_ORD = {
    "nb": {"innhold": "Innhold", "side": "Side", "av": "av"},
    "nn": {"innhold": "Innhald", "side": "Side", "av": "av"},
    "en": {"innhold": "Contents", "side": "Page", "av": "of"},
}


class NotSettable(ValueError):
    """The document cannot be set; the message says what is wrong with it."""


def set_pdf(document: Dokument, *, at: datetime) -> bytes:
    """The document as a PDF that says it was made `at`. Equal documents give equal bytes.

    Takes a few milliseconds a page and lets other threads run meanwhile.

    Raises:
        NotSettable: a title or heading is empty, a level is skipped, a row has the wrong width, a link leads elsewhere.
    """
    return _compile(document, at, "pdf", pdf_standards=["ua-1"])[0]


def set_png(document: Dokument, *, at: datetime, ppi: int = 72) -> list[bytes]:
    """The pages as pictures, to look at them."""
    return _compile(document, at, "png", ppi=ppi)


def _compile(document: Dokument, at: datetime, kind: Literal["pdf", "png"], **options: Any) -> list[bytes]:
    _check(document)
    data = msgspec.to_builtins(document) | {"ord": _ORD[document.spraak]}
    compiler = typst.Compiler(_MALER / "dokument.typ", root=_MALER, font_paths=_fonts(), ignore_system_fonts=True)
    inputs = {"data": msgspec.json.encode(_cleaned(data)).decode()}
    try:
        made = compiler.compile(format=kind, sys_inputs=inputs, timestamp=int(at.timestamp()), **options)
    except typst.TypstError as fault:
        raise NotSettable(fault.message) from fault
    return made if isinstance(made, list) else [made or b""]


@cache
def _fonts() -> typst.Fonts:
    """Only the vendored typeface, so that a document looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[SKRIFTER])


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
