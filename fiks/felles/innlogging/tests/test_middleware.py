from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from fiks.felles.innlogging.models import Oekt
from fiks.felles.innlogging.tests.browser import Browser, written
from fiks.felles.kontekst import Acr, Actor, ActorSlag, Kanal, acting
from fiks.felles.virksomhet import actions as virksomhet
from tests.world import OPERATOR, World

PAGE = "/innlogging/frontkanal"


def _actor(client: Client, **headers: str) -> Actor:
    return client.get(PAGE, headers=headers).wsgi_request.actor


def _age(**fields: object) -> None:
    Oekt.objects.update(**fields)


@pytest.mark.django_db
def test_request_carries_who_acts_for_whom_and_for_what(world: World, client: Client) -> None:
    world.log_in(client, world.jonas, world.vaksine, acr=Acr.HIGH, formaal="Vaksinasjon", sak="2026/1432")
    actor = _actor(client, **{"X-Request-Id": "en-foresporsel"})
    assert actor == Actor(
        ActorSlag.BRUKER,
        str(world.jonas.id),
        "Jonas Lie Berg",
        Kanal.WEB,
        virksomhet_id=world.lillesand.id,
        ressurs_id=world.vaksine.ressurs_id,
        acr=Acr.HIGH,
        formaal="Vaksinasjon",
        sak="2026/1432",
        request_id="en-foresporsel",
        ip="127.0.0.1",
    )


@pytest.mark.django_db
def test_one_who_has_not_logged_in_is_anonymous(client: Client) -> None:
    assert _actor(client).is_anonymous


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("behind", "sent", "ip"),
    [
        (False, "10.0.0.1", "127.0.0.1"),
        (True, "10.0.0.1", "10.0.0.1"),
        (True, "6.6.6.6, 10.0.0.1", "10.0.0.1"),
        (True, "", ""),
    ],
)
def test_address_behind_a_proxy_is_the_one_the_proxy_saw(
    client: Client, settings: LazySettings, behind: bool, sent: str, ip: str
) -> None:
    settings.BEHIND_PROXY = behind
    assert _actor(client, **{"X-Forwarded-For": sent}).ip == ip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("idle", "age", "maate", "text"),
    [
        (timedelta(minutes=31), timedelta(hours=1), "hvile", "30\u00a0minutter uten at du brukte Fiks"),
        (timedelta(0), timedelta(hours=11), "lengste_tid", "10 timer siden du logget inn"),
    ],
)
def test_session_whose_time_is_up_ends_and_the_log_in_page_says_why(
    world: World, client: Client, idle: timedelta, age: timedelta, maate: str, text: str
) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    _age(seen_at=timezone.now() - idle, started_at=timezone.now() - age)
    page = client.get("/innlogging/")
    assert (page.status_code, text in page.content.decode()) == (200, True)
    assert (page.wsgi_request.actor.is_anonymous, Oekt.objects.count()) == (True, 0)
    (row,) = written()
    assert (row.handling, row.detaljer, row.aktoer_navn) == ("innlogging.logget_ut", {"maate": maate}, "Jonas Lie Berg")
    assert text not in client.get("/innlogging/").content.decode()


@pytest.mark.django_db
def test_use_keeps_a_session_alive_and_what_a_page_asks_by_itself_does_not(world: World, client: Client) -> None:
    world.log_in(client, world.jonas)
    old = timezone.now() - timedelta(minutes=20)
    _age(seen_at=old)
    assert not _actor(client, **{"X-Fiks-Automatisk": "1"}).is_anonymous
    assert Oekt.objects.get().seen_at == old
    assert not _actor(client).is_anonymous
    assert Oekt.objects.get().seen_at > old


@pytest.mark.django_db
def test_part_of_a_page_is_not_filled_with_the_log_in_page(client: Client) -> None:
    asked = {"path": "/innlogging/steg-opp", "query_params": {"neste": "/meldinger/"}}
    assert client.get(**asked).status_code == 302
    answer = client.get(**asked, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (200, "true", b"")


@pytest.mark.django_db
def test_closed_user_is_out_at_once(world: World, client: Client) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    with acting(OPERATOR):
        virksomhet.deactivate_bruker(bruker=world.jonas, by=OPERATOR, at=world.now)
    assert _actor(client).is_anonymous
    assert Oekt.objects.count() == 0
    assert [row.detaljer for row in written()] == [{"maate": "stengt"}]


@pytest.mark.django_db
def test_session_without_its_row_is_dead(world: World, client: Client) -> None:
    world.log_in(client, world.jonas)
    Oekt.objects.all().delete()
    assert _actor(client).is_anonymous
    assert not written()


@pytest.mark.django_db
def test_cookie_is_closed_to_scripts_and_goes_when_the_browser_does(numbers: dict[str, str], browser: Browser) -> None:
    cookie = browser.log_in(numbers["siri"]).cookies["fiks_oekt"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["path"]) == (True, "Lax", "", "/")


@pytest.mark.django_db(transaction=True)
def test_two_people_in_two_organisations_are_never_each_other(world: World) -> None:
    """With real commits and one connection, as a worker of the site has it: nothing follows from one to the other."""
    jonas, berit, stranger = Client(), Client(), Client()
    world.log_in(jonas, world.jonas, world.vaksine)
    world.log_in(berit, world.berit, world.birkenesrolle)
    for _ in range(3):
        seen = [_actor(client) for client in (jonas, stranger, berit, stranger, jonas)]
        assert [actor.navn for actor in seen] == ["Jonas Lie Berg", "", "Berit Solås", "", "Jonas Lie Berg"]
        assert [actor.virksomhet_id for actor in seen[::2]] == [
            world.lillesand.id,
            world.birkenes.id,
            world.lillesand.id,
        ]


@pytest.mark.django_db(transaction=True)
def test_session_that_names_another_organisations_user_is_ended(world: World) -> None:
    """As if contents had been mixed up: the row policy does not show Berit's row in Lillesand's context."""
    client = Client()
    world.log_in(client, world.jonas)
    session = client.session
    session["innlogging"] = session["innlogging"] | {"bruker": str(world.berit.id)}
    session.save()
    assert _actor(client).is_anonymous
