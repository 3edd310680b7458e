"""A document's addresses as rows, open ones and graded ones apart (folkeregister.md b.6)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from fiks.folkeregister.protection import STRENGT
from fiks.folkeregister.registerkopi import rader
from fiks.folkeregister.registerkopi.document import Adresse, Folkeregisterperson
from fiks.folkeregister.registerkopi.flyttinger import NONE, avganger, is_ungraded
from fiks.folkeregister.registerkopi.plassering import plassering


class AdresseRow(NamedTuple):
    """A row of `adresse` or `gradert_adresse`, place apart, and grading or how the home ended (`flyttinger`)."""

    person: str
    nr: int
    slag: str
    gjeldende: bool
    from_date: date | None
    until_date: date | None


def address_rows(
    document: Folkeregisterperson, number: str, level: str, homes: Sequence[Adresse], *, emigrated: bool
) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Open and graded rows. Ends are counted within what is open, so that no gap tells of an address that is not.

    Args:
        homes: the rows of bostedsadresse, newest first.
        emigrated: who has no home now left the country.
    """
    adresser: list[tuple[object, ...]] = []
    graderte: list[tuple[object, ...]] = []
    if level == STRENGT:
        return adresser, graderte
    for slag, rows in _by_kind(document):
        home = slag == "BOSTED"
        newest_first = homes if home else rader.newest_first(rows)
        open_rows = [] if level else [row for row in newest_first if is_ungraded(row)]
        ends = avganger(newest_first, document.doedsfall, emigrated=emigrated) if home and open_rows else ()
        for row, until in _with_ends(open_rows):
            place = _adresse_row(row, number, len(adresser), slag, until)
            avgang = next(end for one, end in zip(newest_first, ends, strict=True) if one is row) if ends else NONE
            adresser.append((*place, *plassering(row), *avgang))
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
