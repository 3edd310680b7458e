"""The audit log: written with the act, kept when the act is refused, and never changed."""

from datetime import UTC, datetime
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import (
    MAX_SUBJECTS,
    Handling,
    NotInTransaction,
    ensure_partitions,
    record,
    record_refusal,
)
from fiks.felles.revisjon.models import Revisjonslinje, Utfall
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2126, 11, 25, 12, tzinfo=UTC)  # later than whatever the world has done


def _acts(world: World) -> list[str]:
    with acting(world.actor(world.ingrid)):
        return list(Revisjonslinje.objects.filter(at__gte=AT).values_list("handling", flat=True))


def _fail() -> None:
    with connection.cursor() as cursor:
        cursor.execute("insert into tildeling (id) values (gen_random_uuid())")


def _record_and_fail(by: Actor) -> None:
    record(Handling("prove.gjort"), by=by, at=AT)
    _fail()


def test_a_row_goes_with_the_act_when_it_is_undone(transactional_world: World) -> None:
    world, by = transactional_world, transactional_world.actor(transactional_world.jonas)
    with pytest.raises(ProgrammingError), acting(by):
        _record_and_fail(by)
    assert _acts(world) == []


def test_a_refusal_stays_when_the_act_is_undone(transactional_world: World) -> None:
    world, by = transactional_world, transactional_world.actor(transactional_world.jonas)
    with pytest.raises(ProgrammingError), acting(by):
        _fail()
    record_refusal(Handling("prove.avvist"), by=by, at=AT)
    with acting(world.actor(world.ingrid)):
        row = Revisjonslinje.objects.get(handling="prove.avvist")
    assert (row.utfall, row.aktoer_navn) == (Utfall.AVVIST, "Jonas Lie Berg")


def test_no_row_can_be_written_outside_a_transaction(transactional_world: World) -> None:
    with pytest.raises(NotInTransaction):
        record(Handling("prove.gjort"), by=transactional_world.actor(transactional_world.jonas), at=AT)


def test_another_organisation_sees_none_of_it(transactional_world: World) -> None:
    world, by = transactional_world, transactional_world.actor(transactional_world.jonas)
    with acting(by):
        record(Handling("prove.gjort"), by=by, at=AT)
    assert _acts(world) == ["prove.gjort"]
    with acting(world.actor(world.berit)):
        assert not Revisjonslinje.objects.filter(handling="prove.gjort").exists()


def test_nobody_writes_a_row_for_another_organisation(transactional_world: World) -> None:
    world, by = transactional_world, transactional_world.actor(transactional_world.jonas)
    with pytest.raises(ProgrammingError, match="row-level security"), acting(by):
        record(Handling("prove.gjort"), by=by, at=AT, virksomhet_id=world.birkenes.id)


@pytest.mark.parametrize("change", ["update revisjonslinje set handling = 'x'", "delete from revisjonslinje"])
def test_the_app_can_neither_change_nor_delete_a_row(transactional_world: World, change: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting(transactional_world.actor(transactional_world.jonas)),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_the_operator_cannot_change_a_row_either(transactional_world: World) -> None:
    from tests.world import OPERATOR

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting(OPERATOR),
        connection.cursor() as cursor,
    ):
        cursor.execute("update revisjonslinje set handling = 'x'")


def test_a_row_lists_no_more_than_a_thousand_persons(transactional_world: World) -> None:
    by = transactional_world.actor(transactional_world.jonas)
    many = [f"{number:011}" for number in range(MAX_SUBJECTS + 1)]
    with pytest.raises(IntegrityError), acting(by):
        record(Handling("prove.gjort", subjekter=many), by=by, at=AT)


def test_a_row_knows_its_transaction(transactional_world: World) -> None:
    by = transactional_world.actor(transactional_world.jonas)
    with acting(by), connection.cursor() as cursor:
        row = record(Handling("prove.gjort"), by=by, at=AT)
        cursor.execute("select xid = pg_current_xact_id() from revisjonslinje where id = %s", [row.id])
        assert cursor.fetchone() == (True,)


def test_rows_lie_in_the_partition_of_their_month(
    transactional_world: World, owner: psycopg.Connection[tuple[object, ...]]
) -> None:
    by, at = transactional_world.actor(transactional_world.jonas), datetime(2031, 2, 3, tzinfo=UTC)
    try:
        with transaction.atomic():
            ensure_partitions(at)
        with acting(by):
            record(Handling("prove.gjort", gjelder=str(uuid4())), by=by, at=at)
        assert owner.execute("select count(*) from revisjonslinje_2031_02").fetchone() == (1,)
    finally:
        owner.execute("drop table revisjonslinje_2031_02, revisjonslinje_2031_03, revisjonslinje_2031_04")


def test_a_case_is_kept_only_with_the_area_that_says_who_may_read_it(transactional_world: World) -> None:
    by = transactional_world.actor(transactional_world.siri, transactional_world.barnevern, sak="2026/1432")
    with acting(by):
        assert record(Handling("prove.gjort"), by=by, at=AT).sak == ""
        assert record(Handling("prove.gjort", tjenesteomraade="BARNEVERN"), by=by, at=AT).sak == "2026/1432"
