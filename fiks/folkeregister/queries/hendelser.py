"""What has happened in a municipality since a day: who was born, died, moved in and moved out, a page at a time.

The same rows as on lists (`lister.predikat`): ungraded homes of persons without address protection, and nobody who has got
protection since. Pages follow the date and a place within the day, so that no address holds anything about a person.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from fiks.folkeregister.innsyn import Innsyn

SIZE = 50
_TOKEN = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d{1,6})\.(\d{1,7})")
_FIRST_PAGE = "forfra"
_NAMES = sql.SQL("p.identifikator, p.fornavn, p.mellomnavn, p.etternavn, p.foedselsdato, p.foedselsaar")
_HERE = sql.SQL(
    "person p where p.kommunenummer {kommuner} and not p.skjoldet and p.graderingsnivaa is null and {dato} >= {siden}"
)
_LEFT = sql.SQL(
    "adresse a join person p on p.identifikator = a.person where a.kommunenummer {kommuner} and a.avgang = {avgang}"
    " and {dato} >= {siden} and not p.skjoldet and p.graderingsnivaa is null"
)
# Who was born into the municipality has not moved there, and who has come back has not left.
_ONLY = {
    "INNFLYTTET": sql.SQL(" and (p.foedselsdato is null or p.innflyttet_kommune_date > p.foedselsdato)"),
    "UTFLYTTET": sql.SQL(" and (p.kommunenummer is null or not p.kommunenummer {kommuner})"),
}
_TOLD = sql.SQL(" and (a.avgang_registrert_at is null or a.avgang_registrert_at <= {before})")


class Hendelse(StrEnum):
    """What happened."""

    FOEDT = "FOEDT"
    DOED = "DOED"
    INNFLYTTET = "INNFLYTTET"
    UTFLYTTET = "UTFLYTTET"


NAVN: dict[Hendelse, str | Promise] = {
    Hendelse.FOEDT: _("Født"),
    Hendelse.DOED: _("Døde"),
    Hendelse.INNFLYTTET: _("Flyttet til kommunen"),
    Hendelse.UTFLYTTET: _("Flyttet ut av kommunen"),
}


def opened(innsyn: Innsyn) -> list[Hendelse]:
    """The kinds that a role opens, as lists do. Who died or moved out has only former addresses, so that takes history."""
    born = innsyn.opens("foedsel", "foedselsdato") and innsyn.opens("bostedsadresse")
    died = innsyn.opens("doedsfall", "doedsdato") and innsyn.opens("bostedsadresse")
    moved = innsyn.opens("bostedsadresse", "flyttedato")
    kinds = (born, died and innsyn.may_see_history, moved, moved and innsyn.may_see_history)
    return [kind for kind, is_open in zip(Hendelse, kinds, strict=True) if is_open]


@dataclass(frozen=True, slots=True)
class Spoersmaal:
    """What is asked: kind, municipalities by today's numbers, since when."""

    hva: Hendelse
    kommuner: tuple[str, ...]
    siden: date


@dataclass(frozen=True, slots=True)
class Rad:
    """One event. `adresse` is the home that it is about; `kommune` where the person lives now."""

    dato: date
    nummer: str
    fornavn: str | None
    mellomnavn: str | None
    etternavn: str | None
    foedselsdato: date | None
    foedselsaar: int | None
    adresse: str | None
    postnummer: str | None
    poststed: str | None
    kommune: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """A page of events, newest first. Has what `{% pages %}` reads."""

    rows: list[Rad]
    next: str
    previous: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.rows) - 1


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page begins: at the nth row of a day, counted from 0. `number` is that row's among all, counted from 1."""

    day: date
    nth: int
    number: int

    def token(self) -> str:
        """For an address: it tells of no person."""
        return f"{self.day}.{self.nth}.{self.number}"


class _Source:
    """The events asked about, as SQL."""

    def __init__(self, asked: Spoersmaal, *, by_name: bool, at: datetime) -> None:
        self._home = sql.Identifier("a" if asked.hva in {Hendelse.DOED, Hendelse.UTFLYTTET} else "p")
        self._dato = {
            Hendelse.FOEDT: sql.Identifier("p", "foedselsdato"),
            Hendelse.INNFLYTTET: sql.Identifier("p", "innflyttet_kommune_date"),
        }.get(asked.hva, sql.Identifier("a", "avgang_date"))
        numbers = sql.SQL(", ").join(map(sql.Literal, asked.kommuner))
        kommuner = sql.SQL("in ({})").format(numbers)
        kind = _HERE if asked.hva in {Hendelse.FOEDT, Hendelse.INNFLYTTET} else _LEFT
        avgang = sql.Literal("DOED" if asked.hva == Hendelse.DOED else "FLYTTET")
        values = {"kommuner": kommuner, "avgang": avgang, "dato": self._dato, "siden": sql.Literal(asked.siden)}
        self._from = kind.format(**values) + _ONLY.get(asked.hva, sql.SQL("")).format(kommuner=kommuner)
        if asked.hva == Hendelse.DOED and settings.DEATH_DELAY_HOURS:
            before = sql.Literal(at - timedelta(hours=settings.DEATH_DELAY_HOURS))
            self._from += _TOLD.format(before=before)
        names = sql.SQL("p.sorteringsnavn, ") if by_name else sql.SQL("")
        self._order = sql.SQL(" order by {dato} desc, {names}p.identifikator").format(dato=self._dato, names=names)

    def rows(self, place: _Place | None, most: int) -> list[Rad]:
        """Rows from a place on."""
        query = sql.SQL(
            "select {dato}, {names}, {home}.adresse, {home}.postnummer, {home}.poststed, p.kommunenummer from {rest}"
        )
        columns = query.format(dato=self._dato, names=_NAMES, home=self._home, rest=self._from)
        until = sql.SQL(" and {} <= {}").format(self._dato, sql.Literal(place.day)) if place else sql.SQL("")
        limit = sql.SQL(" limit {} offset {}").format(sql.Literal(most), sql.Literal(place.nth if place else 0))
        return [Rad(*row) for row in _fetch(columns + until + self._order + limit)]

    def days_after(self, day: date, most: int) -> list[date]:
        """The days of the rows before a day's, the nearest first."""
        query = sql.SQL("select {dato} from {rest} and {dato} > {day} order by {dato} limit {most}")
        found = query.format(dato=self._dato, rest=self._from, day=sql.Literal(day), most=sql.Literal(most))
        return [row[0] for row in _fetch(found)]

    def count(self, day: date) -> int:
        """How many rows a day has."""
        query = sql.SQL("select count(*) from {rest} and {dato} = {day}")
        return int(_fetch(query.format(rest=self._from, dato=self._dato, day=sql.Literal(day)))[0][0])


def hendelser(asked: Spoersmaal, *, by_name: bool, at: datetime, after: str = "", size: int = SIZE) -> Side:
    """One page. `by_name`: within a day in Norwegian order, which takes that the role opens names."""
    source, place = _Source(asked, by_name=by_name, at=at), _read(after)
    rows = source.rows(place, size + 1)
    start = place.number if place else 1
    following = _following(rows, place, start, size).token() if len(rows) > size else ""
    return Side(rows[:size], following, _preceding(source, place, size) if place else "", start)


def _following(rows: list[Rad], place: _Place | None, start: int, size: int) -> _Place:
    """The place of the first row that did not find room."""
    day = rows[size].dato
    nth = sum(row.dato == day for row in rows[:size])
    began_in_it = place.nth if place and place.day == day else 0
    return _Place(day, nth + began_in_it, start + size)


def _preceding(source: _Source, place: _Place, size: int) -> str:
    number = max(1, place.number - size)
    if place.nth >= size:
        return _Place(place.day, place.nth - size, number).token()
    days = source.days_after(place.day, size - place.nth)
    if len(days) < size - place.nth:
        return _FIRST_PAGE
    return _Place(days[-1], source.count(days[-1]) - days.count(days[-1]), number).token()


def _read(token: str) -> _Place | None:
    """The place of an address; one that cannot be read is the first page."""
    found = _TOKEN.fullmatch(token)
    try:
        return _Place(date.fromisoformat(found[1]), int(found[2]), max(1, int(found[3]))) if found else None
    except ValueError:
        return None


def _fetch(query: sql.Composed) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
