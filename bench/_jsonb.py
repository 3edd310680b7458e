"""The peer of the loader: documents into an unlogged table with a jsonb column, and the same rows made of them by SQL.

Two sessions take half of the documents each, through COPY, projection and indexes, since one session uses one core. Rows are
logged and committed, and indexes built afterwards, as the loader does.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import psycopg
from psycopg import sql

SESSIONS = 2
_SETUP = Path(__file__).with_name("jsonb_oppsett.sql")
_STATEMENTS = Path(__file__).with_name("jsonb_projeksjon.sql")
_KEYS = {
    "person": "identifikator",
    "adresse": "person, nr",
    "gradert_adresse": "person, nr",
    "identifikator": "nummer",
    "annet_nummer": "person, nr",
    "verge": "person, verge",
    "gate": "kommunenummer, noekkel",
}
_INDEXED = (*_KEYS, "persondokument", "navnetoken")
# Neighbours of phonetic keys are left out with the keys.
_INDEXES = """
    select pg_get_indexdef(indexrelid) from pg_index where indrelid::regclass::text = any(%s)
    and pg_get_indexdef(indexrelid) !~ 'navnetoken.*noekkel|navnetoken_pkey|gate_pkey'
"""
_WORDS = """
    insert into peer.navnetoken select distinct unnest(navnetokener || tidligere_navnetokener) from peer.person
"""
# Each of the two sessions has found a street that both have people in; spellings of one key are one.
_STREETS = """
    create table peer.gater as select distinct on (1, 3) kommunenummer, navn, peer.noekkel(navn) noekkel from peer.gate;
    drop table peer.gate; alter table peer.gater rename to gate
"""
_BLOCK = 1 << 20


def load_with_sql(owner_url: str, file: Path) -> float:
    """Seconds from the first byte to the last index and the statistics. Leaves the tables in the schema `peer`."""
    with psycopg.connect(owner_url, autocommit=True) as owner, ThreadPoolExecutor(SESSIONS) as sessions:
        owner.execute("drop schema if exists peer cascade")
        owner.execute(_SETUP.read_text("utf-8").encode())
        indexes = [str(row[0]) for row in owner.execute(_INDEXES, [list(_INDEXED)])]
        start = perf_counter()
        list(sessions.map(lambda part: _copy(owner_url, file, part), range(SESSIONS)))
        pages = owner.execute("select pg_relation_size('peer.mottatt') / 8192").fetchone()
        assert pages
        list(sessions.map(lambda part: _project(owner_url, int(pages[0]), part), range(SESSIONS)))
        list(sessions.map(lambda statement: _run(owner_url, statement), (_WORDS, _STREETS)))
        list(sessions.map(lambda index: _run(owner_url, _in_peer(index)), indexes))
        for table in _INDEXED:
            owner.execute(sql.SQL("analyze {}").format(sql.Identifier("peer", table)))
        return perf_counter() - start


def _copy(owner_url: str, file: Path, part: int) -> None:
    """One of the halves of the file, cut where a line ends. Quotes that no JSON has leave the line as it is."""
    statement = "copy peer.mottatt from stdin with (format csv, quote e'\\x01', delimiter e'\\x02')"
    with psycopg.connect(owner_url) as own, own.cursor().copy(statement) as copy:
        for block in _half(file, part):
            copy.write(block)


def _half(file: Path, part: int) -> Iterator[bytes]:
    size = file.stat().st_size
    with file.open("rb") as lines:
        ends = []
        for place in (size * part // SESSIONS, size * (part + 1) // SESSIONS):
            lines.seek(max(place - 1, 0))
            if place:
                lines.readline()
            ends.append(lines.tell())
        lines.seek(ends[0])
        left = ends[1] - ends[0]
        while left and (block := lines.read(min(_BLOCK, left))):
            left -= len(block)
            yield block


def _project(owner_url: str, pages: int, part: int) -> None:
    first, end = pages * part // SESSIONS, pages * (part + 1) // SESSIONS + (part == SESSIONS - 1)
    half = f"p.ctid >= '({first},0)' and p.ctid < '({end},0)'"
    with psycopg.connect(owner_url) as own:
        for statement in _STATEMENTS.read_text("utf-8").split("--------\n"):
            own.execute(statement.replace("{del}", half).encode())


def _in_peer(index: str) -> str:
    return index.replace(" ON public.", " ON peer.").replace(" INDEX ", " INDEX IF NOT EXISTS ")


def _run(owner_url: str, statement: str) -> None:
    with psycopg.connect(owner_url) as own:
        own.execute("set maintenance_work_mem = '256MB'")
        own.execute(statement.encode())


def differences(owner_url: str) -> list[str]:
    """In which columns the peer's rows and the loader's differ, and how many values; it must be honest."""
    found = []
    with psycopg.connect(owner_url) as owner:
        for table, key in _KEYS.items():
            for column in _columns(owner, table):
                statement = sql.SQL(
                    "select count(*) from (({ours} except {peers}) union all ({peers} except {ours})) rows"
                )
                chosen = sql.SQL("select {key}, {column} from {table}")
                ours, peers = (
                    chosen.format(key=sql.SQL(key), column=sql.Identifier(column), table=sql.Identifier(schema, table))
                    for schema in ("public", "peer")
                )
                row = owner.execute(statement.format(ours=ours, peers=peers)).fetchone()
                if row and row[0]:
                    found.append(f"{table}.{column}: {row[0]}")
    return found


def _columns(owner: psycopg.Connection[tuple[object, ...]], table: str) -> list[str]:
    rows = owner.execute(
        "select column_name from information_schema.columns where table_schema = 'peer' and table_name = %s"
        " and column_name not like 'avgang%%'",
        [table],
    )
    return [str(name) for (name,) in rows]
