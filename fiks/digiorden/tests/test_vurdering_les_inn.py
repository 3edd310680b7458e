"""Reading in a DPIA that was made in the French supervisor's tool."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fiks.digiorden.models import Vurdering
from fiks.digiorden.tests.vurderingssider import URL, codes
from fiks.digiorden.vurdering.cnil import FeilCnil, plain, read_pia
from fiks.digiorden.vurdering.innhold import UNSET, read
from fiks.felles.kontekst import acting
from tests.world import World

pytestmark = pytest.mark.django_db
ADDRESS = f"{URL}les-inn/"
PIA: dict[str, Any] = {
    "pia": {"name": "Tale<b>gjenkjenning</b>", "dpo_opinion": "<p>Ser greit ut</p>", "concerned_people_opinion": None},
    "answers": [
        {
            "reference_to": 111,
            "data": {"text": "<p>Lyd &amp; tekst</p><ul><li>en</li><li>to</li></ul>", "gauge": None, "list": []},
        },
        {"reference_to": "211", "data": {"text": "Yte hjelp"}},
        {"reference_to": 321, "data": {"list": ["Utpressing"]}},
        {"reference_to": 322, "data": {"list": ["Tapt enhet", "Feil tilgang"]}},
        {"reference_to": 324, "data": {"list": ["Kryptering", "Opplæring"]}},
        {"reference_to": 325, "data": {"text": "Sårbare barn", "gauge": 3}},
        {"reference_to": 326, "data": {"gauge": 2}},
    ],
    "measures": [{"title": "Kryptering", "content": "<p>AES</p>"}, {"title": "", "content": ""}],
}


def upload(client: Client, world: World, content: bytes, who: str = "jonas") -> HttpResponse:
    file = SimpleUploadedFile("pia.json", content)
    return world.log_in(client, getattr(world, who)).post(ADDRESS, {"fil": file}, follow=True)


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(ADDRESS).headers["Location"].startswith(reverse("innlogging:logg_inn"))


@pytest.mark.parametrize("navn", ["fredrik", "siri"])
def test_only_an_editor_may_read_in(client: Client, digiorden: World, navn: str) -> None:
    assert upload(client, digiorden, json.dumps(PIA).encode(), who=navn).status_code == 403


def test_an_export_becomes_a_draft_of_your_own(client: Client, digiorden: World) -> None:
    page = upload(client, digiorden, json.dumps(PIA).encode()).content.decode()
    assert "Vurderingen er lest inn som utkast." in page
    with acting(digiorden.actor(digiorden.jonas)):
        made = Vurdering.objects.get()
    assert (made.slag, made.status, made.tittel, made.mal) == ("DPIA", "UTKAST", "Talegjenkjenning", "cnil-pia 1")
    innhold = read(made.innhold)
    assert innhold.dpia is not None
    assert innhold.dpia.beskrivelse == "Hva som behandles\nLyd & tekst\n- en\n- to"
    assert innhold.dpia.noedvendighet == "Formål\nYte hjelp"
    assert innhold.dpia.synspunkter == "Personvernombudets uttalelse i filen\nSer greit ut"
    assert innhold.dpia.raad is None
    assert codes(digiorden)[-1] == "digiorden.vurdering_opprettet"


def test_risks_come_without_levels_and_with_their_measures() -> None:
    mal = read_pia(json.dumps(PIA).encode())
    first = mal.scenario[0]
    assert [one.brudd[0].value for one in mal.scenario] == ["K", "I", "T"]
    assert (first.sannsynlighet, first.konsekvens) == (UNSET, UNSET)
    assert first.aarsaker == "Trusler\nTapt enhet\nFeil tilgang"
    assert first.konsekvens_hvorfor == "Følger: Utpressing\n\nI filen: betydelig, 3 av 4.\nSårbare barn"
    assert first.sannsynlighet_hvorfor == "I filen: begrenset, 2 av 4."
    assert first.eksisterende == "Opplæring"
    assert [(one.tittel, one.beskrivelse) for one in mal.tiltak] == [("Kryptering", "AES")]
    assert first.tiltak == [mal.tiltak[0].id]


def test_the_published_example_is_read(shared: Path) -> None:
    mal = read_pia((shared / "spec/digiorden/cnil-pia-structure-example.json").read_bytes())
    assert mal.tittel == "Example : PIAF Connected Objects"
    assert mal.dpia is not None
    assert mal.dpia.beskrivelse.startswith("Hva som behandles\nPresent a brief outline of :")
    assert "<" not in mal.dpia.beskrivelse
    assert len(mal.tiltak) == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{", "ikke gyldig JSON"),
        (b"\xff\xfe", "ikke gyldig JSON"),
        (b"[]", "ikke en eksport"),
        (b"{}", "ikke en eksport"),
        (b'{"pia": {"name": ""}}', "ikke noe navn"),
        (b'{"structure": {"name": ["x"]}}', "ikke noe navn"),
        (json.dumps({"pia": {"name": "x", "dpo_opinion": "y" * 20_001}}).encode(), "for lang"),
        (b" " * 5_000_001, "for stor"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(client: Client, digiorden: World, content: bytes, told: str) -> None:
    with pytest.raises(FeilCnil, match=told):
        read_pia(content)
    assert told in upload(client, digiorden, content).content.decode()
    with acting(digiorden.actor(digiorden.jonas)):
        assert not Vurdering.objects.exists()


def test_odd_values_are_read_as_nothing() -> None:
    odd = {
        "pia": {"name": "x"},
        "answers": [1, {"data": 2}, {"reference_to": 111, "data": {"text": 3, "list": 4, "gauge": 9}}],
        "measures": {},
    }
    assert read_pia(json.dumps(odd).encode()).dpia is not None


def test_scripts_are_no_text() -> None:
    assert plain("a<script>alert(1)</script><style>b{}</style><p>c<br>d</p>") == "a\nc\nd"
