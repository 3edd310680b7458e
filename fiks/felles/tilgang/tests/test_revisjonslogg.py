"""The audit log page, the search by person and one row's page: who sees what, and that reading is logged."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import Acr, acting
from fiks.felles.revisjon import subjektmengde
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.tilgang.queries import revisjonslogg as logg
from fiks.felles.tilgang.tests.rows import acts, write
from tests.world import World

pytestmark = pytest.mark.django_db
HIDDEN = "Skjult: gjelder et område med særlig taushetsplikt"
PAGES = ("tilgang:revisjonslogg", "tilgang:revisjonslogg_person")


def _look_up(world: World, *, secret: bool, number: str, **facts: object) -> Revisjonslinje:
    area = {"tjenesteomraade": "BARNEVERN" if secret else "OPPVEKST", "konfidensiell": secret}
    by = world.actor(world.siri, world.barnevern, formaal="Undersøkelse", sak="2026/77" if secret else "2026/12")
    return write(by, datetime.now(UTC), subjekter=[number], antall=1, rolle_navn="Prøve", **area, **facts)


def _url(linje: Revisjonslinje) -> str:
    micros = (linje.at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
    return reverse("tilgang:revisjonslinje", args=[micros, linje.id])


def _shown(number: str) -> str:
    return f"{number[:6]}\u00a0{number[6:]}"


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_sent_to_log_in(client: Client, world: World, page: str) -> None:
    assert "/innlogging/" in client.get(reverse(page)).headers["Location"]


@pytest.mark.parametrize("page", PAGES)
def test_one_who_neither_administers_nor_controls_is_refused(client: Client, world: World, page: str) -> None:
    assert world.log_in(client, world.jonas, world.fullrolle, acr=Acr.HIGH).get(reverse(page)).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_the_log_needs_a_stronger_log_in(client: Client, world: World, page: str) -> None:
    answer = world.log_in(client, world.ingrid).get(reverse(page))
    assert answer.headers["Location"].startswith(reverse("innlogging:steg_opp"))


def test_an_administrator_sees_who_was_looked_up_except_where_it_is_secret(client: Client, world: World) -> None:
    solveig, fortrolig = world.numbers["solveig"], world.numbers["bjarne"]
    _look_up(world, secret=False, number=solveig)
    _look_up(world, secret=True, number=fortrolig, aarsak="Bekymring for Bjarne")
    text = world.log_in(client, world.ingrid, acr=Acr.HIGH).get(reverse("tilgang:revisjonslogg")).text
    assert _shown(solveig) in text
    assert HIDDEN in text
    for hidden in (_shown(fortrolig), "2026/77", "Bekymring"):
        assert hidden not in text


def test_a_controller_sees_the_rows_of_his_area_only_and_whom_they_are_about(client: Client, world: World) -> None:
    solveig, bjarne = world.numbers["solveig"], world.numbers["bjarne"]
    _look_up(world, secret=False, number=solveig)
    _look_up(world, secret=True, number=bjarne)
    text = world.log_in(client, world.odd, acr=Acr.HIGH).get(reverse("tilgang:revisjonslogg")).text
    assert _shown(bjarne) in text
    assert "2026/77" in text
    assert _shown(solveig) not in text
    assert "Ga tilgang" not in text.partition("<tbody>")[2]


def test_reading_is_logged_with_the_filter_and_without_typed_text(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    asked = {"aktoer": str(world.siri.pk), "tekst": "Hansen"}
    assert client.post(reverse("tilgang:revisjonslogg"), asked, follow=True).status_code == 200
    with acting(world.actor(world.ingrid)):
        row = acts(world.lillesand.pk, "revisjon.lest")[-1]
    assert row.detaljer == {"utvalg": {"aktoer": str(world.siri.pk), "tekst": True}}


def test_the_filter_narrows(client: Client, world: World) -> None:
    _look_up(world, secret=False, number=world.numbers["solveig"])
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    page = reverse("tilgang:revisjonslogg")
    for fits, fits_not in (
        ({"aktoer": str(world.siri.pk)}, {"aktoer": str(world.jonas.pk)}),
        ({"handling": "folkeregister.oppslag"}, {"handling": "tilgang.gitt"}),
        ({"rolle": str(world.barnevern.ressurs_id)}, {"rolle": str(world.vaksine.ressurs_id)}),
        ({"utfall": "UTFOERT"}, {"utfall": "AVVIST"}),
        ({"tekst": "2026/12"}, {"tekst": "2026/13"}),
        ({"fra": "01.01.2020"}, {"til": "01.01.2020"}),
    ):
        assert "2026/12" in client.post(page, fits, follow=True).text.partition("<tbody>")[2], fits
        assert "2026/12" not in client.post(page, fits_not, follow=True).text.partition("<tbody>")[2], fits_not


def test_what_is_typed_never_stands_in_the_address(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    page, number = reverse("tilgang:revisjonslogg"), world.numbers["solveig"]
    for typed in (number, _shown(number), f"{number[:3]} {number[3:6]} {number[6:]}"):
        answer = client.post(page, {"tekst": typed})
        assert answer.headers["Location"] == reverse("tilgang:revisjonslogg_person")
    answer = client.post(page, {"tekst": "Solveig", "utfall": "AVVIST"})
    assert answer.headers["Location"] == f"{page}?utfall=AVVIST&ord=1"
    assert 'value="Solveig"' in client.get(answer.headers["Location"]).text
    assert 'value="Solveig"' not in client.get(f"{page}?utfall=AVVIST").text
    assert 'value="Solveig"' not in client.get(f"{page}?utfall=AVVIST&tekst=Solveig").text


def test_a_filter_that_cannot_be_read_is_shown_again_with_its_fault(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    text = client.post(reverse("tilgang:revisjonslogg"), {"fra": "x", "tekst": "Solveig"}).text
    assert "Feil: " in text
    assert 'value="Solveig"' in text


def test_every_act_about_a_person_is_found_in_lists_too(client: Client, world: World) -> None:
    number = world.numbers["solveig"]
    _look_up(world, secret=False, number=number)
    packed = subjektmengde.pack([number, world.numbers["bjarne"]])
    write(
        world.actor(world.jonas, world.vaksine, sak="2026/LISTE"),
        datetime.now(UTC),
        subjektmengde=packed,
        antall=2,
        tjenesteomraade="HELSE",
    )
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    text = client.post(reverse("tilgang:revisjonslogg_person"), {"foedselsnummer": number}).text
    assert "2026/12" in text
    assert "2026/LISTE" in text
    assert (
        "Ingen linjer"
        in client.post(reverse("tilgang:revisjonslogg_person"), {"foedselsnummer": world.numbers["nobody"]}).text
    )


def test_the_search_for_a_person_is_logged_without_the_number(client: Client, world: World) -> None:
    number = world.numbers["solveig"]
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    client.post(reverse("tilgang:revisjonslogg_person"), {"foedselsnummer": number})
    with acting(world.actor(world.ingrid)):
        row = acts(world.lillesand.pk, "revisjon.lest")[-1]
    assert row.detaljer == {"utvalg": {"person": True}}
    assert not row.subjekter


def test_pages_of_a_search_for_a_person_are_posted(client: Client, world: World) -> None:
    number = world.numbers["solveig"]
    for _ in range(60):
        _look_up(world, secret=False, number=number)
    world.log_in(client, world.ingrid, acr=Acr.HIGH)
    first = client.post(reverse("tilgang:revisjonslogg_person"), {"foedselsnummer": number})
    token = first.context["page"].next
    second = client.post(reverse("tilgang:revisjonslogg_person"), {"foedselsnummer": number, "etter": token})
    assert (len(first.context["linjer"]), len(second.context["linjer"])) == (50, 10)
    assert f"?etter={token}" not in first.text


def test_one_row_is_shown_as_far_as_one_may_see_it(client: Client, world: World) -> None:
    bjarne = world.numbers["bjarne"]
    linje = _look_up(world, secret=True, number=bjarne, detaljer={"status": "funnet"})
    seen = {
        name: world.log_in(Client(), person, acr=Acr.HIGH).get(_url(linje)).text
        for name, person in (("administrator", world.ingrid), ("controller", world.odd))
    }
    assert HIDDEN in seen["administrator"]
    assert _shown(bjarne) not in seen["administrator"]
    assert "funnet" not in seen["administrator"]
    assert _shown(bjarne) in seen["controller"]
    assert "funnet" in seen["controller"]
    assert client.get(_url(linje)).status_code == 302


def test_a_row_outside_his_areas_does_not_exist_for_a_controller(client: Client, world: World) -> None:
    linje = _look_up(world, secret=False, number=world.numbers["solveig"])
    assert world.log_in(client, world.odd, acr=Acr.HIGH).get(_url(linje)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_rows_of_another_organisation_are_not_found(client: Client, world: World) -> None:
    linje = _look_up(world, secret=False, number=world.numbers["solveig"])
    world.log_in(client, world.berit, acr=Acr.HIGH)
    assert client.get(_url(linje)).status_code == 404
    assert "2026/12" not in client.get(reverse("tilgang:revisjonslogg")).text
    answer = client.post(reverse("tilgang:revisjonslogg_person"), {"foedselsnummer": world.numbers["solveig"]})
    assert "Ingen linjer" in answer.text


def test_the_address_of_a_row_gives_its_time_exactly(world: World) -> None:
    at = datetime(2026, 11, 23, 9, 48, 0, 123457, tzinfo=UTC)
    innsyn = logg.Logginnsyn(world.lillesand.pk, administrator=True, omraader=frozenset())
    by = world.actor(world.jonas)
    linje = write(by, at, gjelder="Prøve")
    with acting(by):
        found = logg.linje(innsyn, at=at, id=linje.id)
    assert found is not None
    assert found.mikrosekunder == int(at.timestamp()) * 1_000_000 + 123457
