"""Sets tests up: settings, a real PostgreSQL, and one database a worker, used as the database role of the app.

Migrations run once as the owner into a template; each worker gets a copy of it. Tests that commit for real
(`transaction=True`) are cleaned up after on the owner's connection, which the code under test never sees.
"""

import atexit
import base64
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import hypothesis
import psycopg
import pytest
from psycopg import sql

if TYPE_CHECKING:
    from tests.world import World

# How fast examples come says something about the machine, never about the code.
hypothesis.settings.register_profile(
    "fiks",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.data_too_large],
)
hypothesis.settings.load_profile("fiks")

ROOT = Path(__file__).resolve().parent
STATE_DIR = ROOT / ".fiks"
SHARED = Path(os.environ.get("FIKS_SHARED", ROOT.parent / "shared"))
# Tables whose rows come with the migrations.
KEPT = ("django_migrations", "tjeneste")


def _prepare() -> object:
    os.environ["FIKS_MODUS"] = "test"
    os.environ.setdefault("FIKS_HEMMELIG_NOEKKEL", "bare-for-tester-" * 4)
    os.environ.setdefault("FIKS_HOVEDNOEKKEL", base64.urlsafe_b64encode(b"0" * 32).decode())
    for variable, prefix in (("FIKS_LAGER_MAPPE", "fiks-lager-"), ("FIKS_STATISK_MAPPE", "fiks-statisk-")):
        os.environ[variable] = tempfile.mkdtemp(prefix=prefix)
        atexit.register(shutil.rmtree, os.environ[variable], ignore_errors=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fiks.nettsted.settings")
    if "DATABASE_URL" in os.environ:
        return None
    from fiks.nettsted import postgres

    binaries = os.environ.get("FIKS_POSTGRES_BIN")
    attachment = postgres.attach(
        STATE_DIR, bin_dir=Path(binaries) if binaries else None, name="postgres15" if binaries else "postgres"
    )
    os.environ["DATABASE_URL"] = attachment.app_url
    os.environ["DATABASE_OWNER_URL"] = attachment.owner_url
    return attachment


# Held for as long as this process lives; the server stops when the last of us is gone.
_attachment = _prepare()


def pytest_configure() -> None:
    """Read the settings, so that pytest-django finds them and sets Django up.

    A worker of xdist has read them already, with the environment of the process that started it; its store is its own.
    """
    from django.conf import settings

    assert settings.MODUS == "test"
    settings.STORE_DIR = Path(os.environ["FIKS_LAGER_MAPPE"])


def pytest_report_header() -> list[str]:
    """Say once when tests against the published documents are left out."""
    return [] if SHARED.is_dir() else ["../shared finnes ikke: tester mot publiserte dokumenter utelates"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that uses the database, so that it can be run once more on another PostgreSQL."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(fixtures):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with published documents; tests that need it are left out where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared finnes ikke")
    return SHARED


def _owner(database: str) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(os.environ["DATABASE_OWNER_URL"], dbname=database, autocommit=True)


def _migrations_hash() -> str:
    files = sorted([*ROOT.glob("fiks/**/migrations/*.py"), ROOT / "fiks/felles/kontekst/policies.py"])
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _ensure_template(maintenance: psycopg.Connection[tuple[object, ...]], blocker: object) -> str:
    """Migrate into a template that all workers copy. Only one worker does it; the others wait for the lock."""
    name = f"mal_{_migrations_hash()}"
    STATE_DIR.mkdir(mode=0o700, exist_ok=True)
    with (STATE_DIR / "mal.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if maintenance.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            return name
        for (old,) in maintenance.execute("select datname from pg_database where datname like 'mal\\_%'").fetchall():
            maintenance.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(str(old))))
        maintenance.execute(sql.SQL("create database {}").format(sql.Identifier(f"{name}_ny")))
        _migrate(f"{name}_ny", blocker)
        rename = sql.SQL("alter database {} rename to {}")
        maintenance.execute(rename.format(sql.Identifier(f"{name}_ny"), sql.Identifier(name)))
    return name


def _migrate(database: str, blocker: object) -> None:
    from django.core.management import call_command
    from django.db import connections

    _point_at(database)
    with blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's fixture has no public type
        call_command("migrate", database="owner", verbosity=0)
        connections["owner"].close()


def _point_at(database: str) -> None:
    from django.db import connections

    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = database


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: object) -> Iterator[None]:
    """Give this worker a database of its own, copied from the migrated template."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "en")
    name = f"test_{worker}_{os.getpid()}"
    with _owner("postgres") as maintenance:
        template = _ensure_template(maintenance, django_db_blocker)
        maintenance.execute(
            sql.SQL("create database {} template {}").format(sql.Identifier(name), sql.Identifier(template))
        )
        _point_at(name)
        os.environ["FIKS_TESTDATABASE"] = name
        yield
        _point_at(name)
        _end_connections(name)
        maintenance.execute(sql.SQL("drop database if exists {}").format(sql.Identifier(name)))


def _end_connections(database: str) -> None:
    """End what each role has open in a database; only that role itself may. The server ends its own autovacuum when the
    database is dropped, but not when told to use force.
    """
    for role in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        with psycopg.connect(os.environ[role], dbname="postgres", autocommit=True) as connection:
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and usename = current_user",
                [database],
            )


def _truncate() -> None:
    with _owner(os.environ["FIKS_TESTDATABASE"]) as owner:
        rows = owner.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') "
            "and not relispartition and not relname = any(%s)",
            [list(KEPT)],
        ).fetchall()
        tables = sql.SQL(", ").join(sql.Identifier(str(name)) for (name,) in rows)
        owner.execute(sql.SQL("truncate {} restart identity").format(tables))


@pytest.fixture(scope="session", autouse=True)
def _clean_up_as_owner() -> Iterator[None]:
    """The app's role may not empty tables, so Django's own clean-up after real commits is replaced."""
    from django.test import TransactionTestCase

    def teardown(self: TransactionTestCase) -> None:
        from django.db import connections

        connections["default"].close()
        _truncate()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
        yield


@pytest.fixture
def owner() -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A connection as the owner of the test database, for looking past what the app may see."""
    with _owner(os.environ["FIKS_TESTDATABASE"]) as connection:
        yield connection


@pytest.fixture
def world(db: None) -> "World":
    """The small named world; see tests/world.py."""
    from tests.world import World

    return World()


@pytest.fixture
def digiorden(world: "World") -> "World":
    """The named world with Digiorden open, and its roles given."""
    from tests.world_digiorden import open_digiorden

    return open_digiorden(world)


@pytest.fixture
def transactional_world(transactional_db: None) -> "World":
    """The same world, committed for real: for tests of isolation and of roll-backs."""
    from tests.world import World

    return World()


class _NoRegister:
    def document(self, number: str) -> None:
        return None


@pytest.fixture
def post(settings: Any) -> Iterator[Mapping[str, str]]:
    """A mail server outside, and settings that lead to it. Gives the players' addresses; `innboks` reads what came."""
    from testmiljo.epost.lesing.player import PLAYER as READER
    from testmiljo.epost.mailbox import shared_mailbox
    from testmiljo.epost.player import PLAYER
    from testmiljo.kjoerende import running

    shared_mailbox.cache_clear()
    with running([PLAYER, READER], _NoRegister()) as addresses:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", urlsplit(addresses["epost"]).port
        settings.BASE_URL = "https://fiks.example"
        yield addresses
    shared_mailbox.cache_clear()


@pytest.fixture(autouse=True)
def _bokmaal() -> Iterator[None]:
    """Each test begins in Bokmål: a request in another language leaves its thread in it."""
    from django.utils import translation

    with translation.override("nb"):
        yield
