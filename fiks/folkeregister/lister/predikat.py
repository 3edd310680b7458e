"""Criteria as SQL, once: the preview counts with it, the order counts with it and the list is drawn with it.

Persons are `p`, and the place that ties them to the municipality is `sted`. Shielded persons are not in it: their place is
NULL in `person`, and they are added only by `graded`, through the database's own function, which knows the place alone of
who is fortrolig or has a klientadresse. Who is strengt fortrolig has no place in any table (folkeregister.md b.6).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from psycopg import sql

from fiks.folkeregister.lister.utvalg import AKTIV, ENDED_STATUSES, Tilhoerighet, Utvalg
from fiks.folkeregister.models.register import Adresseslag
from fiks.folkeregister.opplysninger import OPEN_STATUSES

_PLACE = sql.SQL(", ").join(
    map(
        sql.Identifier,
        (
            "kommunenummer",
            "adresse",
            "co_adressenavn",
            "adressesortering",
            "husnummer",
            "husbokstav",
            "bruksenhetsnummer",
            "postnummer",
            "poststed",
            "grunnkrets",
            "skolekrets",
            "stemmekrets",
            "flyttedato",
        ),
    )
)
_JOINED = sql.SQL(
    "(select distinct on (person) * from ({places}) every order by person, gradering nulls first) s"
    " join person p on p.identifikator = s.person"
)
_HOME = sql.SQL(
    "select identifikator as person, {place}, null as gradering from person"
    " where kommunenummer = any({kommuner}) and not skjoldet"
)
_LAST_HOME = sql.SQL(
    "select * from (select distinct on (person) person, {place}, null as gradering from adresse"
    " where slag = 'BOSTED' and person in (select identifikator from person where kommunenummer is null and not skjoldet"
    " and status = any({ended})) order by person, nr) last where kommunenummer = any({kommuner})"
)
_STAY = sql.SQL(
    "select distinct on (person) person, {place}, null as gradering from adresse where slag = 'OPPHOLD' and gjeldende"
    " and kommunenummer = any({kommuner}) and person in (select identifikator from person"
    " where oppholdskommune = any({kommuner}) and not skjoldet)"
)
_GRADED = sql.SQL("select person, {place}, gradering from graderte_i_kommuner({kommuner}, {slag})")
_HOUSEHOLDS = sql.SQL(
    "p.husholdning in (select husholdning from person where {kommune} and husholdning is not null"
    " and status = 'bosatt' and not skjoldet group by husholdning having count(*) between {least} and {most})"
)


@dataclass(frozen=True, slots=True)
class Predikat:
    """What stands after FROM and after WHERE. `sted` is the alias that place columns are read from."""

    kilde: sql.Composable
    vilkaar: sql.Composable
    sted: str

    def select(self, columns: sql.Composable) -> sql.Composed:
        """A SELECT of these columns over the persons that fit."""
        return sql.SQL("select {} from {} where {}").format(columns, self.kilde, self.vilkaar)


def predikat(utvalg: Utvalg, *, graded: bool = False) -> Predikat:
    """The criteria as SQL. `graded`: with those whose address is graded, after a deliberate choice that the role opens."""
    ended = sorted(ENDED_STATUSES & set(utvalg.statuser))
    plain = utvalg.tilhoerighet == Tilhoerighet.BOSTED and not ended and not graded
    sted = "p" if plain else "s"
    kilde = sql.SQL("person p") if plain else _places(utvalg, ended=ended, graded=graded)
    conditions = list(_person_conditions(utvalg))
    if plain:
        conditions = [_kommune(utvalg.kommuner, alias="p"), sql.SQL("not p.skjoldet"), *conditions]
    conditions += [
        _any(sted, name, values)
        for name, values in (
            ("postnummer", utvalg.postnumre),
            ("grunnkrets", utvalg.grunnkretser),
            ("skolekrets", utvalg.skolekretser),
            ("stemmekrets", utvalg.stemmekretser),
        )
        if values
    ]
    return Predikat(kilde, sql.SQL(" and ").join(conditions), sted)


def _places(utvalg: Utvalg, *, ended: list[str], graded: bool) -> sql.Composed:
    """Where people are, from several tables: one row a person."""
    values = {"place": _PLACE, "kommuner": _array(utvalg.kommuner), "ended": _array(ended)}
    home = utvalg.tilhoerighet == Tilhoerighet.BOSTED
    places = [(_HOME if home else _STAY).format(**values)]
    if home and ended:
        places.append(_LAST_HOME.format(**values))
    if graded:
        slag = sql.Literal((Adresseslag.BOSTED if home else Adresseslag.OPPHOLD).value)
        places.append(_GRADED.format(slag=slag, **values))
    return _JOINED.format(places=sql.SQL(" union all ").join(sql.SQL("({})").format(place) for place in places))


def _person_conditions(utvalg: Utvalg) -> Iterable[sql.Composable]:
    # What stands in no catalogue is treated as the strictest protection, here too.
    yield sql.SQL("(p.graderingsnivaa is null or p.graderingsnivaa = 'fortrolig')")
    yield _status(utvalg.statuser)
    if utvalg.alder:
        first, last = map(sql.Literal, utvalg.alder.birth_dates())
        # As in the index person_kommune_alder, so that a count reads the index alone.
        yield sql.SQL("coalesce(p.foedselsdato, make_date(p.foedselsaar, 12, 31)) between {first} and {last}").format(
            first=first, last=last
        )
    if utvalg.kjoenn:
        yield sql.SQL("p.kjoenn = {}").format(sql.Literal(utvalg.kjoenn))
    if utvalg.sivilstander:
        yield _any("p", "sivilstand", utvalg.sivilstander)
    if utvalg.statsborgerskap:
        yield sql.SQL("p.statsborgerskap && {}").format(_array(utvalg.statsborgerskap))
    if utvalg.asks_household:
        yield _HOUSEHOLDS.format(
            kommune=_kommune(utvalg.kommuner),
            least=sql.Literal(utvalg.husholdning_fra or 1),
            most=sql.Literal(utvalg.husholdning_til or 1_000_000),
        )
    if utvalg.innflyttet_siden:
        yield sql.SQL("p.innflyttet_kommune_date >= {}").format(sql.Literal(utvalg.innflyttet_siden))


def _status(statuser: tuple[str, ...]) -> sql.Composable:
    """`aktiv` is whatever is not open, so that the one status that everybody may know tells no more in lists."""
    if statuser == ("bosatt",):
        return sql.SQL("p.status = 'bosatt'")
    named = _any("p", "status", statuser)
    if AKTIV not in statuser:
        return named
    return sql.SQL("({} or p.status <> all({}))").format(named, _array(sorted(OPEN_STATUSES)))


def _kommune(kommuner: tuple[str, ...], *, alias: str = "") -> sql.Composable:
    """Of one municipality with `=`, so that rows can come in the order of the index."""
    column = sql.Identifier(alias, "kommunenummer") if alias else sql.Identifier("kommunenummer")
    if len(kommuner) == 1:
        return sql.SQL("{} = {}").format(column, sql.Literal(kommuner[0]))
    return sql.SQL("{} = any({})").format(column, _array(kommuner))


def _any(alias: str, name: str, values: Iterable[object]) -> sql.Composed:
    return sql.SQL("{} = any({})").format(sql.Identifier(alias, name), _array(values))


def _array(values: Iterable[object]) -> sql.Composed:
    """An array of text or of integers, written out."""
    found = list(values)
    kind = "integer[]" if found and isinstance(found[0], int) else "text[]"
    return sql.SQL("array[{}]::{}").format(sql.SQL(", ").join(map(sql.Literal, found)), sql.SQL(kind))
