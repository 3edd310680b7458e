"""Graded addresses: reason, strong log-in, minutes, log; and what nobody gets."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fiks.felles.kontekst import Acr, acting
from fiks.felles.revisjon.models import Revisjonslinje
from tests.world import World

pytestmark = pytest.mark.django_db
REASON = {"hvorfor": "MOETE", "begrunnelse": "Hjemmebesøk i dag"}


def address_of(client: Client, world: World, name: str, acr: Acr = Acr.HIGH) -> str:
    """Log Siri in, look somebody up, and return the address of the graded page."""
    world.log_in(client, world.siri, world.barnevern, acr=acr)
    found = client.post("/folkeregister/oppslag/", {"nummer": world.numbers[name]}).headers["Location"]
    return f"{found}adresse/"


def logged(world: World) -> list[Revisjonslinje]:
    with acting(world.actor(world.siri)):
        return list(Revisjonslinje.objects.filter(handling="folkeregister.vis_gradert"))


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    answer = client.get(f"/folkeregister/person/{uuid4()}/adresse/")
    assert answer.headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_a_weak_log_in_is_sent_to_a_stronger_one_and_back(client: Client, world: World) -> None:
    address = address_of(client, world, "fortrolig", Acr.SUBSTANTIAL)
    answer = client.get(address)
    assert answer.headers["Location"].startswith(reverse("innlogging:steg_opp"))
    assert "nivaa=high" in answer.headers["Location"]


def test_one_without_the_role_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.fredrik, world.barnevern, acr=Acr.HIGH)
    assert client.get(f"/folkeregister/person/{uuid4()}/adresse/").status_code == 403


def test_the_person_page_offers_the_choice_and_shows_nothing(client: Client, world: World) -> None:
    address = address_of(client, world, "fortrolig")
    page = client.get(address.removesuffix("adresse/")).content.decode()
    assert f'href="{address}"' in page
    assert "Hemmeligveien" not in page


def test_the_question_has_nothing_chosen_and_shows_nothing(client: Client, world: World) -> None:
    page = client.get(address_of(client, world, "fortrolig")).content.decode()
    assert "Vil du se den skjulte adressen?" in page
    assert "checked" not in page
    assert "Hemmeligveien" not in page
    assert logged(world) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"hvorfor": ""}, "Velg hvorfor du trenger adressen."),
        ({"begrunnelse": " "}, "Skriv kort hvorfor"),
        ({"begrunnelse": "Gjelder 128358 00073"}, "Skriv uten fødselsnummer"),
    ],
)
def test_a_reason_is_needed(client: Client, world: World, change: dict[str, str], told: str) -> None:
    page = client.post(address_of(client, world, "fortrolig"), REASON | change).content.decode()
    assert told in page
    assert "Hemmeligveien" not in page
    assert logged(world) == []


@pytest.mark.parametrize(("name", "street"), [("fortrolig", "Hemmeligveien"), ("klient", "Klientveien")])
def test_the_address_is_shown_with_a_reason_and_logged(client: Client, world: World, name: str, street: str) -> None:
    answer = client.post(address_of(client, world, name), REASON, follow=True)
    page = answer.content.decode()
    assert street in page
    assert "no-store" in answer.headers["Cache-Control"]
    assert int(answer.headers["Refresh"].split(";")[0]) <= 301
    [row] = logged(world)
    assert row.aarsak == "Jeg skal møte personen der: Hjemmebesøk i dag"
    assert "graderteAdresser" in row.opplysninger
    assert row.subjekter[0] == world.numbers[name]
    assert row.acr == Acr.HIGH
    assert row.konfidensiell


def test_former_graded_addresses_are_not_shown(client: Client, world: World) -> None:
    answer = client.post(address_of(client, world, "fortrolig"), REASON, follow=True)
    assert "Gammelveien" not in answer.content.decode()


def test_the_address_closes_when_the_time_is_up(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    address = address_of(client, world, "fortrolig")
    client.post(address, REASON)
    later = timezone.now() + timedelta(minutes=5, seconds=1)
    monkeypatch.setattr("fiks.folkeregister.views.gradert.timezone.now", lambda: later)
    page = client.get(address).content.decode()
    assert "Hemmeligveien" not in page
    assert "Hvorfor trenger du adressen?" in page


def test_the_address_can_be_hidden_at_once(client: Client, world: World) -> None:
    address = address_of(client, world, "fortrolig")
    client.post(address, REASON)
    assert client.post(address, {"skjul": "ja"}).headers["Location"] == address.removesuffix("adresse/")
    assert "Hemmeligveien" not in client.get(address).content.decode()


def test_the_choice_does_not_open_the_person_page(client: Client, world: World) -> None:
    address = address_of(client, world, "fortrolig")
    client.post(address, REASON)
    assert "Hemmeligveien" not in client.get(address.removesuffix("adresse/")).content.decode()


def test_strengt_fortrolig_is_answered_as_one_without_hidden_addresses(client: Client, world: World) -> None:
    answers = []
    for name in ("strengt", "solveig"):
        address = address_of(client, world, name)
        person = address.removesuffix("adresse/")
        for answer in (client.get(address), client.post(address, REASON)):
            target = answer.headers["Location"]
            if target == address:
                target = client.get(address).headers["Location"]
            answers.append((answer.status_code, target == person))
        assert "Be om å se" not in client.get(person).content.decode()
    assert set(answers) == {(302, True)}


def test_a_role_without_the_choice_gets_no_page_of_it(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine, acr=Acr.HIGH)
    person = client.post("/folkeregister/oppslag/", {"nummer": world.numbers["fortrolig"]}).headers["Location"]
    assert client.get(f"{person}adresse/").headers["Location"] == person
    client.post(f"{person}adresse/", REASON)
    assert client.get(f"{person}adresse/").status_code in {302, 403}
    assert "Hemmeligveien" not in client.get(person).content.decode()


def test_the_choice_does_not_follow_to_another_role(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.barnevern, acr=Acr.HIGH)
    found = client.post("/folkeregister/oppslag/", {"nummer": world.numbers["fortrolig"]}).headers["Location"]
    address = f"{found}adresse/"
    client.post(address, REASON)
    assert "Hemmeligveien" in client.get(address).content.decode()
    client.post(reverse("innlogging:velg_rolle"), {"ressurs": str(world.fullrolle.ressurs_id), "neste": "/"})
    client.post(reverse("folkeregister:arbeid"), {"formaal": world.fullrolle.formaal[0], "neste": address})
    assert "Hemmeligveien" not in client.get(address).content.decode()
