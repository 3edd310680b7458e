"""`fiks oppslag`: whom it works for, what it prints, and what the log says."""

import json

import pytest
from click.testing import CliRunner, Result
from django.test import Client

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.tilgang.models import Tildeling
from fiks.folkeregister.commands.oppslag import command
from fiks.folkeregister.registerkopi.documents import raw_document
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db


def run(
    world: World, name: str, *options: str, rolle: str = "Skole med hjemmel", som: str = "Jonas Lie Berg"
) -> Result:
    number = world.numbers.get(name, name)
    given = [number, "--rolle", rolle, "--som", som, *options]
    return CliRunner().invoke(command, given if "--formaal" in options else [*given, "--formaal", "Skolestart"])


def last(world: World) -> Revisjonslinje:
    with acting(world.actor(world.jonas)):
        return Revisjonslinje.objects.order_by("at").last()  # type: ignore[return-value]  # there is one


def test_the_sheet_is_short_and_readable(world: World) -> None:
    result = run(world, "solveig")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Solveig Christiansen\n")
    assert "Strandgata 14 B" in result.output
    assert "Per Arne Christiansen" in result.output
    assert "Kristjansen" not in result.output


def test_the_log_tells_of_the_command_line_and_no_log_in(world: World) -> None:
    run(world, "solveig", "--sak", "2026/7")
    row = last(world)
    assert (row.handling, row.kanal, row.acr) == ("folkeregister.oppslag", "KOMMANDOLINJE", "")
    assert (row.aktoer_id, row.on_behalf_of) == (str(world.jonas.id), "Jonas Lie Berg")
    assert row.os_bruker
    assert (row.formaal, row.sak, row.rolle_navn) == ("Skolestart", "2026/7", "Skole med hjemmel")


def test_json_is_the_document_cut_to_the_role(world: World) -> None:
    result = run(world, "solveig", "--json", rolle="Vaksinasjon")
    document = json.loads(result.output)
    assert document["navn"][0]["etternavn"] == "CHRISTIANSEN"
    assert len(document["navn"]) == 1
    assert "sivilstand" not in document


def test_raw_has_history_where_the_role_has_it(world: World) -> None:
    whole = json.loads(raw_document(world.numbers["solveig"]) or b"")
    assert json.loads(run(world, "solveig", "--raa").output) == whole
    assert len(json.loads(run(world, "solveig", "--raa", rolle="Vaksinasjon").output)["navn"]) == 1


def test_the_number_can_come_from_standard_input(world: World) -> None:
    given = ["-", "--rolle", "Skole med hjemmel", "--som", str(world.jonas.id), "--formaal", "Skolestart"]
    result = CliRunner().invoke(command, given, input=f"{world.numbers['solveig']}\n")
    assert "Solveig Christiansen" in result.output


@pytest.mark.parametrize("som", ["id", "foedselsnummer", "navn"])
def test_the_person_is_named_in_three_ways(world: World, som: str) -> None:
    named = str(getattr(world.jonas, som))
    assert run(world, "per", som=named, rolle=str(world.fullrolle.id)).exit_code == 0


def test_a_role_name_in_several_organisations_is_settled_by_the_person(world: World) -> None:
    assert run(world, "bjarne", som="Berit Solås", rolle="Vaksinasjon").exit_code == 0


@pytest.mark.parametrize(
    ("som", "rolle", "told"),
    [
        ("Jonas Lie Berg", "Finnes ikke", "Rollen finnes ikke"),
        ("Ingen Her", "Vaksinasjon", "Finner ingen slik person"),
        ("Fredrik Dahl", "Vaksinasjon", "har ikke rollen"),
    ],
)
def test_who_does_not_hold_the_role_gets_nothing(world: World, som: str, rolle: str, told: str) -> None:
    result = run(world, "solveig", som=som, rolle=rolle)
    assert result.exit_code == 1
    assert told in result.output
    assert "Solveig" not in result.output


def test_a_withdrawn_role_is_refused_and_logged(world: World) -> None:
    with acting(OPERATOR):
        Tildeling.objects.filter(bruker=world.jonas).update(withdrawn_at=world.now, withdrawn_by="x")
    assert "har ikke rollen" in run(world, "solveig").output
    assert (last(world).handling, last(world).utfall) == ("tilgang.avvist", "AVVIST")


def test_without_a_purpose_it_is_refused(world: World) -> None:
    result = run(world, "solveig", "--formaal", "")
    assert (result.exit_code, last(world).utfall) == (1, "AVVIST")


def test_graded_addresses_take_a_reason(world: World) -> None:
    assert "Hemmeligveien" not in run(world, "fortrolig", "--raa").output
    assert "Hemmeligveien" not in run(world, "fortrolig").output
    assert run(world, "fortrolig", "--gradert").exit_code == 1
    assert "Hemmeligveien" in run(world, "fortrolig", "--gradert", "--aarsak", "Varsel").output
    assert (last(world).handling, last(world).aarsak) == ("folkeregister.vis_gradert", "Varsel")
    assert "Hemmeligveien" in run(world, "fortrolig", "--raa", "--aarsak", "Varsel").output


def test_strengt_fortrolig_is_never_opened(world: World) -> None:
    result = run(world, "strengt", "--raa", "--aarsak", "Varsel")
    assert set(json.loads(result.output)) & {"bostedsadresse", "oppholdsadresse"} == set()


def test_a_role_without_the_choice_is_refused(world: World) -> None:
    result = run(world, "fortrolig", "--gradert", "--aarsak", "Varsel", rolle="Vaksinasjon")
    assert result.exit_code == 1
    assert "åpner ikke for graderte" in result.output


@pytest.mark.parametrize("name", ["nobody", "12835844632", "abc"])
def test_errors_hold_no_number(world: World, name: str) -> None:
    result = run(world, name)
    assert result.exit_code == 1
    assert world.numbers.get(name, name) not in result.output


def test_what_was_done_for_one_stands_among_ones_own(client: Client, world: World) -> None:
    run(world, "solveig")
    world.log_in(client, world.jonas, world.fullrolle)
    assert "Fra kommandolinjen" in client.get("/folkeregister/mine-oppslag/").content.decode()
