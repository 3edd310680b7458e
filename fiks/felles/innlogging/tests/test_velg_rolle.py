import pytest
from django.test import Client

from fiks.felles.innlogging.tests.browser import written
from fiks.felles.kontekst import Actor, acting
from fiks.felles.tilgang.models import Tildeling
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
PAGE = "/innlogging/rolle"


def _actor(client: Client) -> Actor:
    return client.get("/innlogging/frontkanal").wsgi_request.actor


def test_role_is_chosen_and_the_work_is_asked_for_anew(world: World, client: Client) -> None:
    world.log_in(client, world.jonas, world.vaksine, sak="2026/1432")
    answer = client.post(PAGE, {"ressurs": str(world.barnevern.ressurs_id), "neste": "/meldinger/"})
    assert answer["Location"] == "/meldinger/"
    actor = _actor(client)
    assert (actor.ressurs_id, actor.formaal, actor.sak) == (world.barnevern.ressurs_id, "", "")
    (row,) = written()
    assert (row.handling, row.rolle_navn, row.ressurs_id) == (
        "innlogging.valgte_rolle",
        "Barnevern",
        world.barnevern.ressurs_id,
    )


@pytest.mark.parametrize("rolle", ["vaksine", "birkenesrolle"])
def test_role_one_does_not_have_is_not_chosen(world: World, client: Client, rolle: str) -> None:
    world.log_in(client, world.siri, world.barnevern)
    client.post(PAGE, {"ressurs": str(getattr(world, rolle).ressurs_id)})
    assert _actor(client).ressurs_id == world.barnevern.ressurs_id
    assert not written()


def test_role_that_was_taken_back_is_not_chosen(world: World, client: Client) -> None:
    with acting(OPERATOR):
        given = Tildeling.objects.filter(bruker=world.jonas, ressurs_id=world.vaksine.ressurs_id)
        given.update(withdrawn_at=world.now, withdrawn_by="Ingrid Aas")
    world.log_in(client, world.jonas)
    client.post(PAGE, {"ressurs": str(world.vaksine.ressurs_id)})
    assert _actor(client).ressurs_id is None


def test_nonsense_changes_nothing(world: World, client: Client) -> None:
    world.log_in(client, world.jonas)
    assert client.post(PAGE, {"ressurs": "tull", "neste": "https://angriper.example"})["Location"] == "/"


def test_stranger_is_sent_to_log_in(world: World, client: Client) -> None:
    answer = client.post(PAGE, {"ressurs": str(world.vaksine.ressurs_id)})
    assert answer["Location"].startswith("/innlogging/?neste=")


def test_role_is_never_chosen_by_a_link(world: World, client: Client) -> None:
    world.log_in(client, world.jonas)
    assert client.get(PAGE, {"ressurs": str(world.vaksine.ressurs_id)}).status_code == 405
