"""The context helper, on real commits: inside a test's own transaction a leak would not show."""

from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from fiks.felles.kontekst import Actor, ActorSlag, Kanal, acting, reading_as
from fiks.felles.virksomhet import actions
from fiks.felles.virksomhet.models import Bruker, Virksomhet, VirksomhetType

pytestmark = pytest.mark.django_db(transaction=True)
DRIFT = Actor.operator("tester")


def _virksomhet(orgnr: str, navn: str) -> Virksomhet:
    with acting(DRIFT):
        made = actions.create_virksomhet(
            orgnr=orgnr, navn=navn, type=VirksomhetType.KOMMUNE, by=DRIFT, at=timezone.now()
        )
        actions.add_bruker(
            virksomhet=made, foedselsnummer="14857940211", navn=f"Kari i {navn}", by=DRIFT, at=timezone.now()
        )
    return made


def _actor(virksomhet: Virksomhet) -> Actor:
    return Actor(ActorSlag.BRUKER, str(uuid4()), "Kari", Kanal.WEB, virksomhet_id=virksomhet.id)


def _names() -> set[str]:
    return set(Bruker.objects.values_list("navn", flat=True))


def test_nothing_is_seen_outside_a_context() -> None:
    _virksomhet("987654321", "Lillesand")
    assert _names() == set()


def test_one_organisation_sees_its_own_rows_only() -> None:
    lillesand, birkenes = _virksomhet("987654321", "Lillesand"), _virksomhet("912345678", "Birkenes")
    with acting(_actor(lillesand)):
        assert _names() == {"Kari i Lillesand"}
    with acting(_actor(birkenes)):
        assert _names() == {"Kari i Birkenes"}


def test_leaving_the_helper_clears_the_context() -> None:
    lillesand = _virksomhet("987654321", "Lillesand")
    with acting(_actor(lillesand)):
        assert _names()
    assert _names() == set()
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('fiks.virksomhet', true), ''), current_user")
        assert cursor.fetchone() == ("", "fiks_app")


def test_an_inner_context_gives_the_outer_one_back() -> None:
    lillesand, birkenes = _virksomhet("987654321", "Lillesand"), _virksomhet("912345678", "Birkenes")
    with acting(_actor(lillesand)):
        with acting(DRIFT):
            assert len(_names()) == 2
        with acting(_actor(birkenes)):
            assert _names() == {"Kari i Birkenes"}
        assert _names() == {"Kari i Lillesand"}


def test_an_inner_context_that_fails_gives_the_outer_one_back() -> None:
    lillesand, birkenes = _virksomhet("987654321", "Lillesand"), _virksomhet("912345678", "Birkenes")
    with acting(_actor(lillesand)):
        with pytest.raises(ZeroDivisionError), acting(_actor(birkenes)):
            raise ZeroDivisionError
        assert _names() == {"Kari i Lillesand"}


def test_a_row_cannot_be_written_into_another_organisation() -> None:
    lillesand, birkenes = _virksomhet("987654321", "Lillesand"), _virksomhet("912345678", "Birkenes")
    with pytest.raises(ProgrammingError, match="row-level security"), acting(_actor(lillesand)):
        actions.add_bruker(virksomhet=birkenes, foedselsnummer="02826843058", navn="Ola", by=DRIFT, at=timezone.now())


def test_a_person_logging_in_sees_own_rows_in_every_organisation() -> None:
    _virksomhet("987654321", "Lillesand")
    _virksomhet("912345678", "Birkenes")
    with acting(Actor.anonymous(), pid="14857940211"):
        assert len(_names()) == 2
    with acting(Actor.anonymous(), pid="02826843058"):
        assert _names() == set()


def test_the_app_cannot_make_an_organisation() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Virksomhet.objects.create(orgnr="987654321", navn="X", type=VirksomhetType.KOMMUNE, created_at=timezone.now())


def test_reading_as_the_same_actor_stays_in_the_open_context() -> None:
    actor = _actor(_virksomhet("987654321", "Lillesand"))
    with acting(actor):
        before = len(connection.savepoint_ids)
        with reading_as(actor):
            assert len(connection.savepoint_ids) == before
            assert _names() == {"Kari i Lillesand"}


def test_reading_as_another_never_sees_what_the_open_context_sees() -> None:
    lillesand, birkenes = _virksomhet("987654321", "Lillesand"), _virksomhet("912345678", "Birkenes")
    for outer in (_actor(lillesand), DRIFT):
        with acting(outer):
            with reading_as(_actor(birkenes)):
                assert _names() == {"Kari i Birkenes"}
            assert "Kari i Lillesand" in _names()
    with reading_as(_actor(birkenes)):
        assert _names() == {"Kari i Birkenes"}
    assert _names() == set()
