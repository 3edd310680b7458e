"""A population for measuring search, made in the database: as many persons as are asked for, in a few minutes a million.

Names are drawn as SSB counts them, and a third of the surnames and some given names are rare ones put together from
syllables, so that the dictionary has as many words as that of a country. Municipalities have their true shares. Numbers
are eleven digits and no person's.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from random import Random

import psycopg
from norwegian_fake_data.names import sample_name
from psycopg import sql

from fiks.felles.koder.kommuner import kommuner
from fiks.felles.koder.norsk_orden import norsk_key
from fiks.folkeregister.registerkopi.norsk_key import norsk_noekkel, words

Owner = psycopg.Connection[tuple[object, ...]]
_AS_OF = date(2025, 1, 1)
_GIVEN, _RARE = 60_000, 300_000
# Surnames to draw from: of the whole country about 200 000 words, as SSB counts.
_LEAST, _MOST, _BEARERS = 50_000, 900_000, 6
_STEMS = (
    "skog berg dal lund vik nes haug bakk åker myr sand stein hav fjell elv foss eng li tveit rud set stad heim land bø"
)
_ENDS = (
    "en a et e heim land gård stad rud vik nes dal li lien bakken haugen moen myra eie mo tun hus set eng voll vollen"
)
_SOUNDS = (
    "al be ci da el fa ga ha is ja ka la ma na or pe qa ra so ta ul va wa xi ya za br tr kj sk gr ør åse tor ing arn"
)
_STREET_STEMS = (
    "Furu|Bjørke|Gran|Selje|Kirke|Skole|Strand|Hav|Fjell|Elve|Stor|Lille|Nedre Bakke|Øvre Bakke|Åse|Lund|Myr|Sand|Haug|Eng"
    "|Solsikke|Linde|Eike|Aske|Olav Duuns |Prins Haakons |Kong Olavs |Ivar Aasens |Tordenskjolds |Dronningens "
)
_STREET_ENDS = "veien|vegen|gata|gate|bakken|lia|stien|ringen|plass|kroken|tunet|åsen|faret|svingen"

_PEOPLE = """
insert into person (identifikator, identifikatortype, status, fornavn, etternavn, sorteringsnavn, navnetokener,
  tidligere_navnetokener, foedselsdato, foedselsaar, kjoenn, sivilstand, statsborgerskap, skjoldet, kommunenummer, adresse,
  adressesortering, husnummer, bruksenhetsnummer, postnummer, poststed, grunnkrets, skolekrets, stemmekrets, adresse_id,
  husholdning, innflyttet_kommune_date)
select lpad((90000000000 + i)::text, 11, '0'), 'foedselsnummer', case when i % 40 = 0 then 'doed' else 'bosatt' end,
  g.navn, f.navn, f.noekkel || '  ' || g.noekkel, array(select distinct unnest(g.ord || f.ord)),
  case when i % 6 = 0 then (select ord from fam where nr = 1 + abs(hashint8extended(i, 9)) % {family}) else '{{}}' end,
  born, extract(year from born), (array['kvinne', 'mann'])[1 + i % 2], 'ugift', array['NOR'], false, k.kommune,
  s.navn || ' ' || house, s.noekkel || '  ' || lpad(house::text, 5, '0') || '  H0101', house::text, 'H0101',
  lpad((abs(hashtext(k.kommune || (i % 12)::text)) % 9000 + 1000)::text, 4, '0'), 'STED',
  101 + i % 400, 1 + i % 40, 1 + i % 60, 'a' || i / 2, 'a' || i / 2 || '-H0101', date '2010-01-01' + (i % 5000)::int
from (select i, date '1930-01-01' + (abs(hashint8extended(i, 1)) % 35000)::int born,
        1 + (abs(hashint8extended(i, 2)) % 90) house
      from generate_series({first}::bigint, {last}) i) n
join giv g on g.nr = 1 + abs(hashint8extended(i, 3)) % {given}
join fam f on f.nr = 1 + abs(hashint8extended(i, 4)) % {family}
join kom k on k.nr = 1 + abs(hashint8extended(i, 5)) % {kom}
join gat s on s.kommune = k.kommune and s.nr = abs(hashint8extended(i, 6)) % k.gater
"""
_DOCUMENTS = """
insert into persondokument (identifikator, dokument, hash, lest_at)
select identifikator, decode(repeat(md5(identifikator), 33), 'hex'), decode(md5(identifikator), 'hex'), now() from person
"""


def fill(owner: Owner, size: int, *, froe: int = 1) -> None:
    """Put a population into an empty register copy, indexes last. The connection commits by itself."""
    draw = Random(froe)
    rare = _rare_words(draw)
    given, family = list(_given(draw, rare)), list(_family(draw, rare, min(max(size // _BEARERS, _LEAST), _MOST)))
    _words(owner, "giv", given)
    _words(owner, "fam", family)
    towns = _towns(owner)
    tokens = sorted({word for name in (*given, *family) for word in words(name)})
    _copy(owner, "navnetoken (token, noekkel)", ((token, norsk_noekkel(token)) for token in tokens))
    indexes = _without_indexes(owner, "person")
    step = 500_000
    for first in range(1, size + 1, step):
        owner.execute(
            sql.SQL(_PEOPLE).format(
                first=first, last=min(first + step - 1, size), given=len(given), family=len(family), kom=towns
            )
        )
    owner.execute(_DOCUMENTS)
    for (definition,) in indexes:
        owner.execute(definition.encode())
    owner.execute("vacuum analyze")


def _rare_words(draw: Random) -> list[str]:
    """Made-up names by falling frequency: farms, and sounds from afar."""
    stems, ends, sounds = (text.split() for text in (_STEMS, _ENDS, _SOUNDS))
    farms = {f"{one}{two}{end}" for one in stems for two in ("", "e", "s", *stems) for end in ends}
    afar = {"".join(draw.choices(sounds, k=draw.randrange(2, 5))) for _ in range(2 * _RARE)}
    found = sorted(farms)[:60_000] + sorted(afar)
    draw.shuffle(found)
    return found[:_RARE]


def _rare(draw: Random, words: Sequence[str]) -> str:
    """The first are borne by some, the last by one family."""
    return words[int(len(words) * draw.random() ** 1.4)]


def _given(draw: Random, rare: Sequence[str]) -> Iterator[str]:
    def one(nr: int) -> str:
        if draw.random() < 0.06:
            return _rare(draw, rare)
        category = "female" if nr % 2 else "male"
        born = date(1930 + nr % 95, 5, 5)
        return str(sample_name(born, _AS_OF, category=category, name_fallback="nearest", rng=draw).first_name)

    for nr in range(_GIVEN):
        chance, name = draw.random(), one(nr)
        yield (
            f"{name} {one(nr)}".upper()
            if chance < 0.12
            else f"{name}-{one(nr)}".upper()
            if chance < 0.15
            else name.upper()
        )


def _family(draw: Random, rare: Sequence[str], most: int) -> Iterator[str]:
    def one() -> str:
        if draw.random() < 0.33:
            return _rare(draw, rare)
        born = date(1990, 1, 1)
        return str(sample_name(born, _AS_OF, category="male", name_fallback="error", rng=draw).last_name)

    for _ in range(most):
        yield f"{one()}-{one()}".upper() if draw.random() < 0.02 else one().upper()


def _words(owner: Owner, table: str, names: Iterable[str]) -> None:
    owner.execute(f"create temp table {table} (nr bigint primary key, navn text, noekkel text, ord text[])")
    rows = ((nr, name, norsk_key(name), list(words(name))) for nr, name in enumerate(names, start=1))
    _copy(owner, f"{table} (nr, navn, noekkel, ord)", rows)
    owner.execute(f"analyze {table}")


def _towns(owner: Owner) -> int:
    """Municipalities in a table by their share of the people, and their streets. Gives how many rows the shares are."""
    owner.execute("create temp table kom (nr bigint primary key, kommune text, gater int)")
    owner.execute("create temp table gat (kommune text, nr bigint, navn text, noekkel text, primary key (kommune, nr))")
    stems, ends = _STREET_STEMS.split("|"), _STREET_ENDS.split("|")
    names = [f"{stem}{end}".upper() for stem in stems for end in ends]
    shares: list[tuple[int, str, int]] = []
    streets: list[tuple[str, int, str, str]] = []
    for kommune in kommuner().values():
        count = min(len(names), max(10, kommune.folketall // 60))
        own = Random(kommune.nummer).sample(names, count)
        streets += [(kommune.nummer, nr, name, norsk_key(name)) for nr, name in enumerate(own)]
        for _ in range(max(1, kommune.folketall // 1000)):
            shares.append((len(shares) + 1, kommune.nummer, count))
    _copy(owner, "kom (nr, kommune, gater)", shares)
    _copy(owner, "gat (kommune, nr, navn, noekkel)", streets)
    _copy(owner, "gate (kommunenummer, navn, noekkel)", ((kommune, navn, key) for kommune, _nr, navn, key in streets))
    owner.execute("analyze kom; analyze gat")
    return len(shares)


def _without_indexes(owner: Owner, table: str) -> list[tuple[str]]:
    """Take the table's indexes away, the key apart. Gives what makes them again."""
    rows = owner.execute(
        "select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index"
        " where indrelid = %s::regclass and not indisprimary",
        [table],
    ).fetchall()
    for name, _definition in rows:
        owner.execute(sql.SQL("drop index {}").format(sql.Identifier(str(name))))
    return [(str(definition),) for _name, definition in rows]


def _copy(owner: Owner, target: str, rows: Iterable[Sequence[object]]) -> None:
    with owner.cursor() as cursor, cursor.copy(f"copy {target} from stdin") as copy:
        for row in rows:
            copy.write_row(row)
