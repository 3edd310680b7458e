"""A document's addresses as rows, open ones and graded ones apart (folkeregister.md b.6)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fiks.folkeregister.protection import STRENGT
from fiks.folkeregister.registerkopi import rader
from fiks.folkeregister.registerkopi.document import Adresse, Folkeregisterperson
from fiks.folkeregister.registerkopi.flyttinger import NONE, Avgang, as_text, avganger, is_ungraded
from fiks.folkeregister.registerkopi.plassering import plassering

Row = tuple[str | None, ...]
_Dates = tuple[str | None, str | None]


class AdresseRow(NamedTuple):
    """A row of `adresse` or `gradert_adresse`, place apart, and grading or how the home ended (`flyttinger`).

    Each value is as COPY writes it.
    """

    person: str
    nr: str
    slag: str
    gjeldende: str
    from_date: str | None
    until_date: str | None


def address_rows(
    document: Folkeregisterperson,
    homes: Sequence[Adresse],
    level: str,
    home: Adresse | None,
    *,
    number: str,
    emigrated: bool,
) -> tuple[list[Row], list[Row]]:
    """Open and graded rows. Ends are counted within what is open, so that no gap tells of an address that is not.

    Args:
        homes: all bostedsadresser, newest first.
        home: the address that stands in `person`, where one does; it has a number here, and a row only if it has ended.
        emigrated: who has no home now left the country.
    """
    adresser: list[Row] = []
    graderte: list[Row] = []
    if level == STRENGT:
        return adresser, graderte
    nr = 0
    for slag, newest_first in _by_kind(document, homes):
        open_rows = [] if level else [row for row in newest_first if is_ungraded(row)]
        ends: Sequence[Avgang] = ()
        if open_rows and newest_first is homes:
            ends = avganger(newest_first, document.doedsfall, emigrated=emigrated)
        for row, dates in _with_dates(open_rows):
            avgang = next(end for one, end in zip(newest_first, ends, strict=True) if one is row) if ends else NONE
            if row is not home or avgang.avgang:
                adresser.append(_adresse_row(row, number, nr, slag, dates) + plassering(row) + as_text(avgang))
            nr += 1
        if len(open_rows) == len(newest_first):
            continue
        for row, dates in _with_dates(newest_first):
            if level or not is_ungraded(row):
                graded = _adresse_row(row, number, len(graderte), slag, dates)
                graderte.append((*graded, *plassering(row), row.adressegradering or "ukjent"))
    return adresser, graderte


def _by_kind(document: Folkeregisterperson, homes: Sequence[Adresse]) -> Iterator[tuple[str, Sequence[Adresse]]]:
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
