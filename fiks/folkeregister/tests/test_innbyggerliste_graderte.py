"""Graded addresses on a list: a page, a stronger log-in and a reason."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import Acr
from fiks.folkeregister.tests.listesider import LISTER, NY, at_work, filled, lister, rows, text
from tests.world import World

pytestmark = pytest.mark.django_db
BESKYTTEDE = f"{NY}beskyttede/"
REASON = {"grunn": "PLIKT", "begrunnelse": "Skolestart 2027"}


def _ask(client: Client, world: World, acr: Acr = Acr.HIGH) -> str:
    """Fill in a list with graded addresses. Gives where one is led."""
    world.log_in(client, world.jonas, world.fullrolle, acr=acr)
    data = filled(world, formaal=world.fullrolle.formaal[0], med_graderte="on")
    return str(client.post(NY, data).headers["Location"])


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(BESKYTTEDE).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_the_choice_leads_to_a_page_of_its_own(client: Client, world: World) -> None:
    assert _ask(client, world) == BESKYTTEDE
    page = text(client.get(BESKYTTEDE))
    assert "Vil du ta med personer med beskyttet adresse?" in page
    assert "bosatt i Lillesand, 20 år eller eldre 31. desember 2026" in page
    assert "checked" not in page
    assert lister(world) == []


def test_a_log_in_that_is_too_weak_is_sent_to_step_up_and_the_draft_waits(client: Client, world: World) -> None:
    _ask(client, world, acr=Acr.SUBSTANTIAL)
    location = client.get(BESKYTTEDE).headers["Location"]
    assert location.startswith(reverse("innlogging:steg_opp"))
    assert "beskyttede" in location
    assert client.post(BESKYTTEDE, REASON).status_code == 302
    assert lister(world) == []


def test_a_reason_is_needed(client: Client, world: World) -> None:
    _ask(client, world)
    assert "Velg hvorfor." in text(client.post(BESKYTTEDE, {}))
    assert "Skriv kort hvorfor." in text(client.post(BESKYTTEDE, {"grunn": "ANNET"}))
    number = world.numbers["solveig"]
    assert "Skriv uten fødselsnummer." in text(client.post(BESKYTTEDE, {**REASON, "begrunnelse": number}))
    assert lister(world) == []


def test_the_list_is_ordered_with_the_reason_in_the_log(client: Client, world: World) -> None:
    _ask(client, world)
    answer = client.post(BESKYTTEDE, REASON)
    [liste] = lister(world)
    assert answer.headers["Location"] == f"{LISTER}{liste.pk}/"
    assert liste.med_graderte
    assert liste.aarsak == "Kommunen har plikt til å nå alle i gruppen. Skolestart 2027"
    [row] = rows(world, "folkeregister.liste_bestilt")
    assert (row.aarsak, row.acr, row.detaljer["graderte"]) == (liste.aarsak, Acr.HIGH, True)
    assert client.get(BESKYTTEDE).headers["Location"] == NY


def test_one_who_turns_back_finds_what_was_filled_in(client: Client, world: World) -> None:
    _ask(client, world)
    form = client.get(f"{NY}?utkast=1").context["form"]
    assert (form["alder_fra"].value(), form["sak"].value()) == ("20", "2026/1432")


def test_the_draft_is_of_no_use_in_another_role(client: Client, world: World) -> None:
    _ask(client, world)
    from fiks.felles.innlogging import oekt

    session = client.session
    oekt.choose_ressurs(session, world.vaksine.ressurs_id)
    session.save()
    assert client.get(BESKYTTEDE).headers["Location"] == NY


def test_a_role_that_does_not_open_them_cannot_ask(client: Client, world: World) -> None:
    location = at_work(client, world).post(NY, filled(world, med_graderte="on")).headers["Location"]
    assert location != BESKYTTEDE
    assert [liste.med_graderte for liste in lister(world)] == [False]
