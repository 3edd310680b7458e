import pytest

from fiks.felles.innlogging.models import Oekt
from fiks.felles.innlogging.tests.browser import HIGH, SUBSTANTIAL, Browser, written
from fiks.felles.kontekst import Acr
from tests.world import World

pytestmark = pytest.mark.django_db
PAGE = "/innlogging/steg-opp"


def _to_provider(browser: Browser, neste: str = "/meldinger/") -> str:
    return str(browser.ours.get(PAGE, {"neste": neste, "nivaa": "high"})["Location"])


def test_person_comes_back_to_the_page_at_the_higher_level(
    world: World, numbers: dict[str, str], browser: Browser
) -> None:
    browser.log_in(numbers["siri"])
    started, before = Oekt.objects.get().started_at, browser.ours.cookies["fiks_oekt"].value
    back = browser.at_provider(_to_provider(browser), numbers["siri"], HIGH)
    assert browser.ours.get(back)["Location"] == "/meldinger/"
    assert browser.ours.cookies["fiks_oekt"].value != before
    actor = browser.actor()
    assert (actor.acr, actor.navn, actor.ressurs_id) == (Acr.HIGH, "Siri Haugen", world.barnevern.ressurs_id)
    assert Oekt.objects.get().started_at == started
    assert [(row.handling, row.acr) for row in written()] == [
        ("innlogging.logget_inn", SUBSTANTIAL),
        ("innlogging.steg_opp", HIGH),
    ]


def test_work_in_progress_is_kept(world: World, numbers: dict[str, str], browser: Browser) -> None:
    world.log_in(browser.ours, world.jonas, world.vaksine, sak="2026/1432")
    browser.ours.get(browser.at_provider(_to_provider(browser), numbers["jonas"], HIGH))
    actor = browser.actor()
    assert (actor.ressurs_id, actor.sak, actor.acr) == (world.vaksine.ressurs_id, "2026/1432", Acr.HIGH)


def test_another_person_raises_nothing(world: World, numbers: dict[str, str], browser: Browser) -> None:
    world.log_in(browser.ours, world.jonas, world.vaksine)
    answer = browser.ours.get(browser.at_provider(_to_provider(browser), numbers["ingrid"], HIGH))
    assert (answer.status_code, "Du logget inn som en annen" in answer.content.decode()) == (403, True)
    assert (browser.actor().navn, browser.actor().acr) == ("Jonas Lie Berg", Acr.SUBSTANTIAL)
    (row,) = written()
    assert (row.handling, row.utfall, row.detaljer) == ("innlogging.avvist", "AVVIST", {"grunn": "annen_person"})
    assert numbers["ingrid"] not in str(row.__dict__)


def test_one_who_has_the_level_goes_straight_back(world: World, browser: Browser) -> None:
    world.log_in(browser.ours, world.ingrid, acr=Acr.HIGH)
    assert _to_provider(browser) == "/meldinger/"


def test_one_who_changes_her_mind_keeps_her_session(world: World, browser: Browser) -> None:
    world.log_in(browser.ours, world.jonas, world.vaksine)
    answer = browser.ours.get(browser.at_provider(_to_provider(browser), handling="avbryt"))
    assert (answer["Location"], browser.actor().navn) == ("/", "Jonas Lie Berg")


def test_nobody_is_sent_to_another_site(world: World, browser: Browser) -> None:
    world.log_in(browser.ours, world.ingrid, acr=Acr.HIGH)
    assert _to_provider(browser, "//angriper.example/") == "/"


def test_stranger_logs_in_first(world: World, browser: Browser) -> None:
    assert _to_provider(browser).startswith("/innlogging/?neste=")
