"""Organisations and people: who may make them, and what the audit log says."""

from uuid import UUID

import pytest
from click.testing import CliRunner
from django.db import ProgrammingError

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.virksomhet import actions, queries
from fiks.felles.virksomhet.commands.virksomhet import command
from fiks.felles.virksomhet.models import VirksomhetType
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db


def test_the_operator_makes_an_organisation(world: World) -> None:
    answer = CliRunner().invoke(command, ["ny", "--orgnr", "987654321", "--navn", "Risør", "--kommunenummer", "4201"])
    assert answer.exit_code == 0
    made = queries.virksomhet(UUID(answer.output.strip()))
    assert (made.navn, made.kommunenummer) == ("Risør", "4201")
    with acting(OPERATOR):
        assert Revisjonslinje.objects.filter(handling="virksomhet.opprettet", virksomhet_id=made.id).exists()


@pytest.mark.parametrize("orgnr", ["12345678", "12345678x"])
def test_a_number_of_wrong_length_is_not_taken(world: World, orgnr: str) -> None:
    answer = CliRunner().invoke(command, ["ny", "--orgnr", orgnr, "--navn", "Risør"])
    assert answer.exit_code == 2
    assert "ni siffer" in answer.output


def test_an_organisation_number_is_used_once(world: World) -> None:
    answer = CliRunner().invoke(command, ["ny", "--orgnr", world.lillesand.orgnr, "--navn", "Lillesand igjen"])
    assert answer.exit_code == 1
    assert "finnes fra før" in answer.output


@pytest.mark.django_db(transaction=True)
def test_an_administrator_cannot_make_an_organisation(transactional_world: World) -> None:
    by = transactional_world.actor(transactional_world.ingrid)
    with pytest.raises(ProgrammingError, match="permission denied"), acting(by):
        actions.create_virksomhet(
            orgnr="987654321", navn="Risør", type=VirksomhetType.KOMMUNE, by=by, at=transactional_world.now
        )


def test_a_person_who_was_closed_is_made_active_again(world: World) -> None:
    by = world.actor(world.ingrid)
    with acting(by):
        actions.deactivate_bruker(bruker=world.fredrik, by=by, at=world.now)
        assert world.fredrik not in queries.brukere_for(by)
        again = actions.add_bruker(
            virksomhet=world.lillesand,
            foedselsnummer=world.fredrik.foedselsnummer,
            navn="Fredrik Dahl",
            by=by,
            at=world.now,
        )
        assert again == world.fredrik
        assert world.fredrik in queries.brukere_for(by)
        acts = Revisjonslinje.objects.filter(gjelder="Fredrik Dahl").order_by("at", "handling")
        assert "virksomhet.bruker_stengt" in acts.values_list("handling", flat=True)


def test_another_organisations_people_are_not_seen(world: World) -> None:
    by = world.actor(world.ingrid)
    with acting(by):
        assert world.berit not in queries.brukere_for(by)
        assert not queries.brukere_with_pid(world.berit.foedselsnummer).exists()
