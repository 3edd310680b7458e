import pytest
from django.test import Client

from fiks.felles.innlogging.tests.browser import Browser, add_to_birkenes, written
from fiks.felles.kontekst import acting
from fiks.felles.virksomhet import actions as virksomhet
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
PAGE = "/innlogging/virksomhet"


def test_person_with_two_organisations_is_nobody_until_she_has_chosen(
    world: World, numbers: dict[str, str], browser: Browser
) -> None:
    add_to_birkenes(world, numbers["jonas"])
    answer = browser.log_in(numbers["jonas"], neste="/meldinger/")
    assert answer["Location"] == f"{PAGE}?neste=%2Fmeldinger%2F"
    assert (browser.actor().is_anonymous, written()) == (True, [])
    page = browser.ours.get(answer["Location"]).content.decode()
    assert ("Birkenes kommune" in page, "Lillesand kommune" in page, "Agder" in page) == (True, True, False)
    assert numbers["jonas"] not in page


def test_chosen_organisation_is_the_one_acted_for(world: World, numbers: dict[str, str], browser: Browser) -> None:
    there = add_to_birkenes(world, numbers["jonas"])
    address = browser.log_in(numbers["jonas"], neste="/meldinger/")["Location"]
    before = browser.ours.cookies["fiks_oekt"].value
    answer = browser.ours.post(address, {"virksomhet": str(world.birkenes.id)})
    assert (answer.status_code, answer["Location"]) == (302, "/meldinger/")
    assert browser.ours.cookies["fiks_oekt"].value != before
    assert (browser.actor().id, browser.actor().virksomhet_id) == (str(there.id), world.birkenes.id)
    (row,) = written()
    assert (row.handling, row.virksomhet_id, row.aktoer_navn) == (
        "innlogging.logget_inn",
        world.birkenes.id,
        "Jonas L. Berg",
    )


def test_organisation_is_changed_without_a_new_log_in(world: World, numbers: dict[str, str], browser: Browser) -> None:
    add_to_birkenes(world, numbers["jonas"])
    world.log_in(browser.ours, world.jonas, world.vaksine, sak="2026/1432")
    assert "Gå tilbake uten å bytte" in browser.ours.get(PAGE).content.decode()
    assert browser.ours.post(PAGE, {"virksomhet": str(world.birkenes.id)})["Location"] == "/"
    actor = browser.actor()
    assert (actor.virksomhet_id, actor.ressurs_id, actor.formaal, actor.sak) == (world.birkenes.id, None, "", "")
    rows = sorted((row.handling, row.virksomhet_id, row.detaljer) for row in written())
    assert rows == [
        ("innlogging.logget_ut", world.lillesand.id, {"maate": "byttet_virksomhet"}),
        ("innlogging.valgte_virksomhet", world.birkenes.id, {}),
    ]


def test_choosing_the_one_she_is_in_changes_nothing(world: World, numbers: dict[str, str], browser: Browser) -> None:
    add_to_birkenes(world, numbers["jonas"])
    world.log_in(browser.ours, world.jonas, world.vaksine, sak="2026/1432")
    assert "Lillesand kommune (der du er nå)" in browser.ours.get(PAGE).content.decode()
    browser.ours.post(PAGE, {"virksomhet": str(world.lillesand.id)})
    assert (browser.actor().sak, written()) == ("2026/1432", [])


@pytest.mark.parametrize("chosen", ["agder", "birkenes", "", "tull"])
def test_nobody_acts_for_an_organisation_she_is_not_a_user_of(world: World, client: Client, chosen: str) -> None:
    world.log_in(client, world.jonas)
    choice = str(getattr(world, chosen).id) if hasattr(world, chosen) else chosen
    answer = client.post(PAGE, {"virksomhet": choice})
    assert answer.status_code == 400
    assert client.get(PAGE).wsgi_request.actor.virksomhet_id == world.lillesand.id
    assert not written()


def test_user_closed_while_choosing_is_not_offered(world: World, numbers: dict[str, str], browser: Browser) -> None:
    there = add_to_birkenes(world, numbers["jonas"])
    browser.log_in(numbers["jonas"])
    with acting(OPERATOR):
        virksomhet.deactivate_bruker(bruker=there, by=OPERATOR, at=world.now)
    assert browser.ours.post(PAGE, {"virksomhet": str(world.birkenes.id)}).status_code == 400
    assert browser.actor().is_anonymous


def test_one_who_has_not_logged_in_is_sent_to_do_so(world: World, client: Client) -> None:
    assert client.get(PAGE)["Location"] == "/innlogging/"
    assert client.post(PAGE, {"virksomhet": str(world.lillesand.id)})["Location"] == "/innlogging/"
