"""The first load of an installation: indexes are built after it, which takes a third of the time of keeping them along.

Which indexes wait is kept in the database, by the same transaction that takes them off. Whoever loads next builds them when
a first load was cut short, so nothing is lost but speed. Until then the register answers rightly, but slowly.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from fiks.felles.kontekst import Actor, acting

_ALONE = "select pg_try_advisory_lock(hashtext('folkeregister.last'))"
_NO_LONGER = "select pg_advisory_unlock(hashtext('folkeregister.last'))"
_WAITING = "select registerkopi_ventende_indekser(false)"


@contextmanager
def alone() -> Iterator[bool]:
    """Keep other loaders waiting until this load is done. False when another is at work; then batches take turns."""
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)
        got = cursor.fetchone() == (True,)
    try:
        yield got
    finally:
        if got and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute(_NO_LONGER)


def take_off_indexes(by: Actor) -> bool:
    """Take the indexes off that are not needed for loading, when no document has been loaded yet; tell whether."""
    with acting(by), connection.cursor() as cursor:
        cursor.execute("select registerkopi_ta_av_indekser()")
        return bool(cursor.fetchone() == (True,))


def waiting_indexes() -> list[str]:
    """Names of indexes that are to be built."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        return [name for (name,) in cursor.fetchall()]


def build_indexes(by: Actor, told: Callable[[str], None] = lambda _name: None) -> None:
    """Build the indexes that wait, each in a transaction of its own.

    Args:
        told: each name, before it is built.
    """
    for name in waiting_indexes():
        told(name)
        with acting(by), connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(hashtext('folkeregister.last'))")
            cursor.execute("select registerkopi_bygg_indeks(%s)", [name])
