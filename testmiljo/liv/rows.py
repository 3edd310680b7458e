"""What can be done to the rows of a person document, by the rules of the register.

A new value makes the old row historical, without an end of its own: the next row's start is its end. A correction leaves
no history, and an annulment neither. Only what ends with nothing after it gets `opphoerstidspunkt`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from testmiljo.befolkning import Document, Row
from testmiljo.befolkning.documents.rows import Json
from testmiljo.liv.kinds import Kinds
from testmiljo.liv.line import Akt, midnight, stamp

ADDRESSES = ("bostedsadresse", "oppholdsadresse", "deltBosted", "postadresse", "postadresseIUtlandet")


@dataclass(frozen=True, slots=True)
class Change:
    """An act as it meets one person: `me` is the number of the event, `role` its place among the act's events, and
    `others` the numbers of the rest."""

    akt: Akt
    at: datetime
    me: str
    role: int
    others: tuple[str, ...]

    def row(self, aarsak: str, fields: Mapping[str, Json], *, kilde: str = "folkeregistermyndigheten") -> Row:
        """A current row, valid from the day of the act."""
        return {
            "ajourholdstidspunkt": stamp(self.at),
            "erGjeldende": True,
            "kilde": kilde,
            "aarsak": aarsak,
            "gyldighetstidspunkt": midnight(self.akt.dato),
            **fields,
        }


CHANGES: Kinds[Callable[[Change, Document], None]] = Kinds()


def rows(document: Document, element: str) -> list[Row]:
    """The rows of an element, newest first; changes to the list are changes to the document once it is `put`."""
    return cast("list[Row]", document.get(element) or [])


def put(document: Document, element: str, found: list[Row]) -> None:
    if found:
        document[element] = cast("Json", found)
    else:
        document.pop(element, None)


def current(document: Document, element: str) -> Row | None:
    return next((row for row in rows(document, element) if is_current(row)), None)


def is_current(row: Row) -> bool:
    return row.get("erGjeldende", True) is True


def renew(document: Document, element: str, new: Row) -> None:
    """A genuine new value; what was current becomes history."""
    found = rows(document, element)
    for row in found:
        if is_current(row):
            row["erGjeldende"] = False
    put(document, element, [new, *found])


def add(document: Document, element: str, new: Row) -> None:
    """One more current row beside the others."""
    put(document, element, [new, *rows(document, element)])


def correct(document: Document, element: str, change: Change, values: Mapping[str, Json]) -> bool:
    """Put other values in the current row; the wrong ones disappear. False when there is no current row."""
    row = current(document, element)
    if row is None:
        return False
    row.update({"ajourholdstidspunkt": stamp(change.at), "erGjeldende": True, **values})
    return True


def annul(document: Document, element: str) -> None:
    """The newest row was never true; the one before it is current again."""
    found = rows(document, element)[1:]
    if found:
        found[0]["erGjeldende"] = True
        found[0].pop("opphoerstidspunkt", None)
    put(document, element, found)


def end(document: Document, element: str, change: Change) -> None:
    """What was current is over, and nothing follows."""
    for row in rows(document, element):
        if is_current(row):
            row.update({"erGjeldende": False, "opphoerstidspunkt": midnight(change.akt.dato)})


def text(row: Row | None, name: str) -> str:
    """A text of a row; empty when it is not there."""
    value = row.get(name) if row else None
    return value if isinstance(value, str) else ""


def kommune_of(document: Document) -> str:
    """The municipality of the current bostedsadresse; empty for those without one."""
    row = current(document, "bostedsadresse")
    for kind in ("vegadresse", "matrikkeladresse", "ukjentBosted"):
        where = row.get(kind) if row else None
        if isinstance(where, dict):
            inner = where.get("matrikkelnummer") if kind == "matrikkeladresse" else where
            return text(cast("Row", inner), "bostedskommune" if kind == "ukjentBosted" else "kommunenummer")
    return ""


def number_of(document: Document) -> str:
    """The number in use, or the last one of a person whose numbers have ended."""
    found = rows(document, "identifikasjonsnummer")
    return text(next((row for row in found if is_current(row)), found[0] if found else None), "foedselsEllerDNummer")


def status_of(document: Document) -> str:
    return text(current(document, "status"), "status")


def lives_in(document: Document, akt: Akt) -> bool:
    """Whether somebody lives where a municipality gets another number, or only some of its districts (grunnkretser) do."""
    if kommune_of(document) not in akt.gamle:
        return False
    row = current(document, "bostedsadresse")
    return not akt.kretser or (row is not None and row.get("grunnkrets") in akt.kretser)
