"""The spreadsheet writer alone: a table of the shape of the VAKSINE list, from the database to the encrypted file.

Peers, run in turn with it: xlsxwriter (constant_memory) given the same rows as tuples in memory, timed from the first
`write_row` to `close`, and a plain COPY of the same SELECT, thrown away.
"""

import os
import tempfile
from array import array
from collections.abc import Iterator
from statistics import median
from time import perf_counter
from typing import NamedTuple

import psycopg
import xlsxwriter
from psycopg import sql

from bench._database import own_database
from bench._maaling import PAIRS, Maaling, compared, in_new_process, peak_memory
from fiks.felles.lager.kryptering import EncryptingWriter
from fiks.felles.regneark import Format, Kolonne, Slag, open_book, select_list, stream_copy

SIZE = 200_000
_KINDS = {"Foedselsdato": Slag.DATE, "Alder": Slag.INTEGER}
COLUMNS = [
    Kolonne(name, _KINDS.get(name, Slag.TEXT), uttrykk=sql.Identifier(name.lower()))
    for name in (
        *("Kommunenummer", "Kommune", "Foedselsdato", "Fornavn", "Etternavn", "Adresse", "Postnummer", "Poststed"),
        *("Identifikasjonsnummer_foedselsEllerDNummer", "Alder", "Kjoenn", "Grunnkrets"),
    )
]
KEY = sql.Identifier("identifikasjonsnummer_foedselsellerdnummer")
ORDER = sql.SQL(' order by etternavn collate "C", fornavn collate "C", {}').format(KEY)
SELECT = sql.SQL("select {} from innbygger").format(select_list(KEY, COLUMNS)) + ORDER
# Made up from the row's number. The numbers have month + 80, the synthetic series.
TABLE = """
create table innbygger as
select '4215' kommunenummer, 'Lillesand' kommune, dato foedselsdato,
  (array['Kari','Ola','Åse','Bjørn','Anne-Marie','Øystein','Per','Ingrid','Mohammed','Solveig'])[1 + i * 7 % 10]
    || case when i % 3 = 0 then ' Marie' else '' end fornavn,
  (array['Hansen','Olsen','Nordmann','Lunde','Sæther','Bakke','Ødegård'])[1 + i * 5 % 7] || (i * 31 % 1300) etternavn,
  (array['Storgata ','Kirkeveien ','Bjørkelia ','Nedre Fjellbakken '])[1 + i % 4] || (i * 17 % 300) adresse,
  lpad((i * 13 % 10000)::text, 4, '0') postnummer,
  (array['LILLESAND','HØVÅG','BIRKELAND'])[1 + i % 3] poststed,
  to_char(dato, 'DD') || (80 + extract(month from dato)) || to_char(dato, 'YY') || lpad((i * 7919 % 100000)::text, 5, '0')
    identifikasjonsnummer_foedselsellerdnummer,
  extract(year from age('2026-12-31', dato))::int alder, (array['Kvinne','Mann'])[1 + i % 2] kjoenn,
  case when i % 10 > 0 then '42150' || lpad((i % 400)::text, 3, '0') end grunnkrets
from generate_series(1::bigint, {}) i, lateral (select date '1926-01-01' + (i * 7919 % 35000)::int as dato) d
"""


class Run(NamedTuple):
    """Seconds in all and until the first plaintext, and VmHWM in MB."""

    seconds: float
    first_byte: float
    memory: float


class _Timed:
    """Passes plaintext on, and remembers when the first came."""

    def __init__(self, writer: EncryptingWriter) -> None:
        self._writer, self.first = writer, 0.0

    def write(self, plaintext: bytes) -> None:
        self.first = self.first or perf_counter()
        self._writer.write(plaintext)


def write_list(url: str, format: Format) -> Run:
    """From the database to an encrypted file, with the set of subjects collected."""
    subjects = array("q")
    with psycopg.connect(url) as connection, tempfile.TemporaryFile() as file:
        start = perf_counter()
        writer = EncryptingWriter(file, os.urandom(32))
        sink = _Timed(writer)
        with open_book(format, sink) as book:
            book.sheet("Innbyggere", COLUMNS)
            stream_copy(connection.cursor(), SELECT, book, on_keys=lambda keys: subjects.extend(map(int, keys)))
        writer.finish()
        return Run(perf_counter() - start, sink.first - start, peak_memory())


def plain_copy(url: str) -> float:
    """Seconds for the same SELECT, thrown away."""
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        start = perf_counter()
        with cursor.copy(sql.SQL("COPY ({}) TO STDOUT").format(SELECT)) as rows:
            for _ in rows:
                pass
        return perf_counter() - start


def with_xlsxwriter(url: str) -> float:
    """Seconds for xlsxwriter from the first row to the closed file."""
    with psycopg.connect(url) as connection:
        rows = [row[1:] for row in connection.execute(SELECT).fetchall()]
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        book = xlsxwriter.Workbook(file.name, {"constant_memory": True, "default_date_format": "dd.mm.yyyy"})
        sheet = book.add_worksheet()
        start = perf_counter()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        book.close()
        return perf_counter() - start


def measure(size: int) -> Iterator[Maaling]:
    """All figures, for a list of `size` persons."""
    with own_database() as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(sql.SQL(TABLE).format(sql.Literal(size)))
            connection.execute("vacuum analyze innbygger")
        yield from _xlsx(url, size)
        for format in (Format.CSV, Format.ODS):
            seconds = median(in_new_process(write_list, url, format).seconds for _ in range(PAIRS))
            yield Maaling(f"regneark_{format}_{size}", seconds, "s")


def _xlsx(url: str, size: int) -> Iterator[Maaling]:
    ours, copies, others = list[Run](), list[float](), list[float]()
    for _ in range(PAIRS):
        ours.append(in_new_process(write_list, url, Format.XLSX))
        copies.append(in_new_process(plain_copy, url))
        others.append(in_new_process(with_xlsxwriter, url))
    seconds = [run.seconds for run in ours]
    faster = [other / own for other, own in zip(others, seconds, strict=True)]
    slower = [own / copy for own, copy in zip(seconds, copies, strict=True)]
    bar = ">= 15" if size >= 1_000_000 else ">= 12"
    yield compared(f"regneark_xlsx_mot_xlsxwriter_{size}", ours=seconds, peers=others, ratios=faster, unit="s", bar=bar)
    yield compared(f"regneark_xlsx_mot_copy_{size}", ours=seconds, peers=copies, ratios=slower, unit="s", bar="<= 5")
    yield Maaling(f"regneark_xlsx_minne_{size}", max(run.memory for run in ours), "MB", bar="<= 250")
    first = median(run.first_byte for run in ours)
    yield Maaling(f"regneark_xlsx_foerste_byte_{size}", first * 1000, "ms", bar="<= 100")
