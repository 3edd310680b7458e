"""The operator's own help texts: set and removed from the command line, shown in the form, written to the log."""

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from django.utils.html import escape

from fiks.digiorden.commands.felthjelp import command
from fiks.digiorden.protokoll.felter import SEKSJONER, Rekke, all_felter, by_name
from fiks.digiorden.protokoll.innhold import KINDS
from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
NEW = "/digiorden/behandlinger/ny/"


def _run(*args: str) -> Result:
    return CliRunner().invoke(command, args)


def _set(felt: str, tekst: str, spraak: str = "nb") -> Result:
    return _run("sett", "--felt", felt, "--tekst", tekst, "--spraak", spraak, "--aarsak", "Ønske fra brukerrådet")


def test_a_text_takes_the_place_of_the_one_in_the_code(client: Client, digiorden: World) -> None:
    default = escape(str(by_name()["formaal.tekst"].hjelp))
    digiorden.log_in(client, digiorden.jonas)
    assert default in client.get(NEW).text
    assert _set("formaal.tekst", "Skriv ett formål her.").exit_code == 0
    text = client.get(NEW).text
    assert "Skriv ett formål her." in text
    assert default not in text
    assert "Teksten i koden gjelder igjen." in _run("fjern", "--felt", "formaal.tekst", "--aarsak", "Feil").output
    assert default in client.get(NEW).text


def test_each_language_has_its_own(client: Client, digiorden: World) -> None:
    _set("enhet", "Kva avdeling?", "nn")
    digiorden.log_in(client, digiorden.jonas)
    assert "Kva avdeling?" not in client.get(NEW).text
    assert "Kva avdeling?" in client.get(NEW, HTTP_ACCEPT_LANGUAGE="nn").text


def test_it_is_written_to_the_log(digiorden: World) -> None:
    _set("enhet", "Først")
    _set("enhet", "Så")
    with acting(OPERATOR):
        row = Revisjonslinje.objects.filter(handling="digiorden.felthjelp_satt").order_by("-at", "-id")[0]
    assert row.aarsak or row.gjelder == "enhet"
    assert {row.detaljer["foer"], row.detaljer["etter"]} == {"Først", "Så"}


def test_an_unknown_field_is_told_of(digiorden: World) -> None:
    answer = _set("finnes.ikke", "x")
    assert answer.exit_code != 0
    assert "Ingen felt heter dette" in answer.output


def test_all_fields_and_own_texts_are_listed(digiorden: World) -> None:
    _set("enhet", "Min egen tekst")
    text = _run("vis").output
    assert "formaal.tekst:" in text
    assert "nb: Min egen tekst" in text


def test_every_field_of_the_form_stands_in_the_content() -> None:
    for slag, kind in KINDS.items():
        for seksjon in SEKSJONER[slag]:
            for del_ in seksjon.deler:
                assert del_.navn.split(".")[0] in kind.__struct_fields__
                if isinstance(del_, Rekke):
                    assert all(felt.navn.startswith(f"{del_.navn}.") for felt in del_.felter)
        assert len({felt.navn for felt in all_felter(slag)}) == len(list(all_felter(slag)))
