"""A document's addresses as rows, open ones and graded ones apart (folkeregister.md b.6)."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from fiks.folkeregister.protection import STRENGT
from fiks.folkeregister.registerkopi import rader
from fiks.folkeregister.registerkopi.document import Adresse, Folkeregisterperson
from fiks.folkeregister.registerkopi.plassering import kommunenummer, plassering

Row = tuple[str | None, ...]
_Dates = tuple[str | None, str | None]
_UNGRADED = "ugradert"


class AdresseRow(NamedTuple):
    """A row of `adresse` or `gradert_adresse`, place and grading apart, each value as COPY writes it."""

    person: str
    nr: str
    slag: str
    gjeldende: str
    from_date: str | None
    until_date: str | None


def address_rows(
    document: Folkeregisterperson, homes: list[Adresse], number: str, level: str, home: Adresse | None
) -> tuple[list[Row], list[Row]]:
    """Open and graded rows. Ends are counted within what is open, so that no gap tells of an address that is not.

    Args:
        homes: all bostedsadresser, newest first.
        home: the address that stands in `person`, where one does; it has no row here, but a number.
    """
    adresser: list[Row] = []
    graderte: list[Row] = []
    if level == STRENGT:
        return adresser, graderte
    nr = 0
    for slag, newest_first in _by_kind(document, homes):
        open_rows = [] if level else [row for row in newest_first if row.adressegradering == _UNGRADED]
        for row, dates in _with_dates(open_rows):
            if row is not home:
                adresser.append(_adresse_row(row, number, nr, slag, dates) + plassering(row))
            nr += 1
        if len(open_rows) == len(newest_first):
            continue
        for row, dates in _with_dates(newest_first):
            if level or not is_ungraded(row):
                graded = _adresse_row(row, number, len(graderte), slag, dates)
                graderte.append((*graded, *plassering(row), row.adressegradering or "ukjent"))
    return adresser, graderte


def _by_kind(document: Folkeregisterperson, homes: list[Adresse]) -> Iterator[tuple[str, list[Adresse]]]:
    if homes:
        yield "BOSTED", homes
    if document.oppholdsadresse:
        yield "OPPHOLD", rader.newest_first(document.oppholdsadresse)
    if document.delt_bosted:
        yield "DELT", rader.newest_first(document.delt_bosted)
    if document.postadresse:
        yield "POST", rader.newest_first(document.postadresse)
    if document.postadresse_i_utlandet:
        yield "UTLAND", rader.newest_first(document.postadresse_i_utlandet)


def _adresse_row(row: Adresse, number: str, nr: int, slag: str, dates: _Dates) -> AdresseRow:
    return AdresseRow(number, str(nr), slag, "f" if row.er_gjeldende is False else "t", *dates)


def _with_dates(newest_first: Sequence[Adresse]) -> Iterator[tuple[Adresse, _Dates]]:
    """Each row with the day it began and the day it ended: its own, else the day the next one began, else None."""
    following = None
    for row in newest_first:
        begun = rader.norwegian_date(row.gyldighetstidspunkt)
        ended = rader.norwegian_date(row.opphoerstidspunkt) or (following if row.er_gjeldende is False else None)
        yield row, (rader.iso(begun or row.flyttedato), rader.iso(ended))
        following = begun


def moved_in(homes: list[Adresse]) -> date | None:
    """Since when in the municipality without a break, as far as ungraded rows tell, newest first.

    A municipality that changed its number, and an address that Matrikkelen wrote anew, is no move (folkeregister.md a.1).
    """
    rows = [row for row in homes if row.adressegradering == _UNGRADED]
    current = next((place for place, row in enumerate(rows) if row.is_current), None)
    if current is None:
        return None
    since = rows[current]
    for newer, older in pairwise(rows[current:] if current else rows):
        if not _same_municipality(newer, older):
            break
        since = older
    return _begun(since)


def _begun(row: Adresse) -> date | None:
    return rader.norwegian_date(row.gyldighetstidspunkt) or row.flyttedato


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
    return row.adressegradering == _UNGRADED
