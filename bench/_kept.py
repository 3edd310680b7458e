"""A register that is filled once and kept for the next run.

It is a database on a server in `.fiks/bench`, or on the server that the environment names, called by its size and by the
migrations that made its tables.
"""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter, sleep

import click
import psycopg
from psycopg import conninfo, sql

from fiks.nettsted import postgres

_ROOT = Path(__file__).resolve().parents[1]
_STATE = _ROOT / ".fiks" / "bench"
# Measured: tables, indexes, the log and what sorting takes on the way. 5.5 million residents come to 20 GB.
_BYTES_EACH, _BYTES_AT_LEAST = 3_400, 1_000_000_000
_BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Filled:
    """How the register was filled. CPU seconds are the loader's own, and the database's where it could be told."""

    documents: int
    seconds: float
    loader_cpu: float
    database_cpu: float


@dataclass(frozen=True, slots=True)
class Register:
    """A filled register. The environment of this process points at it for as long as it is open."""

    size: int
    owner_url: str
    app_url: str
    filled: Filled

    @property
    def bytes(self) -> int:
        """All of the database."""
        with psycopg.connect(self.owner_url) as owner:
            row = owner.execute("select pg_database_size(current_database())").fetchone()
            return int(row[0]) if row else 0


@contextmanager
def register_of(size: int) -> Iterator[Register]:
    """The register of so many residents, filled now when it is not there.

    Raises:
        click.ClickException: there is not room for it.
    """
    with _server() as addresses:
        name = _name(size)
        filled = _filled(addresses[0], name)
        owner_url, app_url = (conninfo.make_conninfo(url, dbname=name) for url in addresses)
        _point_at(owner_url, app_url)
        if filled is None:
            require_room(size)
            _make(owner_url, name, size)
            filled = _fill(owner_url, size)
            _remember(owner_url, name, filled)
        yield Register(size, owner_url, app_url, filled)


def forget(size: int) -> None:
    """Throw away the register of so many residents."""
    with _server() as (owner_url, _app_url):
        _drop(owner_url, f"register_{size}_")


@contextmanager
def _server() -> Iterator[tuple[str, str]]:
    before = dict(os.environ)
    attachment = None if "DATABASE_OWNER_URL" in os.environ else postgres.attach(_STATE)
    try:
        if attachment:
            yield attachment.owner_url, attachment.app_url
        else:
            yield os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"]
    finally:
        os.environ.clear()
        os.environ |= before
        if attachment:
            attachment.close()


def _name(size: int) -> str:
    migrations = sorted((_ROOT / "fiks").glob("**/migrations/0*.py"))
    made_by = hashlib.sha256(b"".join(file.read_bytes() for file in migrations)).hexdigest()[:8]
    return f"register_{size}_{made_by}"


def _filled(owner_url: str, name: str) -> Filled | None:
    with psycopg.connect(owner_url, dbname="postgres") as maintenance:
        row = maintenance.execute(
            "select shobj_description(oid, 'pg_database') from pg_database where datname = %s", [name]
        ).fetchone()
    return Filled(**json.loads(row[0])) if row and row[0] else None


def require_room(size: int) -> None:
    needed = _BYTES_AT_LEAST + size * _BYTES_EACH
    _STATE.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(_STATE).free
    if free < needed:
        raise click.ClickException(
            f"Registeret med {size} bosatte trenger {needed / 1e9:.1f} GB, og bare {free / 1e9:.1f} GB er ledig i {_STATE}. "
            "Frigjør plass, eller velg en mindre SIZE."
        )


def _make(owner_url: str, name: str, size: int) -> None:
    _drop(owner_url, f"register_{size}_")
    with psycopg.connect(owner_url, dbname="postgres", autocommit=True) as maintenance:
        maintenance.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    migrate = [sys.executable, "-m", "django", "migrate", "--database", "owner", "--verbosity", "0"]
    subprocess.run(migrate, cwd=_ROOT, check=True)


def _drop(owner_url: str, prefix: str) -> None:
    with psycopg.connect(owner_url, dbname="postgres", autocommit=True) as maintenance:
        for (name,) in maintenance.execute(
            "select datname from pg_database where starts_with(datname, %s)", [prefix]
        ).fetchall():
            maintenance.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))


def _point_at(owner_url: str, app_url: str) -> None:
    os.environ |= {
        "FIKS_MODUS": "test",
        "FIKS_HEMMELIG_NOEKKEL": "bare-for-maaling-" * 4,
        "FIKS_HOVEDNOEKKEL": base64.urlsafe_b64encode(bytes(32)).decode(),
        "FIKS_LAGER_MAPPE": str(_STATE / "lager"),
        "DJANGO_SETTINGS_MODULE": "fiks.nettsted.settings",
        "DATABASE_URL": app_url,
        "DATABASE_OWNER_URL": owner_url,
    }


def _fill(owner_url: str, size: int) -> Filled:
    """Stream the population into `fiks last`. Nothing is stored in between."""
    before, start = _database_cpu(owner_url), perf_counter()
    generator = subprocess.Popen([_BIN / "testmiljo", "generer", "--innbyggere", str(size)], stdout=subprocess.PIPE)
    loader = subprocess.Popen(
        [_BIN / "fiks", "last", "-", "--json"], cwd=_STATE, stdin=generator.stdout, stdout=subprocess.PIPE
    )
    assert generator.stdout
    assert loader.stdout
    generator.stdout.close()
    told = loader.stdout.read()
    _pid, status, usage = os.wait4(loader.pid, 0)
    loader.returncode = os.waitstatus_to_exitcode(status)
    if generator.wait() or loader.returncode:
        raise click.ClickException("Registeret ble ikke fylt.")
    seconds = perf_counter() - start
    sleep(1)  # until the server has counted the time of those that have left
    loader_cpu = usage.ru_utime + usage.ru_stime
    documents = json.loads(told.splitlines()[-1])["nye"]
    return Filled(documents, seconds, loader_cpu, _database_cpu(owner_url) - before)


def _database_cpu(owner_url: str) -> float:
    """Seconds of the server at the desk and all that it has started; 0 when it is another's."""
    with psycopg.connect(owner_url) as owner:
        found = owner.execute("select pg_backend_pid()").fetchone()
        try:
            server = int(_stat(int(found[0]))[1]) if found else 0
            ticks = sum(int(part) for part in _stat(server)[11:15])
        except OSError:
            return 0.0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                stat = _stat(int(folder.name))
            except OSError:
                continue
            ticks += sum(int(part) for part in stat[11:13]) if int(stat[1]) == server else 0
    return ticks / os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text("ascii", errors="replace").rpartition(")")[2].split()


def _remember(owner_url: str, name: str, filled: Filled) -> None:
    with psycopg.connect(owner_url, autocommit=True) as owner:
        owner.execute("vacuum")
        text = sql.SQL("comment on database {} is {}")
        owner.execute(text.format(sql.Identifier(name), sql.Literal(json.dumps(asdict(filled)))))
