"""Reading much of the register at once: a connection of its own, one picture of the register, and nothing written.

Long reads do not stand in the transaction of the act that asks for them, so that how far they have come can be committed
beside them. The register is the same for all organisations; the context that row policies ask for is not needed here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Connection, Cursor, IsolationLevel

# Sorting a large municipality in memory; one draw uses it once or twice.
_WORK_MEM = "64MB"


@contextmanager
def reading() -> Iterator[Cursor[tuple[object, ...]]]:
    """Give psycopg's own cursor in a read-only transaction with one snapshot."""
    wrapper = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        wrapper.ensure_connection()
        raw: Connection[tuple[object, ...]] = wrapper.connection
        raw.isolation_level, raw.read_only = IsolationLevel.REPEATABLE_READ, True
        with raw.transaction(), raw.cursor() as cursor:
            cursor.execute("select set_config('work_mem', %s, true)", [_WORK_MEM])
            yield cursor
    finally:
        wrapper.close()


def lock(cursor: Cursor[tuple[object, ...]], id: UUID) -> bool:
    """Take what stands for this id until the transaction ends, also when its process dies. False when another has it."""
    cursor.execute("select pg_try_advisory_xact_lock(%s)", [int.from_bytes(id.bytes[:8], signed=True)])
    row = cursor.fetchone()
    return bool(row and row[0])
