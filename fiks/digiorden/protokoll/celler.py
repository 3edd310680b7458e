"""Values of a record to cells, and back. What is wrong with a cell is said in words for whoever made the file."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from fiks.digiorden.protokoll.innhold import Hjemmel, Opplysning
from fiks.digiorden.protokoll.kolonner import Celleslag, Kolonne
from fiks.felles.koder.kalender import FeilDato, parse_norsk_dato

Celle = str | int | date | None
_SLAG = Celleslag
_YES, _NO = frozenset({"ja", "j", "x", "sann", "true", "1"}), frozenset({"nei", "n", "usann", "false", "0"})
_ART = re.compile(r"(.*?)\s*\[(VANLIG|SAERLIG|STRAFF)\]\s*", re.DOTALL | re.IGNORECASE)
_LENKE = re.compile(r"https?://\S+", re.IGNORECASE)
_HJEMMEL = re.compile(r"(.*?)\s*\|\s*(https?://\S+)", re.IGNORECASE)
_LATEST = date(2999, 12, 31)


class FeilCelle(ValueError):
    """What a cell holds cannot be used. The text is Bokmål, and says what to write."""


def to_cell(kolonne: Kolonne, value: Any) -> Celle:
    """A value as it stands in a cell; None for an empty one."""
    if value is None or (isinstance(value, str | list) and not value):
        return None
    return _OUT.get(kolonne.slag, str)(value)


def from_cell(kolonne: Kolonne, cell: Celle) -> Any:
    """The value of a cell that is not empty, as JSON has it.

    Raises:
        FeilCelle
    """
    read = _IN.get(kolonne.slag)
    return read(kolonne, cell) if read else _text(cell)


def _text(cell: Celle) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _provision(given: Hjemmel) -> str:
    return f"{_one_line(given.tekst)} | {given.lenke.strip()}".strip() if given.lenke else _one_line(given.tekst)


def _category(given: Opplysning) -> str:
    return _one_line(given.navn) if given.art == "VANLIG" else f"{_one_line(given.navn)} [{given.art}]"


_OUT: dict[Celleslag, Callable[[Any], Celle]] = {
    _SLAG.KODER: "\n".join,
    _SLAG.LINJER: lambda value: "\n".join(map(_one_line, value)),
    _SLAG.JANEI: lambda value: "ja" if value else "nei",
    _SLAG.KRYSS: lambda value: "ja" if value else None,
    _SLAG.TALL: int,
    _SLAG.HJEMLER: lambda value: "\n".join(map(_provision, value)),
    _SLAG.OPPLYSNINGER: lambda value: "\n".join(map(_category, value)),
}


def _lines(cell: Celle) -> list[str]:
    return [line.strip() for line in _text(cell).split("\n") if line.strip()]


def _code(kolonne: Kolonne, cell: Celle) -> str:
    """A code, written as it is or as the page calls it."""
    koder = kolonne.koder or {}
    written = _one_line(_text(cell))
    for kode, navn in koder.items():
        if written.casefold() in {kode.casefold(), str(navn).casefold()}:
            return kode
    said = _("Skriv en av kodene %(koder)s.")
    raise FeilCelle(said % {"koder": ", ".join(koder)})


def _codes(kolonne: Kolonne, cell: Celle) -> list[str]:
    return [_code(kolonne, part) for part in re.split(r"[\n;,]", _text(cell)) if part.strip()]


def _yes_no(_kolonne: Kolonne, cell: Celle) -> bool:
    written = _text(cell).strip().casefold()
    if written in _YES or written in _NO:
        return written in _YES
    raise FeilCelle(_("Skriv ja eller nei."))


def _number(_kolonne: Kolonne, cell: Celle) -> int:
    written = _text(cell).strip()
    if written.isascii() and written.isdigit() and int(written) <= 10_000:
        return int(written)
    raise FeilCelle(_("Skriv et helt tall, høyst 10 000."))


def _date(_kolonne: Kolonne, cell: Celle) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    try:
        return parse_norsk_dato(_text(cell).strip(), latest=_LATEST).isoformat()
    except FeilDato:
        raise FeilCelle(_("Skriv datoen slik: 31.12.2026.")) from None


def _orgnr(_kolonne: Kolonne, cell: Celle) -> str:
    written = re.sub(r"\s", "", _text(cell))
    if re.fullmatch(r"[0-9]{9}", written):
        return written
    raise FeilCelle(_("Skriv organisasjonsnummeret med ni siffer."))


def _link(_kolonne: Kolonne, cell: Celle) -> str:
    written = _text(cell).strip()
    if _LENKE.fullmatch(written):
        return written
    raise FeilCelle(_("Skriv en lenke som begynner med https://."))


def _provisions(_kolonne: Kolonne, cell: Celle) -> list[dict[str, str]]:
    """Lines with a text, and an address after a bar when there is one."""
    parts = [(line, _HJEMMEL.fullmatch(line)) for line in _lines(cell)]
    return [{"tekst": found[1], "lenke": found[2]} if found else {"tekst": line, "lenke": ""} for line, found in parts]


def _categories(_kolonne: Kolonne, cell: Celle) -> list[dict[str, str]]:
    found = []
    for line in _lines(cell):
        marked = _ART.fullmatch(line)
        found.append({"navn": marked[1], "art": marked[2].upper()} if marked else {"navn": line, "art": "VANLIG"})
    return found


_IN: dict[Celleslag, Callable[[Kolonne, Celle], Any]] = {
    _SLAG.KODE: _code,
    _SLAG.KODER: _codes,
    _SLAG.LINJER: lambda _kolonne, cell: _lines(cell),
    _SLAG.JANEI: _yes_no,
    _SLAG.KRYSS: _yes_no,
    _SLAG.TALL: _number,
    _SLAG.DATO: _date,
    _SLAG.ORGNR: _orgnr,
    _SLAG.LENKE: _link,
    _SLAG.HJEMLER: _provisions,
    _SLAG.OPPLYSNINGER: _categories,
}
