"""Criteria as SQL over `person`, and the columns that a hit is judged and shown by.

Words of names, municipality, postal code and birth year lie in one GIN index (`person_soek`), so that the database meets
them without reading rows. Protection (folkeregister.md b.6): whose address is shielded has no place in `person`, fits no
criterion of place by that, and is found by her whole name, a name and birth date, or number only, by every role alike:
being found tells nothing of where, and nobody leafs through them by a common name. Two words are asked for here; that they
are a given name and a surname, `skjerming` tells. Former addresses of those who are shielded now are never looked in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import connection

from fiks.felles.koder.norsk_orden import norsk_key
from fiks.folkeregister.soek import gater
from fiks.folkeregister.soek.kriterier import Ramme, Soek, bruksenhetsnummer, identifikator, matrikkelnummer, med_land

_FULL_NAME = 2
# As in the migration that makes the indexes; PostgreSQL knows an index on an expression by the expression.
ORD = (
    "(p.navnetokener || array[':' || coalesce(p.kommunenummer, p.oppholdskommune, ''), '/' || coalesce(p.postnummer, ''),"
    " '*' || coalesce(p.foedselsaar::text, '')])"
)
ALLE_NAVN = "(p.navnetokener || p.tidligere_navnetokener)"
_STED = "coalesce(p.kommunenummer, p.oppholdskommune)"
_LIVED = (
    "(not p.skjoldet and exists (select from adresse a where a.person = p.identifikator and a.slag = 'BOSTED'"
    " and a.kommunenummer = any(%(kommuner)s::text[])))"
)
_NO_HOME = "not exists (select from adresse a where a.person = p.identifikator and a.slag = 'BOSTED')"
_LAST_HOME = (
    "(select a.kommunenummer from adresse a where a.person = p.identifikator and a.slag = 'BOSTED' order by a.nr limit 1)"
    " = any(%(kommuner)s::text[])"
)
_HAS_NUMBER = "p.identifikator in (select person from annet_nummer where nummer = %({slag})s and slag = '{slag}'{more})"
# Each street by itself, in the index: joined openly, the planner takes all persons and compares them with all streets.
_BY_ADDRESS = """
    unnest(%(kommune_i)s::text[], %(fra_i)s::text[], %(til_i)s::text[]) as g (kommune, fra, til)
    cross join lateral (select * from person where kommunenummer = g.kommune and kommunenummer is not null
        and adressesortering >= g.fra and adressesortering < g.til offset 0) p
"""
_BY_FORMER_ADDRESS = """
    unnest(%(kommune_i)s::text[], %(fra_i)s::text[], %(til_i)s::text[]) as g (kommune, fra, til)
    cross join lateral (select * from adresse where kommunenummer = g.kommune and slag = 'BOSTED' and not gjeldende
        and adressesortering >= g.fra and adressesortering < g.til offset 0) a
    join person p on p.identifikator = a.person
"""
_SURNAME = """
    select {columns} from person p where p.kommunenummer = any(%(kommuner)s::text[]) and p.kommunenummer is not null
    and p.sorteringsnavn >= %(fra)s and p.sorteringsnavn < %(fra)s || '~' and p.status = 'bosatt' limit %(most)s
"""
Spenn = tuple[str, str, str]


class Rad(NamedTuple):
    """A person as search ranks her. What is shown of her is read later, of the few on a page."""

    identifikator: str
    fornavn: str | None
    mellomnavn: str | None
    etternavn: str | None
    foedselsdato: date | None
    sorteringsnavn: str
    skjoldet: bool
    tidligere_navnetokener: list[str] | None = None


_COLUMNS = ", ".join(f"p.{name}" for name in Rad._fields[:-1])
_WITH_FORMER = f"{_COLUMNS}, p.tidligere_navnetokener"
Groups = Sequence[Sequence[str]]


@dataclass
class _Query:
    """A statement being put together: where it reads from, what must hold, and the values."""

    source: str = "person p"
    conditions: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def add(self, condition: str, **values: Any) -> None:
        self.conditions.append(condition)
        self.values |= values

    def text(self, columns: str, limit: int) -> str:
        where = " and ".join(self.conditions) or "true"
        return f"select {columns} from {self.source} where {where} limit {limit}"  # noqa: S608 - our own words


class Vei(StrEnum):
    """By what holds now, by a former name, or by where somebody lived before."""

    NAA = "NAA"
    TIDLIGERE_NAVN = "TIDLIGERE_NAVN"
    TIDLIGERE_ADRESSE = "TIDLIGERE_ADRESSE"


def ways(soek: Soek) -> list[Vei]:
    """The ways that a search goes."""
    found = [Vei.NAA]
    if soek.historikk and soek.ord:
        found.append(Vei.TIDLIGERE_NAVN)
    return [*found, Vei.TIDLIGERE_ADRESSE] if soek.historikk and soek.asks_place else found


def read(
    soek: Soek, ramme: Ramme, groups: Groups, *, limit: int, vei: Vei = Vei.NAA, spenn: Sequence[Spenn] = ()
) -> list[Rad]:
    """Persons that fit, in no order.

    Args:
        groups: for each typed word the words of the register that it may mean; a person has one of each.
        spenn: where the address is, when one is asked for (`adressespenn`).
    """
    if soek.asks_address and not spenn:
        return []
    query = _Query()
    indexed = _source(query, soek, vei, spenn)
    _names(query, groups, vei, indexed=indexed)
    _born(query, soek, indexed=indexed)
    _places(query, soek, ramme, vei, indexed=indexed)
    _who(query, soek, words=len(groups))
    with connection.cursor() as cursor:
        cursor.execute(query.text(_COLUMNS if vei is Vei.NAA else _WITH_FORMER, limit), query.values)
        return [Rad(*row) for row in cursor.fetchall()]


def begin_with(soek: Soek, *, limit: int) -> list[Rad]:
    """Residents of the municipalities asked for whose surname begins so, from the index of names. A quick way to see that
    too many do; empty when more is asked for than that.
    """
    others = (soek.foedselsdato, soek.aar_fra, soek.kjoenn, soek.gate, soek.postnummer, soek.matrikkel, soek.duf)
    if not soek.kommuner or any(others) or soek.utenlandsk:
        return []
    values: dict[str, Any] = {"kommuner": list(soek.kommuner), "fra": norsk_key(soek.navn), "most": limit}
    with connection.cursor() as cursor:
        cursor.execute(_SURNAME.format(columns=_COLUMNS), values)
        return [Rad(*row) for row in cursor.fetchall()]


def _source(query: _Query, soek: Soek, vei: Vei, spenn: Sequence[Spenn]) -> bool:
    """Choose what is read first. Gives whether that is the index of words."""
    if soek.duf or soek.utenlandsk:
        if soek.duf:
            query.add(_HAS_NUMBER.format(slag="DUF", more=""), DUF=identifikator(soek.duf))
        if soek.utenlandsk:
            land, nummer = med_land(soek.utenlandsk)
            more = " and land = %(land)s" if land else ""
            query.add(_HAS_NUMBER.format(slag="UTENLANDSK", more=more), UTENLANDSK=nummer, land=land)
        return False
    if soek.asks_address:
        query.values |= dict(zip(("kommune_i", "fra_i", "til_i"), map(list, zip(*spenn, strict=True)), strict=True))
        query.source = _BY_FORMER_ADDRESS if vei is Vei.TIDLIGERE_ADRESSE else _BY_ADDRESS
        return False
    return soek.foedselsdato is None


def adressespenn(soek: Soek, ramme: Ramme) -> list[Spenn]:
    """Municipality, and the first and last sorting key of an address in it, for each street that is meant.

    Raises:
        SoekError: too many are.
    """
    if not soek.asks_address:
        return []
    kommuner = soek.kommuner or ramme.kommuner
    if soek.matrikkel:
        parts = matrikkelnummer(soek.matrikkel)
        exact = "/".join(f"{part:05}" for part in parts) if any(parts[2:]) else f"{parts[0]:05}/{parts[1]:05}"
        return [(kommune, f"~{exact}", f"~{exact}~") for kommune in kommuner or ()]
    address = soek.adresse
    assert address
    number = f"{address.nummer.zfill(5)}{address.bokstav}" if address.nummer else ""
    return [
        (kommune, f"{key}  {number}", f"{key}  {number}~")
        for kommune, key in gater.matching(norsk_key(address.gate), kommuner)
    ]


def _names(query: _Query, groups: Groups, vei: Vei, *, indexed: bool) -> None:
    words = {Vei.NAA: ORD if indexed else "p.navnetokener"}.get(vei, ALLE_NAVN)
    for nr, group in enumerate(groups):
        query.add(f"{words} && %(ord{nr})s::text[]", **{f"ord{nr}": list(group)})
    if vei is Vei.TIDLIGERE_NAVN:
        query.add("p.tidligere_navnetokener <> '{}'")


def _born(query: _Query, soek: Soek, *, indexed: bool) -> None:
    if soek.foedselsdato:
        query.add("p.foedselsdato = %(foedselsdato)s", foedselsdato=soek.foedselsdato)
    if soek.aar_fra and soek.aar_til and indexed:
        years = [f"*{year}" for year in range(soek.aar_fra, soek.aar_til + 1)]
        query.add(f"{ORD} && %(aar)s::text[]", aar=years)
    elif soek.aar_fra or soek.aar_til:
        span = "p.foedselsaar between %(aar_fra)s and %(aar_til)s"
        query.add(span, aar_fra=soek.aar_fra or 0, aar_til=soek.aar_til or 9999)


def _places(query: _Query, soek: Soek, ramme: Ramme, vei: Vei, *, indexed: bool) -> None:
    """Municipality, postal code and dwelling. Who is found by any of them has no shielded address."""
    kommuner = list(soek.kommuner or ramme.kommuner or ())
    query.values |= {"kommuner": kommuner, "postnummer": soek.postnummer}
    if vei is Vei.TIDLIGERE_ADRESSE:
        _lived(query, soek, kommuner)
        return
    if soek.kommuner:
        query.add(f"{_STED} = any(%(kommuner)s::text[])")
    elif kommuner:
        _geography(query, soek)
    if kommuner and indexed and not soek.historikk:
        found = [f":{kommune}" for kommune in kommuner] + ([] if soek.asks_place else [":"])
        query.add(f"{ORD} && %(steder)s::text[]", steder=found)
    if soek.postnummer:
        query.add(f"{ORD} @> array['/' || %(postnummer)s::text]" if indexed else "p.postnummer = %(postnummer)s")
    if soek.bruksenhet:
        query.add("p.bruksenhetsnummer = %(bruksenhet)s", bruksenhet=bruksenhetsnummer(soek.bruksenhet))


def _geography(query: _Query, soek: Soek) -> None:
    """Within the role's municipalities. Of those without a place: who lived there last, and who never had a home here."""
    inside = [f"{_STED} = any(%(kommuner)s::text[])"]
    if not soek.asks_place:
        # First, so that whatever else is known of a shielded person decides nothing.
        inside = ["p.skjoldet", *inside, f"({_STED} is null and ({_NO_HOME} or {_LAST_HOME}))"]
    if soek.historikk:
        inside.append(_LIVED)
    query.add(f"({' or '.join(inside)})")


def _lived(query: _Query, soek: Soek, kommuner: list[str]) -> None:
    """A former home that fits, in one row of `adresse`."""
    here = ["a.slag = 'BOSTED'", "not a.gjeldende", "a.person = p.identifikator"]
    here += ["a.kommunenummer = any(%(kommuner)s::text[])"] if kommuner else []
    here += ["a.postnummer = %(postnummer)s"] if soek.postnummer else []
    if soek.bruksenhet:
        here.append("a.bruksenhetsnummer = %(bruksenhet)s")
        query.values["bruksenhet"] = bruksenhetsnummer(soek.bruksenhet)
    inside = " and ".join(here)
    query.add(inside if query.source == _BY_FORMER_ADDRESS else f"exists (select from adresse a where {inside})")


def _who(query: _Query, soek: Soek, *, words: int) -> None:
    """Protection and status. `words` of the name are what this statement asks for: one alone points out nobody shielded."""
    by_number = bool(soek.duf or soek.utenlandsk)
    by_name = words >= _FULL_NAME or bool(words and soek.foedselsdato)
    if soek.asks_place or not (by_name or by_number):
        query.add("not p.skjoldet")
    if soek.kjoenn:
        query.add("p.kjoenn = %(kjoenn)s", kjoenn=soek.kjoenn)
    if by_number:
        return
    ended = [
        status
        for status, asked in (("doed", soek.doede), ("utflyttet", soek.utflyttede), ("opphoert", False))
        if not asked
    ]
    query.add("(p.status is null or p.status <> all(%(avsluttet)s::text[]))", avsluttet=ended)
    if not soek.doede:
        query.add("p.doedsdato is null")
