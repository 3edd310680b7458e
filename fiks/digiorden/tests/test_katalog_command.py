"""`fiks katalog`: files, decisions, merging with a preview, and undoing."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fiks.digiorden.actions.deling import velg_deling
from fiks.digiorden.actions.katalog import send_inn
from fiks.digiorden.commands.katalog import command
from fiks.digiorden.models import DeltApplikasjon, Katalogsystem
from fiks.digiorden.tests.katalog import EXAMPLES, again, make_applikasjon, make_system, rows, system_again
from fiks.felles.kontekst import acting
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
HEADINGS = "navn;tidligere_navn;alias;leverandoer_navn;tidligere_leverandoerer;temaer;beskrivelse"


def run(*arguments: object, fails: bool = False) -> str:
    result: Result = CliRunner().invoke(command, [str(one) for one in arguments])
    assert (result.exit_code != 0) == fails, result.output
    return result.output


def test_a_file_is_read_once_and_known_names_are_left_alone(digiorden: World) -> None:
    assert run("les-inn", EXAMPLES) == "183 nye systemer. 0 fantes fra før.\n"
    assert run("les-inn", EXAMPLES) == "0 nye systemer. 183 fantes fra før.\n"
    assert [row.antall for row in rows("digiorden.katalog_lest_inn")] == [183, 0]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "Filen er tom."),
        (b"\xff\xfe\x00", "ikke tekst i UTF-8"),
        (b"navn;alias\nA;B\n", "mangler kolonnen «leverandoer_navn»"),
        (f"{HEADINGS}\nGod;;;V;;;\n;;;V;;;\n".encode(), "Rad 3, navn: skriv navnet"),
        (f"{HEADINGS}\nGod;;;V;;finnes-ikke;\n".encode(), "Rad 2, temaer: «finnes-ikke» er ikke et tema."),
        (f"{HEADINGS}\nGod;;\n".encode(), "Rad 2: raden har ikke like mange kolonner"),
    ],
)
def test_a_file_with_a_fault_is_not_read_at_all(digiorden: World, tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "systemer.csv"
    path.write_bytes(content)
    assert told in run("les-inn", path, fails=True)
    with acting(OPERATOR):
        assert not Katalogsystem.objects.exists()


def proposed(digiorden: World, navn: str = "Websak") -> Katalogsystem:
    by = digiorden.actor(digiorden.jonas)
    applikasjon = make_applikasjon(digiorden, navn)
    with acting(by):
        values = {"navn": navn, "leverandoer_navn": "Acos", "alias": ["WS"]}
        return send_inn(applikasjon=applikasjon, values=values, melding="", versjon=1, by=by, at=digiorden.now)


def test_what_waits_is_listed_with_what_it_looks_like(digiorden: World) -> None:
    make_system(digiorden, "Acos WebSak")
    system = proposed(digiorden)
    told = run("venter")
    assert f"{system.pk}  Websak, Acos: Foreslått" in told
    assert "ligner Acos WebSak" in told


def test_the_operator_approves_refuses_retires_and_restores(digiorden: World) -> None:
    first, second = proposed(digiorden, "Brøytekart"), proposed(digiorden, "Strøkart")
    run("godkjenn", "brøytekart")
    run("avvis", second.pk, "--begrunnelse", "Finnes fra før")
    run("utgaatt", first.pk, "--begrunnelse", "Selges ikke")
    assert (system_again(first).status, system_again(second).status) == ("UTGAATT", "AVVIST")
    run("gjenopprett", first.pk, "--begrunnelse", "Feil")
    assert system_again(first).status == "PUBLISERT"
    assert "ikke i en tilstand" in run("godkjenn", first.pk, fails=True)
    acts = ("godkjent", "avvist", "utgaatt", "gjenopprettet")
    assert [len(rows(f"digiorden.katalog_{act}")) for act in acts] == [1, 1, 1, 1]


def test_a_name_that_nobody_or_several_have_is_not_guessed(digiorden: World) -> None:
    assert "Ingen system heter «Ukjent»" in run("godkjenn", "Ukjent", fails=True)
    proposed(digiorden, "Kart")
    proposed(digiorden, "kart")
    assert "2 systemer heter «Kart»" in run("godkjenn", "Kart", fails=True)


def test_the_operator_says_who_the_rights_holder_is(digiorden: World) -> None:
    system = make_system(digiorden, "Gerica")
    run("rettighetshaver", "Gerica", "--orgnr", "999999999")
    assert system_again(system).leverandoer_orgnr == "999999999"
    assert "Skriv ni siffer" in run("rettighetshaver", "Gerica", "--orgnr", "12", fails=True)


def test_a_merge_is_shown_before_it_is_done(digiorden: World) -> None:
    staying, double = make_system(digiorden, "Acos WebSak"), proposed(digiorden)
    make_applikasjon(digiorden, "Arkivet", double, by=digiorden.berit)
    told = run("slaa-sammen", "Websak", "Acos WebSak")
    for line in (
        "2 applikasjoner flyttes",
        "Birkenes kommune: 1",
        "Lillesand kommune: 1",
        "Websak, WS",
        "Ingenting er gjort",
    ):
        assert line in told
    assert system_again(double).status == "FORESLAATT"
    assert system_again(staying).alias == []


def merge(digiorden: World) -> str:
    told = run("slaa-sammen", "Websak", "Acos WebSak", "--begrunnelse", "Dobbelt", "--utfoer")
    found = re.search(r"angre (\S+)", told)
    assert found
    return found[1]


def test_a_merge_moves_uses_and_names_and_can_be_undone(digiorden: World) -> None:
    staying, double = make_system(digiorden, "Acos WebSak"), proposed(digiorden)
    theirs = make_applikasjon(digiorden, "Arkivet", double, by=digiorden.berit)
    by = digiorden.actor(digiorden.berit)
    with acting(by):
        velg_deling(deler_applikasjoner=True, deler_avtaleslutt=False, versjon=0, by=by, at=digiorden.now)
    done = merge(digiorden)
    merged = system_again(double)
    assert (merged.status, merged.slaatt_sammen_med_id) == ("UTGAATT", staying.pk)
    assert system_again(staying).alias == ["Websak", "WS"]
    assert again(theirs).katalogsystem_id == staying.pk
    with acting(OPERATOR):
        assert DeltApplikasjon.objects.get().katalogsystem_id == staying.pk
    told = {row.virksomhet_id for row in rows("digiorden.applikasjon_flyttet")}
    assert told == {digiorden.lillesand.pk, digiorden.birkenes.pk}
    assert run("angre", done) == "2 applikasjoner er flyttet tilbake. 0 ble stående.\n"
    assert (system_again(double).status, system_again(staying).alias) == ("FORESLAATT", [])
    assert again(theirs).katalogsystem_id == double.pk
    assert "ikke i en tilstand" in run("angre", done, fails=True)


def test_undoing_leaves_what_has_been_changed_since(digiorden: World) -> None:
    make_system(digiorden, "Acos WebSak")
    double, other = proposed(digiorden), make_system(digiorden, "Elements")
    theirs = make_applikasjon(digiorden, "Arkivet", double, by=digiorden.berit)
    done = merge(digiorden)
    with acting(OPERATOR):
        theirs.refresh_from_db()
        theirs.katalogsystem = other
        theirs.save()
    assert run("angre", done) == "1 applikasjoner er flyttet tilbake. 1 ble stående.\n"
    assert again(theirs).katalogsystem_id == other.pk


def test_a_merge_takes_a_reason_and_two_systems(digiorden: World) -> None:
    make_system(digiorden, "Acos WebSak")
    proposed(digiorden)
    assert "Skriv --begrunnelse" in run("slaa-sammen", "Websak", "Acos WebSak", "--utfoer", fails=True)
    assert "ikke i en tilstand" in run("slaa-sammen", "Acos WebSak", "Acos WebSak", fails=True)
    assert "ikke i en tilstand" in run("slaa-sammen", "Acos WebSak", "Websak", fails=True)
