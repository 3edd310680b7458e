"""Beginning an assessment."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.models import Vurdering
from fiks.digiorden.queries.vurderinger import omfang_of
from fiks.digiorden.tests.vurderingssider import FOLKEREGISTER, URL, codes, text
from fiks.digiorden.vurdering import innhold as inn
from fiks.digiorden.vurdering.maler import shipped
from fiks.felles.kontekst import acting
from tests.world import World

pytestmark = pytest.mark.django_db
NY = f"{URL}ny/"


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(NY).headers["Location"].startswith(reverse("innlogging:logg_inn"))


@pytest.mark.parametrize("navn", ["siri", "odd", "ingrid"])
def test_one_who_is_not_editor_is_refused(client: Client, digiorden: World, navn: str) -> None:
    assert digiorden.log_in(client, getattr(digiorden, navn)).get(NY).status_code == 403


@pytest.mark.parametrize("kode", ["folkeregister-ros", "folkeregister-dpia", "svarut-ros", "svarut-dpia"])
def test_every_template_becomes_the_organisations_own(client: Client, digiorden: World, kode: str) -> None:
    slag = kode.rpartition("-")[2].upper()
    digiorden.log_in(client, digiorden.jonas)
    page = client.post(NY, {"slag": slag, "mal": kode, "tittel": "Vår egen"}, follow=True)
    assert "Utkastet er laget." in text(page)
    jonas = digiorden.actor(digiorden.jonas)
    with acting(jonas):
        made = Vurdering.objects.get(tittel="Vår egen")
        innhold = inn.read(made.innhold)
        about = [omfang for omfang, _navn in omfang_of(jonas, made)]
    mal = next(one for one in shipped() if one.kode == kode)
    assert [one.hendelse for one in innhold.scenarioer] == [one.hendelse for one in mal.scenario]
    assert len(innhold.scenarioer) >= 12
    assert len(innhold.tiltak) >= 15
    assert all(one.akseptert is None for one in innhold.scenarioer)
    assert (innhold.dpia is not None) == (slag == "DPIA")
    assert made.mal == f"{kode} 1"
    assert about == ([FOLKEREGISTER] if kode.startswith("folke") else []), (
        "SvarUt is no service of this installation yet"
    )
    assert codes(digiorden) == ["digiorden.vurdering_opprettet"]


def test_one_may_begin_without_a_template(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.jonas)
    client.post(NY, {"slag": "ROS", "mal": "UTEN", "tittel": "Tom"})
    with acting(digiorden.actor(digiorden.jonas)):
        assert inn.read(Vurdering.objects.get().innhold) == inn.Innhold()


def test_a_template_of_the_other_kind_is_refused(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.jonas)
    page = client.post(NY, {"slag": "DPIA", "mal": "folkeregister-ros", "tittel": "Feil"})
    assert "Malen er laget for det andre slaget." in text(page)


def test_nothing_is_chosen_beforehand(client: Client, digiorden: World) -> None:
    body = text(digiorden.log_in(client, digiorden.jonas).post(NY, {}))
    for said in ("Velg ROS eller DPIA.", "Velg en mal, eller begynn uten.", "Skriv et navn på vurderingen."):
        assert said in body
