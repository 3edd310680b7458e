"""Reading much of the register at once: a connection of its own, one picture of the register, and nothing written.

Long reads do not stand in the transaction of the act that asks for them, so that how far they have come can be committed
beside them. The register is the same for all organisations; the context that row policies ask for is not needed here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Connection, Cursor, IsolationLevel

# Rows in the order of an index come at once, and the reader works while the database fetches the next; a sort holds all
# back. The planner is told that pages out of order cost as on SSD, else it sorts. What must be sorted has room in memory.
_SETTINGS = {"random_page_cost": "1.1", "work_mem": "64MB"}


@contextmanager
def reading() -> Iterator[Cursor[tuple[object, ...]]]:
    """Give psycopg's own cursor in a read-only transaction with one snapshot."""
    wrapper = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        wrapper.ensure_connection()
        raw: Connection[tuple[object, ...]] = wrapper.connection
        raw.isolation_level, raw.read_only = IsolationLevel.REPEATABLE_READ, True
        with raw.transaction(), raw.cursor() as cursor:
            for name, value in _SETTINGS.items():
                cursor.execute("select set_config(%s, %s, true)", [name, value])
            yield cursor
    finally:
        wrapper.close()


def lock(cursor: Cursor[tuple[object, ...]], id: UUID) -> bool:
    """Take what stands for this id until the transaction ends, also when its process dies. False when another has it."""
    cursor.execute("select pg_try_advisory_xact_lock(%s)", [int.from_bytes(id.bytes[:8], signed=True)])
    row = cursor.fetchone()
    return bool(row and row[0])
