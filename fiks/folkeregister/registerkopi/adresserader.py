"""A document's addresses as rows, open ones and graded ones apart (folkeregister.md b.6)."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from fiks.folkeregister.protection import STRENGT
from fiks.folkeregister.registerkopi import rader
from fiks.folkeregister.registerkopi.document import Adresse, Folkeregisterperson
from fiks.folkeregister.registerkopi.plassering import kommunenummer, plassering


class AdresseRow(NamedTuple):
    """A row of `adresse` or `gradert_adresse`, place and grading apart."""

    person: str
    nr: int
    slag: str
    gjeldende: bool
    from_date: date | None
    until_date: date | None


def address_rows(
    document: Folkeregisterperson, number: str, level: str
) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Open and graded rows. Ends are counted within what is open, so that no gap tells of an address that is not."""
    adresser: list[tuple[object, ...]] = []
    graderte: list[tuple[object, ...]] = []
    if level == STRENGT:
        return adresser, graderte
    for slag, rows in _by_kind(document):
        newest_first = rader.newest_first(rows)
        open_rows = [] if level else [row for row in newest_first if is_ungraded(row)]
        for row, until in _with_ends(open_rows):
            adresser.append((*_adresse_row(row, number, len(adresser), slag, until), *plassering(row)))
        if len(open_rows) == len(newest_first):
            continue
        for row, until in _with_ends(newest_first):
            if level or not is_ungraded(row):
                graded = _adresse_row(row, number, len(graderte), slag, until)
                graderte.append((*graded, *plassering(row), row.adressegradering or "ukjent"))
    return adresser, graderte


def _by_kind(document: Folkeregisterperson) -> list[tuple[str, list[Adresse]]]:
    kinds = (
        ("BOSTED", document.bostedsadresse),
        ("OPPHOLD", document.oppholdsadresse),
        ("DELT", document.delt_bosted),
        ("POST", document.postadresse),
        ("UTLAND", document.postadresse_i_utlandet),
    )
    return [(slag, rows) for slag, rows in kinds if rows]


def _adresse_row(row: Adresse, number: str, nr: int, slag: str, until: date | None) -> AdresseRow:
    return AdresseRow(
        number, nr, slag, row.is_current, rader.norwegian_date(row.gyldighetstidspunkt) or row.flyttedato, until
    )


def _with_ends(newest_first: Sequence[Adresse]) -> list[tuple[Adresse, date | None]]:
    """Each row with the day it ended: its own, else the day the next one began, else None."""
    ends: list[tuple[Adresse, date | None]] = []
    following = None
    for row in newest_first:
        ends.append((row, rader.norwegian_date(row.opphoerstidspunkt) or (None if row.is_current else following)))
        following = rader.norwegian_date(row.gyldighetstidspunkt)
    return ends


def moved_in(bosteder: list[Adresse]) -> date | None:
    """Since when in the municipality without a break, as far as ungraded rows tell.

    A municipality that changed its number, and an address that Matrikkelen wrote anew, is no move (folkeregister.md a.1).
    """
    rows = rader.newest_first([row for row in bosteder if is_ungraded(row)])
    current = next((place for place, row in enumerate(rows) if row.is_current), None)
    if current is None:
        return None
    since = rows[current]
    for newer, older in pairwise(rows[current:]):
        if not _same_municipality(newer, older):
            break
        since = older
    return rader.norwegian_date(since.gyldighetstidspunkt) or since.flyttedato


def _same_municipality(newer: Adresse, older: Adresse) -> bool:
    left = older.opphoerstidspunkt and rader.wall_time(older.opphoerstidspunkt) < rader.wall_time(
        newer.gyldighetstidspunkt
    )
    if left:
        return False
    place = newer.adresse_identifikator_fra_matrikkelen
    return (
        kommunenummer(newer) == kommunenummer(older)
        or newer.aarsak == "Kommuneregulering"
        or (place is not None and place == older.adresse_identifikator_fra_matrikkelen)
    )


def is_ungraded(row: Adresse) -> bool:
    """Anything but the one word is a grading, also one that nobody has seen before."""
    return row.adressegradering == "ugradert"
