"""The one helper that opens a transaction and tells the database who acts.

Policies read what is set here as `(select current_setting('fiks.virksomhet', true))`, so that a forgotten filter gives no
rows, and a query outside a context gives none either. Everything is transaction-local: nothing follows a pooled connection
into the next request. Views get their context from `tilgang.requires`; jobs, commands and streaming answers open it
themselves, since a generator runs after the view has returned.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from fiks.felles.kontekst.actor import Actor

OPERATOR_ROLE = "fiks_operator"
_SETTINGS = ("fiks.virksomhet", "fiks.actor", "fiks.formaal", "fiks.pid")
# One statement, since it is run several times for every page. `role` is what `set local role` sets.
_SET = "select " + ", ".join("set_config(%s, %s, true)" for _ in (*_SETTINGS, "role"))
_GET = "select current_user, " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in _SETTINGS)


@contextmanager
def acting(actor: Actor, *, pid: str = "") -> Iterator[None]:
    """Run a block as `actor`, in one transaction (a savepoint when one is open).

    `pid` is set only while somebody logs in: it lets the database show that person's own user rows in every
    organisation, before one is chosen. What was set before comes back when the block ends.
    """
    with transaction.atomic():
        before = _current() if len(connection.savepoint_ids) else None
        _apply(*_wanted(actor, pid), operator=actor.is_operator)
        yield
        if before is not None:
            _apply(*before[1:], operator=before[0] == OPERATOR_ROLE)


@contextmanager
def reading_as(actor: Actor) -> Iterator[None]:
    """Run reads as `actor`: in the open context when it is the actor's already, otherwise in one of their own.

    For what is read beside a page's own work. There is no savepoint of its own, so nothing is written here.
    """
    if connection.in_atomic_block:
        role, *values = _current()
        if (role == OPERATOR_ROLE) == actor.is_operator and tuple(values) == _wanted(actor):
            yield
            return
    with acting(actor):
        yield


def _wanted(actor: Actor, pid: str = "") -> tuple[str, ...]:
    return (str(actor.virksomhet_id or ""), actor.id, actor.formaal, pid)


def _current() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_GET)
        row: tuple[str, ...] = cursor.fetchone()
    return row


def _apply(*values: str, operator: bool) -> None:
    told = zip((*_SETTINGS, "role"), (*values, OPERATOR_ROLE if operator else "none"), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_SET, [part for pair in told for part in pair])
