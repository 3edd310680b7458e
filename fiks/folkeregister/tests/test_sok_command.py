"""`fiks sok`: the page's rules and log, at the command line."""

import json

import pytest
from click.testing import CliRunner, Result

from fiks.folkeregister.commands.sok import command
from fiks.folkeregister.tests.test_oppslag_command import last
from tests.world import World

pytestmark = pytest.mark.django_db


def run(
    *given: str, rolle: str = "Skole med hjemmel", som: str = "Jonas Lie Berg", formaal: str = "Skolestart"
) -> Result:
    return CliRunner().invoke(command, [*given, "--rolle", rolle, "--som", som, "--formaal", formaal])


def test_hits_are_told_with_their_reason(world: World) -> None:
    result = run("Solveig Kristjansen")
    assert result.exit_code == 0, result.output
    assert f"Solveig Christiansen  {world.numbers['solveig']}" in result.output
    assert "Passer fordi: Christiansen lyder likt som Kristjansen" in result.output


def test_the_log_tells_whom_it_showed_and_not_what_was_typed(world: World) -> None:
    run("Solveig Kristjansen", "--kommune", "Lillesand")
    row = last(world)
    assert (row.handling, row.kanal, row.subjekter) == (
        "folkeregister.soek",
        "KOMMANDOLINJE",
        [world.numbers["solveig"]],
    )
    assert row.detaljer["kriterier"] == ["navn", "kommuner"]
    assert "Kristjansen" not in repr(row.__dict__)


def test_json_holds_what_the_role_sees(world: World) -> None:
    found = json.loads(run("--gate", "Skoleveien 14", "--fodt", "2010-2020", "--json").output)
    assert (found["antall"], found["treff"][0]["nummer"]) == (1, world.numbers["lise"])
    assert found["treff"][0]["adresse"] == "Skoleveien 14 B"
    former = json.loads(run("Kristjansen", "--fodt", "1958", "--historikk", "--json").output)
    assert former["treff"][0]["vei"] == "TIDLIGERE_NAVN"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["Hansen"], "Skriv hele navnet"),
        (["Solveig Christiansen", "--kommune", "Oslo"], "dekker ikke 0301"),
        (["Solveig Christiansen", "--kommune", "Ingensteds"], "Vi fant ingen kommune som heter «Ingensteds»"),
        (["Solveig Christiansen", "--kommune", "1507"], "ble delt"),
        (["Solveig", "--fodt", "i fjor"], "Skriv datoen"),
        (["Xaver Qwertz"], "Ingen treff"),
    ],
)
def test_what_cannot_be_found_is_said(world: World, given: list[str], told: str) -> None:
    result = run(*given)
    assert result.exit_code == 1
    assert told in result.output


def test_a_role_that_does_not_search_is_refused_and_logged(world: World) -> None:
    result = run("Solveig Christiansen", rolle="Barnevern", som="Siri Haugen")
    assert result.exit_code == 1
    assert "åpner ikke for søk" in result.output
    assert (last(world).handling, last(world).utfall) == ("tilgang.avvist", "AVVIST")


def test_without_a_purpose_it_is_refused(world: World) -> None:
    assert run("Solveig Christiansen", formaal="").exit_code == 1
    assert last(world).utfall == "AVVIST"


def test_who_is_strengt_fortrolig_is_told_without_place(world: World) -> None:
    assert "Ingen adresse å vise" in run("Stine Skjult").output
    assert run("Stine Skjult", "--postnummer", "4790").exit_code == 1


@pytest.mark.parametrize("kommune", ["4215", "0926", "Lillesand"])
def test_a_municipality_is_read_by_name_and_by_its_old_number(world: World, kommune: str) -> None:
    result = run("Solveig Christiansen", "--kommune", kommune)
    assert result.exit_code == 0, result.output
    assert "Solveig Christiansen" in result.output
