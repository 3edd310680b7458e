"""Former rows, and the document as it was on a day. Works on what the role may see, so protection is settled by then."""

from dataclasses import dataclass
from datetime import date

from fiks.folkeregister.opplysninger import CATALOGUE
from fiks.folkeregister.presentation.fields import Verdi, began, ended, format_value, render
from fiks.folkeregister.protection import Row, is_current, rows

# One row at a time holds, so that the next one's beginning is the end (folkeregister.md a.1).
_ONE_AT_A_TIME = frozenset(
    {
        "navn",
        "status",
        "kjoenn",
        "foedsel",
        "sivilstand",
        "identitetsgrunnlag",
        "bostedsadresse",
        "oppholdsadresse",
        "postadresse",
        "adressebeskyttelse",
    }
)


# Who it is, on any day: rows of these can be younger than what they tell.
_ALWAYS = frozenset({"identifikasjonsnummer", "foedsel", "foedselINorge"})


@dataclass(frozen=True, slots=True)
class Historisk:
    """A line of the history table. `til` is None for what holds now, and for what ended nobody knows when."""

    opplysning: str
    verdi: Verdi
    fra: date | None
    til: date | None
    gjelder: bool


@dataclass(frozen=True, slots=True)
class Kilde:
    """Where a row comes from."""

    opplysning: str
    kilde: str
    aarsak: str
    registrert: str
    fra: str
    til: str


def table(document: Row) -> list[Historisk]:
    """Every element that has former rows, newest first, the current one among them."""
    return [
        Historisk(str(CATALOGUE[kode].navn), render(kode, row), began(row), end, is_current(row))
        for kode in CATALOGUE
        if any(not is_current(row) for row in rows(document, kode))
        for row, end in with_ends(kode, rows(document, kode))
    ]


def sources(document: Row) -> list[Kilde]:
    """Metadata of every row shown."""
    return [
        Kilde(
            str(CATALOGUE[kode].navn),
            str(row.get("kilde") or ""),
            str(row.get("aarsak") or ""),
            *(
                format_value(name, row.get(name))
                for name in ("ajourholdstidspunkt", "gyldighetstidspunkt", "opphoerstidspunkt")
            ),
        )
        for kode in CATALOGUE
        for row in rows(document, kode)
        if any(row.get(name) for name in ("kilde", "aarsak", "ajourholdstidspunkt", "gyldighetstidspunkt"))
    ]


def as_on(document: Row, day: date) -> dict[str, object]:
    """The rows that held on a day. A former row whose end is unknown is left out; one without a beginning always held."""
    found: dict[str, object] = {}
    for kode in document:
        if kode in _ALWAYS:
            held = [row for row in rows(document, kode) if is_current(row)]
        else:
            held = [row for row, end in with_ends(kode, rows(document, kode)) if _held(row, end, day)]
        if held:
            # What held then is shown as current.
            found[kode] = [dict(row) | {"erGjeldende": True} for row in held]
    return found


def current(document: Row) -> dict[str, object]:
    """The rows that hold now."""
    found = {kode: [row for row in rows(document, kode) if is_current(row)] for kode in document}
    return {kode: held for kode, held in found.items() if held}


def with_ends(kode: str, found: list[Row]) -> list[tuple[Row, date | None]]:
    """Rows, newest first, each with the day it ended."""
    newest_first = sorted(found, key=lambda row: (is_current(row), began(row) or date.min), reverse=True)
    found_ends = []
    following: date | None = None
    for row in newest_first:
        replaced = following if kode in _ONE_AT_A_TIME and not is_current(row) else None
        found_ends.append((row, ended(row) or replaced))
        following = began(row)
    return found_ends


def _held(row: Row, end: date | None, day: date) -> bool:
    start = began(row)
    if start and start > day:
        return False
    return day < end if end else is_current(row)
