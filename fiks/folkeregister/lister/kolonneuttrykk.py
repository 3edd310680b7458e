"""The SQL that columns come from. Persons are `p`; the alias of their place depends on the criteria (see predikat)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from psycopg import sql

from fiks.felles.koder.kalender import latest_birth
from fiks.folkeregister.lister.utvalg import OLDEST
from fiks.folkeregister.lister.utvalgstekst import kommunenavn
from fiks.folkeregister.opplysninger import OPEN_STATUSES

Uttrykk = Callable[["Grunnlag"], sql.Composable]


@dataclass(frozen=True, slots=True)
class Grunnlag:
    """What expressions rest on: the alias of the place, the list's municipalities, the date of ages, whether the role sees
    confidential statuses, and whether the list is of those who moved out.
    """

    sted: str
    kommuner: tuple[str, ...]
    age_date: date
    full_status: bool = False
    fraflyttet: bool = False


def person(column: str) -> Uttrykk:
    """A column of the person."""
    return lambda _grunnlag: sql.Identifier("p", column)


def sted(column: str) -> Uttrykk:
    """A column of the place."""
    return lambda grunnlag: sql.Identifier(grunnlag.sted, column)


def in_street(column: Uttrykk) -> Uttrykk:
    """The column, empty where the place is a farm: its address is in numbers («12/34»)."""
    return lambda grunnlag: sql.SQL("case when {} ~ '^[0-9/]+$' then null else {} end").format(
        sql.Identifier(grunnlag.sted, "adresse"), column(grunnlag)
    )


def post(column: str) -> Uttrykk:
    """A column of the current postal address at home."""
    select = sql.SQL(
        "(select a.{} from adresse a where a.person = p.identifikator and a.slag = 'POST' and a.gjeldende"
        " order by a.nr limit 1)"
    ).format(sql.Identifier(column))
    return lambda _grunnlag: select


def fornavn(_grunnlag: Grunnlag) -> sql.Composable:
    """Given names and middle name."""
    return sql.SQL("coalesce(p.fornavn || ' ' || p.mellomnavn, p.fornavn, p.mellomnavn)")


def kjoenn(_grunnlag: Grunnlag) -> sql.Composable:
    """With a capital; a value that is new stands as it is."""
    return sql.SQL("case p.kjoenn when 'kvinne' then 'Kvinne' when 'mann' then 'Mann' else p.kjoenn end")


def status(grunnlag: Grunnlag) -> sql.Composable:
    """Confidential ones as `aktiv`, unless the role opens them."""
    if grunnlag.full_status:
        return sql.SQL("p.status")
    open_ones = sql.SQL(", ").join(map(sql.Literal, sorted(OPEN_STATUSES)))
    return sql.SQL("case when p.status in ({}) then p.status else 'aktiv' end").format(open_ones)


def statsborgerskap(_grunnlag: Grunnlag) -> sql.Composable:
    """All of them, parted by comma."""
    return sql.SQL("array_to_string(p.statsborgerskap, ', ')")


def grunnkrets(grunnlag: Grunnlag) -> sql.Composable:
    """Four digits, as Statistics Norway writes it after the municipality's number; a longer number stands whole."""
    return sql.SQL("lpad({krets}::text, greatest(4, length({krets}::text)), '0')").format(
        krets=sql.Identifier(grunnlag.sted, "grunnkrets")
    )


def gradering(grunnlag: Grunnlag) -> sql.Composable:
    """The grading of the address. Places that come from `person` are ungraded."""
    return sql.SQL("null") if grunnlag.sted == "p" else sql.Identifier(grunnlag.sted, "gradering")


def fraflyttet(grunnlag: Grunnlag) -> sql.Composable:
    """The day she moved out of the municipality; on lists of those who did."""
    return sql.Identifier(grunnlag.sted, "avgang_date") if grunnlag.fraflyttet else sql.SQL("null::date")


def kommune(grunnlag: Grunnlag) -> sql.Composable:
    """The municipality's name."""
    names = [sql.Literal(kommunenavn(nummer)) for nummer in grunnlag.kommuner]
    if len(names) == 1:
        return names[0]
    numbers = sql.SQL(", ").join(map(sql.Literal, grunnlag.kommuner))
    return sql.SQL("(array[{}]::text[])[array_position(array[{}]::text[], {})]").format(
        sql.SQL(", ").join(names), numbers, sql.Identifier(grunnlag.sted, "kommunenummer")
    )


def alder(grunnlag: Grunnlag) -> sql.Composable:
    """Whole years on the list's date, as `kalender.age_on`; who has a birth year only counts as born on its last day.

    The number of ages that one born that day has not reached is looked up among the latest birth dates of each age.
    """
    reached = [latest_birth(age, on=grunnlag.age_date) + timedelta(1) for age in range(OLDEST, -1, -1)]
    return sql.SQL(
        "{oldest} - width_bucket(coalesce(p.foedselsdato, make_date(p.foedselsaar, 12, 31)), array[{reached}]::date[])"
    ).format(oldest=sql.Literal(OLDEST), reached=sql.SQL(", ").join(map(sql.Literal, reached)))
