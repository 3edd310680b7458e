"""`fiks vurderingsmaler`: what the operator publishes for all."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from fiks.digiorden.commands.vurderingsmaler import command
from fiks.digiorden.queries.screening import common_kriterier
from fiks.digiorden.queries.vurderinger import mal_for
from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
_MAL = """kode = "folkeregister-ros"
mal_versjon = {versjon}
slag = "ROS"
tittel = "Ny mal"
beskrivelse = "b"
[[scenario]]
id = "s01"
hendelse = "Noe nytt"
tiltak = ["{tiltak}"]
[[tiltak]]
id = "t01"
tittel = "Gjør noe"
"""
_TABELL = """kode = "screening"
mal_versjon = 2
slag = "SCREENING"
tittel = "Kriterier"
[[kriterium]]
kode = "N_1"
gruppe = "LISTE"
tekst = "Nytt på listen"
"""


def _publish(folder: Path, text: str) -> str:
    file = folder / "mal.toml"
    file.write_text(text, "utf-8")
    return CliRunner().invoke(command, ["publiser", str(file), "--aarsak", "Prøve"]).output


def test_it_shows_what_there_is(digiorden: World) -> None:
    assert (
        "folkeregister-ros 1  ROS  Fiks folkeregister: 14 scenarioer, 20 tiltak"
        in CliRunner().invoke(command, ["vis"]).output
    )


def test_a_new_version_takes_the_place_of_the_old(digiorden: World, tmp_path: Path) -> None:
    assert "folkeregister-ros 2 er publisert." in _publish(tmp_path, _MAL.format(versjon=2, tiltak="t01"))
    jonas = digiorden.actor(digiorden.jonas)
    with acting(jonas):
        mal = mal_for(jonas, "folkeregister-ros")
    assert mal is not None
    assert (mal.mal_versjon, mal.tittel) == (2, "Ny mal")
    with acting(OPERATOR):
        assert Revisjonslinje.objects.filter(handling="digiorden.mal_publisert").count() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_MAL.format(versjon=1, tiltak="t01"), "Versjon 1 av folkeregister-ros finnes."),
        (_MAL.format(versjon=2, tiltak="t99"), "Scenario s01 viser til tiltak som ikke finnes: t99."),
        ("slag = 1", "Filen må ha slag"),
        ("dette er ikke toml", "Filen kan ikke leses"),
    ],
)
def test_a_file_that_is_wrong_is_refused(digiorden: World, tmp_path: Path, text: str, said: str) -> None:
    assert said in _publish(tmp_path, text)


def test_criteria_are_published_too(digiorden: World, tmp_path: Path) -> None:
    assert "screening 2 er publisert." in _publish(tmp_path, _TABELL)
    with acting(digiorden.actor(digiorden.jonas)):
        assert [one.tekst for one in common_kriterier()] == ["Nytt på listen"]
