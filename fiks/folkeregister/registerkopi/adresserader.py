"""A document's addresses as rows, open ones and graded ones apart (folkeregister.md b.6)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from fiks.folkeregister.protection import STRENGT
from fiks.folkeregister.registerkopi import rader
from fiks.folkeregister.registerkopi.document import Adresse, Folkeregisterperson
from fiks.folkeregister.registerkopi.flyttinger import NONE, UNGRADERT, Avgang, as_text, avganger, is_ungraded
from fiks.folkeregister.registerkopi.plassering import plassering

Row = tuple[str | None, ...]


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
    for slag, rows in _by_kind(document, homes):
        open_rows = [] if level else [row for row in rows if row.adressegradering == UNGRADERT]
        ends: Sequence[Avgang] = ()
        if open_rows and rows is homes:
            ends = avganger(homes, document.doedsfall, emigrated=emigrated)
            ends = [end for row, end in zip(homes, ends, strict=False) if is_ungraded(row)]
        begun = None
        for place, row in enumerate(open_rows):
            following, begun = begun, rader.norwegian_date(row.gyldighetstidspunkt)
            avgang = ends[place] if ends else NONE
            if row is not home or avgang.avgang:
                adresser.append(_row(row, (number, str(nr), slag), begun, following) + as_text(avgang))
            nr += 1
        if len(open_rows) == len(rows):
            continue
        begun = None
        for row in rows:
            following, begun = begun, rader.norwegian_date(row.gyldighetstidspunkt)
            if level or not is_ungraded(row):
                graded = _row(row, (number, str(len(graderte)), slag), begun, following)
                graderte.append((*graded, row.adressegradering or "ukjent"))
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


def _row(row: Adresse, first: Row, begun: date | None, following: date | None) -> Row:
    """The first three columns of AdresseRow and the rest. The day it ended is its own, else the day the next one began."""
    is_over = row.er_gjeldende is False
    ended = rader.norwegian_date(row.opphoerstidspunkt) or (following if is_over else None)
    since = rader.iso(begun or row.flyttedato)
    return (*first, "f" if is_over else "t", since, rader.iso(ended), *plassering(row))
