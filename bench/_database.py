"""A database of its own for a bench, on the server that DATABASE_OWNER_URL names or on the one at the desk."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import conninfo, sql

from fiks.nettsted import postgres

_ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def own_database() -> Iterator[str]:
    """Make a database, give its address, and drop it after."""
    attachment = None if "DATABASE_OWNER_URL" in os.environ else postgres.attach(_ROOT / ".fiks")
    url = attachment.owner_url if attachment else os.environ["DATABASE_OWNER_URL"]
    name = f"bench_{os.getpid()}"
    try:
        with psycopg.connect(url, dbname="postgres", autocommit=True) as maintenance:
            maintenance.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
            try:
                yield conninfo.make_conninfo(url, dbname=name)
            finally:
                maintenance.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))
    finally:
        if attachment:
            attachment.close()
