"""A database of its own for a bench, on the server that the environment names or on the one at the desk."""

import base64
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import conninfo, sql

from fiks.nettsted import postgres

_ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def own_installation() -> Iterator[str]:
    """Make a database with all tables and point the environment of this process, and of those it starts, at it.

    Gives the owner's address. Processes that measure call `django_ready` first.
    """
    with _database() as (owner_url, app_url), tempfile.TemporaryDirectory(prefix="fiks-bench-") as folder:
        os.environ |= {
            "FIKS_MODUS": "test",
            "FIKS_HEMMELIG_NOEKKEL": "bare-for-maaling-" * 4,
            "FIKS_HOVEDNOEKKEL": base64.urlsafe_b64encode(os.urandom(32)).decode(),
            "FIKS_TILSTAND": folder,
            "FIKS_LAGER_MAPPE": f"{folder}/lager",
            "DJANGO_SETTINGS_MODULE": "fiks.nettsted.settings",
            "DATABASE_URL": app_url,
            "DATABASE_OWNER_URL": owner_url,
        }
        migrate = [sys.executable, "-m", "django", "migrate", "--database", "owner", "--verbosity", "0"]
        subprocess.run(migrate, cwd=_ROOT, check=True)
        yield owner_url


def django_ready() -> None:
    """Set Django up in a process that measures."""
    import django

    django.setup()


@contextmanager
def _database() -> Iterator[tuple[str, str]]:
    attachment = None if "DATABASE_OWNER_URL" in os.environ else postgres.attach(_ROOT / ".fiks")
    owner_url = attachment.owner_url if attachment else os.environ["DATABASE_OWNER_URL"]
    app_url = attachment.app_url if attachment else os.environ["DATABASE_URL"]
    before = dict(os.environ)
    name = f"bench_{os.getpid()}"
    try:
        with psycopg.connect(owner_url, dbname="postgres", autocommit=True) as maintenance:
            maintenance.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
            try:
                yield conninfo.make_conninfo(owner_url, dbname=name), conninfo.make_conninfo(app_url, dbname=name)
            finally:
                maintenance.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))
    finally:
        os.environ.clear()
        os.environ |= before
        if attachment:
            attachment.close()
