"""The page of events: who may see it, what it shows, how it is paged, and what the log says."""

from datetime import date, datetime, timedelta
from itertools import pairwise
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.actions.hendelser import vis_hendelser
from fiks.folkeregister.opplysninger import HISTORIKK
from fiks.folkeregister.queries.hendelser import Hendelse, Spoersmaal
from fiks.folkeregister.tests.events import HERE, THERE, born, died, home, load, moved, number_of, rolle_with, someone
from tests.world import VAKSINE_OPENS, World

pytestmark = pytest.mark.django_db
URL = "/folkeregister/hendelser/"
TODAY = date.today()  # noqa: DTZ011 - a test
DAY = TODAY - timedelta(days=10)
SINCE = DAY - timedelta(days=5)


def url(hva: str, siden: date = SINCE, *kommuner: str, **more: str) -> str:
    given = [("hva", hva), ("siden", f"{siden:%d.%m.%Y}"), *(("kommuner", one) for one in kommuner), *more.items()]
    return f"{URL}?{urlencode(given)}"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def town(world: World) -> dict[str, str]:
    """One of each, by name: numbers."""
    people = {
        "FØDT": born("FØDT", DAY),
        "DØD": died("DØD", DAY),
        "INN": moved("INN", DAY),
        "UT": moved("UT", DAY, fra=HERE, til=THERE),
        "LENGE": moved("LENGE", date(2023, 2, 1)),
    }
    load(world, *people.values())
    return {name: number_of(document) for name, document in people.items()}


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_a_role_that_is_not_for_events_is_refused(client: Client, world: World) -> None:
    assert world.log_in(client, world.jonas, world.vaksine).get(URL).status_code == 403


def test_the_purpose_is_asked_first(client: Client, world: World) -> None:
    from fiks.felles.innlogging import oekt

    world.log_in(client, world.jonas, world.fullrolle)
    session = client.session
    oekt.set_work(session, "", "")
    session.save()
    assert client.get(url("FOEDT")).headers["Location"].startswith(reverse("folkeregister:arbeid"))


@pytest.mark.parametrize(
    ("hva", "shown", "hidden"),
    [
        ("FOEDT", "Født", ("Død", "Inn", "Ut", "Lenge")),
        ("DOED", "Død", ("Inn", "Ut", "Lenge")),
        ("INNFLYTTET", "Inn", ("Ut", "Lenge")),
        ("UTFLYTTET", "Ut", ("Inn", "Lenge")),
    ],
)
def test_each_kind_shows_those_it_happened_to(
    client: Client, world: World, town: dict[str, str], hva: str, shown: str, hidden: tuple[str, ...]
) -> None:
    found = page(world.log_in(client, world.jonas, world.fullrolle), url(hva, SINCE, HERE))
    assert f"Hendelse {shown}<" in found
    assert [name for name in hidden if f"Hendelse {name}<" in found] == []
    assert [number for number in town.values() if number in found] == []


def test_everyone_shown_is_a_subject_of_the_log(client: Client, world: World, town: dict[str, str]) -> None:
    page(world.log_in(client, world.jonas, world.fullrolle), url("INNFLYTTET", SINCE, HERE))
    with acting(world.actor(world.jonas)):
        row = Revisjonslinje.objects.filter(handling="folkeregister.hendelser").get()
    assert row.subjekter == [town["INN"]]
    assert (row.antall, row.formaal, row.rolle_navn) == (1, world.fullrolle.formaal[0], world.fullrolle.navn)
    assert row.gjelder.startswith("Flyttet til kommunen siden")
    assert row.detaljer == {"hva": "INNFLYTTET", "kommuner": [HERE], "siden": SINCE.isoformat()}
    assert set(row.opplysninger) == {"bostedsadresse", "navn", "foedsel"}


def test_an_empty_page_is_logged_too(client: Client, world: World) -> None:
    assert "Ingen hendelser å vise" in page(
        world.log_in(client, world.jonas, world.fullrolle), url("UTFLYTTET", TODAY, HERE)
    )
    with acting(world.actor(world.jonas)):
        row = Revisjonslinje.objects.filter(handling="folkeregister.hendelser", antall=0).get()
    assert (row.subjekter, row.opplysninger) == ([], [])


def test_a_municipality_outside_the_role_is_refused(world: World) -> None:
    rolle = rolle_with(world, VAKSINE_OPENS)
    by = world.actor(world.jonas, rolle)
    with acting(by), pytest.raises(Refused, match="GEOGRAFI"):
        vis_hendelser(Spoersmaal(Hendelse.FOEDT, (THERE,), SINCE), rolle=rolle, by=by, at=world.now)


def test_a_role_sees_what_it_opens_and_no_more(client: Client, world: World, town: dict[str, str]) -> None:
    rolle = rolle_with(world, {"navn.etternavn", "foedsel.foedselsaar", "bostedsadresse.flyttedato", "doedsfall"})
    world.log_in(client, world.jonas, rolle)
    form = page(client, URL)
    assert "Flyttet til kommunen" in form
    assert 'value="UTFLYTTET"' not in form  # takes history
    assert 'value="DOED"' not in form  # too: who died has only a former home
    assert 'value="FOEDT"' not in form  # takes the birth date
    found = page(client, url("INNFLYTTET"))
    assert "<span>Inn</span>" in found  # the name she opens, and no link: the role looks up nobody
    assert "Hendelsesveien" not in found
    assert ">1958<" in found


@pytest.mark.parametrize(
    ("form", "shown", "hidden"),
    [("vegadresse", "Hendelsesveien", "712/88"), ("matrikkeladresse", "712/88", "Hendelsesveien")],
)
def test_a_home_on_a_farm_is_shown_by_the_right_to_such(
    client: Client, world: World, form: str, shown: str, hidden: str
) -> None:
    farm: dict[str, object] = {
        "matrikkeladresse": {
            "matrikkelnummer": {"kommunenummer": HERE, "gaardsnummer": 712, "bruksnummer": 88},
            "poststed": {"postnummer": "4760", "poststedsnavn": "GÅRDSBYEN"},
        }
    }
    on_farm = home(HERE, DAY) | {"vegadresse": None} | farm
    load(
        world,
        moved("Vei", DAY),
        someone("Gård", bostedsadresse=[on_farm, home(THERE, date(2010, 1, 1), current=False)]),
    )
    opens = {"navn", "bostedsadresse.flyttedato", f"bostedsadresse.{form}"}
    found = page(world.log_in(client, world.jonas, rolle_with(world, opens)), url("INNFLYTTET"))
    assert "Hendelse Vei" in found
    assert "Hendelse Gård" in found
    assert shown in found
    assert hidden not in found
    assert ("Gårdsbyen" in found) == (form == "matrikkeladresse")


def test_who_died_takes_history_as_on_lists(client: Client, world: World, town: dict[str, str]) -> None:
    world.log_in(client, world.jonas, rolle_with(world, VAKSINE_OPENS))
    refused = page(client, url("DOED"))
    assert "Hendelse Død" not in refused
    assert "Hendelsesveien" not in refused
    world.log_in(client, world.jonas, rolle_with(world, VAKSINE_OPENS | {HISTORIKK}))
    found = page(client, url("DOED"))
    assert "Hendelse Død" in found
    assert "Hendelsesveien" in found
    with acting(world.actor(world.jonas)):
        row = Revisjonslinje.objects.filter(handling="folkeregister.hendelser").get()
    assert set(row.opplysninger) == {"doedsfall", "bostedsadresse", HISTORIKK, "navn", "foedsel"}


@pytest.mark.parametrize("hva", [Hendelse.DOED, Hendelse.UTFLYTTET])
def test_a_kind_that_the_role_does_not_open_is_refused(world: World, hva: Hendelse) -> None:
    rolle = rolle_with(world, VAKSINE_OPENS)
    by = world.actor(world.jonas, rolle)
    with acting(by), pytest.raises(Refused, match="OPPLYSNINGER"):
        vis_hendelser(Spoersmaal(hva, (HERE,), SINCE), rolle=rolle, by=by, at=world.now)


def test_who_has_come_back_has_not_moved_out(client: Client, world: World) -> None:
    away = home(THERE, DAY, current=False)
    back = someone(
        "HJEMVENDT",
        bostedsadresse=[home(HERE, DAY + timedelta(days=3)), away, home(HERE, date(2010, 1, 1), current=False)],
    )
    load(world, back)
    world.log_in(client, world.jonas, world.fullrolle)
    assert "Hjemvendt" not in page(client, url("UTFLYTTET", SINCE, HERE))
    assert "Hjemvendt" in page(client, url("INNFLYTTET", SINCE, HERE))


def test_a_new_municipality_number_is_no_event(client: Client, world: World) -> None:
    rolle = rolle_with(world, VAKSINE_OPENS | {HISTORIKK}, kommuner=("3301",))
    since = date(2023, 12, 1)
    load(world, moved("DRAMMENSER", date(2024, 1, 1), fra="3005", til="3301"))
    world.log_in(client, world.jonas, rolle)
    assert "Drammenser" not in page(client, url("INNFLYTTET", since))
    assert "Drammenser" not in page(client, url("UTFLYTTET", since))


def test_who_left_under_an_old_number_is_found_under_the_new(client: Client, world: World) -> None:
    rolle = rolle_with(world, VAKSINE_OPENS | {HISTORIKK}, kommuner=("3301",))
    load(world, moved("EIKVÆRING", date(2023, 12, 20), fra="3005", til=HERE))
    world.log_in(client, world.jonas, rolle)
    assert "Eikværing" in page(client, url("UTFLYTTET", date(2023, 12, 1)))


def test_a_division_is_told_about_where_it_hides_somebody(client: Client, world: World) -> None:
    rolle = rolle_with(world, VAKSINE_OPENS | {HISTORIKK}, kommuner=("1580",))
    load(world, moved("HARAMSER", date(2023, 12, 20), fra="1507", til=HERE))
    world.log_in(client, world.jonas, rolle)
    found = page(client, url("UTFLYTTET", date(2023, 12, 1)))
    assert "Haramser" not in found
    assert "da en kommune ble delt" in found
    assert "da en kommune ble delt" not in page(client, url("UTFLYTTET", SINCE))


@pytest.mark.parametrize(
    ("siden", "told"),
    [("1.1.2015", "Velg en dag fra"), ("31.12.2099", "Velg en dag som har vært"), ("", "Skriv datoen")],
)
def test_a_day_that_cannot_be_used_is_told(client: Client, world: World, siden: str, told: str) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    found = page(client, f"{URL}?{urlencode({'hva': 'FOEDT', 'siden': siden, 'kommuner': HERE})}")
    assert told in found
    assert "<title>Feil: " in found


def test_a_fresh_death_waits_as_long_as_is_set(client: Client, world: World, settings: Settings) -> None:
    now = datetime.now().astimezone()
    load(
        world,
        died("FERSK", DAY, registered=(now - timedelta(hours=20)).isoformat()),
        died("ELDRE", DAY, registered=(now - timedelta(hours=60)).isoformat()),
    )
    world.log_in(client, world.jonas, world.fullrolle)
    assert "Fersk" in page(client, url("DOED", SINCE, HERE))
    settings.DEATH_DELAY_HOURS = 48
    found = page(client, url("DOED", SINCE, HERE))
    assert "Fersk" not in found
    assert "Eldre" in found


def test_pages_follow_one_another_without_loss_or_repeat(world: World) -> None:
    days = [SINCE + timedelta(days=place % 3) for place in range(23)]
    load(world, *(moved(f"NR{place:02}", day) for place, day in enumerate(days)))
    from fiks.folkeregister.queries.hendelser import hendelser

    asked = Spoersmaal(Hendelse.INNFLYTTET, (HERE,), SINCE)
    pages, token = [], ""
    with acting(world.actor(world.jonas, world.fullrolle)):
        while True:
            side = hendelser(asked, by_name=True, at=world.now, after=token, size=5)
            pages.append(side)
            token = side.next
            if not token:
                break
        whole = hendelser(asked, by_name=True, at=world.now, size=100)
        assert [rad for side in pages for rad in side.rows] == whole.rows
        assert [side.start for side in pages] == [1, 6, 11, 16, 21]
        for earlier, later in pairwise(pages):
            assert hendelser(asked, by_name=True, at=world.now, after=later.previous, size=5).rows == earlier.rows
    assert not any(rad.nummer in side.next for side in pages for rad in whole.rows)


@pytest.mark.parametrize("token", ["x", "2026-13-45.1.1", "9999999999", "2026-01-01.0.0", "' or 1=1"])
def test_an_address_of_another_page_that_cannot_be_read_is_the_first(
    client: Client, world: World, town: dict[str, str], token: str
) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    assert client.get(url("INNFLYTTET", SINCE, HERE, etter=token)).status_code == 200


def test_the_same_is_asked_of_a_new_list(client: Client, world: World, town: dict[str, str]) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    found = page(client, url("UTFLYTTET", SINCE, HERE))
    query = found.split("innbyggerlister/ny/?")[1].split('"')[0].replace("&amp;", "&")
    form = page(client, f"/folkeregister/innbyggerlister/ny/?{query}")
    assert f'name="utflyttet_siden" value="{SINCE:%d.%m.%Y}"' in form
