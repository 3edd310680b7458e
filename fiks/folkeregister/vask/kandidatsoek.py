"""Whom rows may be about, many rows in one statement: who has the number, and who shares a word of the name and the day.

The same people that search would find (`soek.spoerring`), by the same rules: by name within the role's municipalities, and
of those without a place who lived there last, who never had a home here, and everyone whose address is shielded. Former
names and homes count for roles with history, the dead and those who have left the country for roles that see that.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from psycopg import Cursor

from fiks.folkeregister.soek import skjerming
from fiks.folkeregister.soek.spoerring import ORD

_Cursor = Cursor[tuple[object, ...]]
_MOST_OF_A_ROW = 60
_PLACE = "coalesce(p.kommunenummer, p.oppholdskommune)"
_HOMES = "from adresse a where a.person = p.identifikator and a.slag = 'BOSTED'"
# Within the role's municipalities. Who is shielded is found by every role alike, so that being found tells nothing of where.
_NEAR = (
    f"p.skjoldet or {_PLACE} = any(%(kommuner)s::text[]) or ({_PLACE} is null"
    f" and coalesce((select a.kommunenummer {_HOMES} order by a.nr limit 1) = any(%(kommuner)s::text[]), true))"
)
_LIVED = f" or exists (select {_HOMES} and a.kommunenummer = any(%(kommuner)s::text[]))"


class Kandidat(NamedTuple):
    """A person that a row may be about, as the register has her. `tidligere` are words of former names."""

    identifikator: str
    fornavn: str | None
    mellomnavn: str | None
    etternavn: str | None
    tidligere_navnetokener: list[str]
    foedselsdato: date | None
    foedselsaar: int | None
    status: str | None
    doedsdato: date | None
    kommunenummer: str | None
    oppholdskommune: str | None
    adresse: str | None
    adressesortering: str | None
    bruksenhetsnummer: str | None
    postnummer: str | None
    poststed: str | None
    skjoldet: bool


_COLUMNS = ", ".join(f"p.{name}" for name in Kandidat._fields)


@dataclass(frozen=True, slots=True)
class Grenser:
    """What the role may find by name: its municipalities (None: the whole country), and whom besides residents."""

    kommuner: tuple[str, ...] | None
    historikk: bool
    doede: bool
    utflyttede: bool

    @property
    def hvem(self) -> str:
        """Whom search would find, as a condition in SQL with the values in `verdier`."""
        who = "(p.status is null or p.status <> all(%(avsluttet)s::text[]))"
        who += "" if self.doede else " and p.doedsdato is null"
        if self.kommuner is None:
            return who
        return f"{who} and ({_NEAR}{_LIVED if self.historikk else ''})"

    @property
    def verdier(self) -> dict[str, object]:
        """The values that `hvem` takes."""
        statuses = (("doed", self.doede), ("utflyttet", self.utflyttede), ("opphoert", False))
        ended = [status for status, asked in statuses if not asked]
        return {"avsluttet": ended, "kommuner": list(self.kommuner or ())}

    def is_inside(self, person: Kandidat) -> bool:
        """Whether the person's place is one that the role covers."""
        return self.kommuner is None or (person.kommunenummer or person.oppholdskommune) in self.kommuner


@dataclass(frozen=True, slots=True)
class Spoersmaal:
    """What is asked for one row: persons born on one of these days (none: whenever), or in a year, who have these words."""

    nr: int
    ord: tuple[str, ...]
    datoer: tuple[date, ...] = ()
    aar: int | None = None


# Each row by itself, in an index: joined openly, the planner may take all persons and compare them with all rows.
_BY_NUMBER = f"""
    select asked.nummer, former.person is not null, {_COLUMNS}
    from unnest(%(numre)s::varchar[]) as asked (nummer) left join identifikator former on former.nummer = asked.nummer
    join person p on p.identifikator = coalesce(former.person, asked.nummer) where {{hvem}}
"""  # noqa: S608 - our own words
_BY_DAY = f"""
    select asked.nr, found.* from unnest(%(nr)s::int[], %(dag)s::date[], %(ord)s::text[]) as asked (nr, dag, ord),
    lateral (select {_COLUMNS} from person p
      where p.foedselsdato = asked.dag and {{navn}} && string_to_array(asked.ord, ' ') and {{hvem}} offset 0) found
"""  # noqa: S608 - our own words
_BY_NAME = f"""
    select asked.nr, found.* from unnest(%(nr)s::int[], %(ord)s::text[], %(dager)s::text[], %(aar)s::text[])
        as asked (nr, ord, dager, aar),
    lateral (select {_COLUMNS} from person p
      where {ORD} @> (string_to_array(asked.ord, ' ') || string_to_array(asked.aar, ' ')) and {{hvem}}
        and (asked.dager = '' or p.foedselsdato = any(string_to_array(asked.dager, ' ')::date[]))
      limit {_MOST_OF_A_ROW}) found
"""  # noqa: S608 - our own words
_BY_LIKE_NAME = f"""
    select asked.nr, found.* from unnest(%(nr)s::int[], %(fra)s::text[], %(til)s::text[], %(aar)s::text[])
        as asked (nr, fra, til, aar),
    lateral (select {_COLUMNS} from person p
      where {ORD} && string_to_array(asked.fra, ' ') and {ORD} && string_to_array(asked.til, ' ')
        and {ORD} @> string_to_array(asked.aar, ' ') and {{hvem}}
      limit {_MOST_OF_A_ROW}) found
"""  # noqa: S608 - our own words
_FORMER_HOMES = """
    select person, adressesortering, coalesce(postnummer, '') from adresse
    where person = any(%s::varchar[]) and slag = 'BOSTED' and not gjeldende and adressesortering is not null
"""


def by_number(cursor: _Cursor, numbers: Iterable[str], grenser: Grenser | None) -> dict[str, tuple[Kandidat, bool]]:
    """Who has or has had each number, and whether it has ended. Those that nobody has are left out, and those whom the role
    could not find by name either; None: nobody is left out for that.
    """
    query = _BY_NUMBER.format(hvem=grenser.hvem if grenser else "true")
    cursor.execute(query, {"numre": list(numbers)} | (grenser.verdier if grenser else {}))
    return {str(asked): (Kandidat(*row), bool(ended)) for asked, ended, *row in cursor.fetchall()}  # type: ignore[arg-type]  # as selected


def by_day(cursor: _Cursor, asked: Sequence[Spoersmaal], grenser: Grenser) -> dict[int, list[Kandidat]]:
    """By row: who was born on the day and has one of the words in the name."""
    parts = [(one.nr, day, " ".join(one.ord)) for one in asked for day in one.datoer]
    if not parts:
        return {}
    numbers, days, words = map(list, zip(*parts, strict=True))
    return _read(cursor, _BY_DAY, {"nr": numbers, "dag": days, "ord": words}, grenser)


def by_name(cursor: _Cursor, asked: Sequence[Spoersmaal], grenser: Grenser) -> dict[int, list[Kandidat]]:
    """By row: who has all of the words in the name now, and was born on one of the days, when there are any."""
    if not asked:
        return {}
    given = {
        "nr": [one.nr for one in asked],
        "ord": [" ".join(one.ord) for one in asked],
        "dager": [" ".join(day.isoformat() for day in one.datoer) for one in asked],
        "aar": [f"*{one.aar}" if one.aar else "" for one in asked],
    }
    meant = {one.nr: [[word] for word in one.ord] for one in asked}
    return _by_whole_name(_read(cursor, _BY_NAME, given, grenser), meant)


def by_like_name(
    cursor: _Cursor, asked: Sequence[tuple[int, Sequence[str], Sequence[str], int | None]], grenser: Grenser
) -> dict[int, list[Kandidat]]:
    """By row: who has one word of each of two kinds in the name now, and was born in the year, when there is one."""
    if not asked:
        return {}
    numbers, first, last, years = zip(*asked, strict=True)
    given: dict[str, object] = {
        "nr": list(numbers),
        "fra": [" ".join(words) for words in first],
        "til": [" ".join(words) for words in last],
        "aar": [f"*{year}" if year else "" for year in years],
    }
    meant = dict(zip(numbers, zip(first, last, strict=True), strict=True))
    return _by_whole_name(_read(cursor, _BY_LIKE_NAME, given, grenser), meant)


def _by_whole_name(
    found: dict[int, list[Kandidat]], meant: Mapping[int, Sequence[Collection[str]]]
) -> dict[int, list[Kandidat]]:
    """Without those who are shielded and of whom no given name and surname is asked for."""
    kept = {
        nr: [
            one for one in persons if not one.skjoldet or skjerming.is_whole_name(meant[nr], one.fornavn, one.etternavn)
        ]
        for nr, persons in found.items()
    }
    return {nr: persons for nr, persons in kept.items() if persons}


def former_homes(cursor: _Cursor, numbers: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Former homes of these, ungraded ones: key of order and postal code. Of who is shielded there is none to read."""
    cursor.execute(_FORMER_HOMES, [list(numbers)])
    found: dict[str, list[tuple[str, str]]] = {}
    for person, key, postal in cursor.fetchall():
        found.setdefault(str(person), []).append((str(key), str(postal)))
    return found


def _read(cursor: _Cursor, query: str, given: dict[str, object], grenser: Grenser) -> dict[int, list[Kandidat]]:
    name = "(p.navnetokener || p.tidligere_navnetokener)" if grenser.historikk else "p.navnetokener"
    cursor.execute(query.format(navn=name, hvem=grenser.hvem), given | grenser.verdier)
    found: dict[int, list[Kandidat]] = {}
    for nr, *row in cursor.fetchall():
        found.setdefault(int(str(nr)), []).append(Kandidat(*row))  # type: ignore[arg-type]  # as selected
    return found
