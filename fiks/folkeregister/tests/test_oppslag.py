"""Looking up by number: the page, the redirect to an id, and the action behind."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import Acr, acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.tilgang.access import Refused, StepUpNeeded
from fiks.folkeregister.actions.oppslag import NoPurpose, NoReason, Valg, slaa_opp
from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/folkeregister/oppslag/"


def rows(world: World, handling: str = "folkeregister.oppslag") -> list[Revisjonslinje]:
    """The audit rows of Lillesand, oldest first."""
    with acting(world.actor(world.jonas)):
        return list(Revisjonslinje.objects.filter(handling=handling).order_by("at"))


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(URL).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_one_without_a_role_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.fredrik)
    assert client.get(URL).status_code == 403
    assert [row.gjelder for row in rows(world, "tilgang.avvist")] == ["folkeregister.bruk"]


def test_a_number_is_never_in_the_address(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    number = world.numbers["solveig"]
    answer = client.post(URL, {"nummer": f"{number[:6]} {number[6:]}"})
    assert answer.status_code == 302
    assert number not in answer.headers["Location"]
    page = client.get(answer.headers["Location"]).content.decode()
    assert '<h1 class="ds-heading">Solveig Christiansen</h1>' in page
    assert number not in page.split("</title>")[0]
    [row] = rows(world)
    assert row.subjekter[0] == number
    assert (row.formaal, row.rolle_navn, row.tjenesteomraade) == (world.vaksine.formaal[0], "Vaksinasjon", "HELSE")
    assert "bostedsadresse" in row.opplysninger


def test_ended_numbers_lead_to_the_person(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    page = client.post(URL, {"nummer": world.numbers["merged_former"]}, follow=True).content.decode()
    assert "Mads Moen" in page
    assert "ikke lenger i bruk" in page
    assert rows(world)[0].subjekter[0] == world.numbers["merged"]


def test_a_number_that_nobody_has_is_answered_and_logged(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    answer = client.post(URL, {"nummer": world.numbers["nobody"]}, follow=True)
    assert "Ingen person har dette nummeret i registerkopien" in answer.content.decode()
    assert world.numbers["nobody"] not in answer.content.decode()
    [row] = rows(world)
    assert (row.antall, row.subjekter) == (0, [world.numbers["nobody"]])


@pytest.mark.parametrize(
    ("typed", "told"),
    [("", "Skriv et fødselsnummer"), ("1234567890", "Du skrev 10"), ("12835844632", "passer ikke sammen")],
)
def test_what_is_wrong_with_a_number_is_said(client: Client, world: World, typed: str, told: str) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    page = client.post(URL, {"nummer": typed}).content.decode()
    assert told in page
    assert rows(world) == []


def test_without_a_purpose_one_is_asked_for_it(client: Client, world: World) -> None:
    from fiks.felles.innlogging import oekt

    world.log_in(client, world.jonas, world.vaksine)
    session = client.session
    oekt.set_work(session, "", "")
    session.save()
    assert client.get(URL).headers["Location"] == "/folkeregister/arbeid/?neste=%2Ffolkeregister%2Foppslag%2F"
    answer = client.post(URL, {"nummer": world.numbers["solveig"]})
    assert answer.headers["Location"].startswith("/folkeregister/arbeid/")
    assert [row.utfall for row in rows(world, "folkeregister.avvist")] == ["AVVIST"]
    assert rows(world) == []


def test_a_role_for_lists_only_does_not_look_up(client: Client, world: World) -> None:
    with acting(world.actor(world.ingrid)):
        world.vaksine.bruksomraader = ["INNBYGGERLISTE"]
        world.vaksine.save()
    world.log_in(client, world.jonas, world.vaksine)
    assert client.get(URL).status_code == 403


def test_a_look_up_needs_a_purpose(world: World) -> None:
    by = world.actor(world.jonas, world.vaksine).with_purpose("")
    with acting(by), pytest.raises(NoPurpose):
        slaa_opp(nummer=world.numbers["solveig"], rolle=world.vaksine, by=by, at=world.now)


def test_a_case_alone_is_purpose_enough(world: World) -> None:
    by = world.actor(world.jonas, world.vaksine).with_purpose("", "2026/1")
    with acting(by):
        assert slaa_opp(nummer=world.numbers["solveig"], rolle=world.vaksine, by=by, at=world.now).found


def test_a_look_up_takes_the_role_that_is_chosen(world: World) -> None:
    by = world.actor(world.jonas, world.vaksine)
    with acting(by), pytest.raises(Refused):
        slaa_opp(nummer=world.numbers["solveig"], rolle=world.fullrolle, by=by, at=world.now)


def test_a_closed_service_stops_look_ups(world: World) -> None:
    by = world.actor(world.berit, world.birkenesrolle)
    from fiks.felles.tilgang.models import TjenesteTilgang
    from tests.world import OPERATOR

    with acting(OPERATOR):
        TjenesteTilgang.objects.filter(virksomhet=world.birkenes).update(open_until=world.now)
    with acting(by), pytest.raises(Refused, match="TJENESTE"):
        slaa_opp(nummer=world.numbers["bjarne"], rolle=world.birkenesrolle, by=by, at=world.now)


def test_a_look_up_in_child_welfare_is_confidential_in_the_log(world: World) -> None:
    by = world.actor(world.siri, world.barnevern)
    with acting(by):
        slaa_opp(nummer=world.numbers["lise"], rolle=world.barnevern, by=by, at=world.now)
    assert rows(world)[0].konfidensiell


def test_everyone_shown_is_a_subject_of_the_row(world: World) -> None:
    by = world.actor(world.jonas, world.fullrolle)
    with acting(by):
        slaa_opp(nummer=world.numbers["lise"], rolle=world.fullrolle, by=by, at=world.now)
    assert rows(world)[0].subjekter == [world.numbers[name] for name in ("lise", "mona", "fortrolig")]


@pytest.mark.parametrize(
    ("valg", "acr", "refusal"),
    [
        (Valg(gradert=True), Acr.HIGH, NoReason),
        (Valg(gradert=True, begrunnelse=" "), Acr.HIGH, NoReason),
        (Valg(gradert=True, begrunnelse="Møte"), Acr.SUBSTANTIAL, StepUpNeeded),
    ],
)
def test_graded_addresses_take_a_reason_and_a_strong_log_in(
    world: World, valg: Valg, acr: Acr, refusal: type[Refused]
) -> None:
    by = world.actor(world.siri, world.barnevern, acr=acr)
    with acting(by), pytest.raises(refusal):
        slaa_opp(nummer=world.numbers["fortrolig"], rolle=world.barnevern, by=by, at=world.now, valg=valg)


def test_a_role_without_the_choice_never_gets_graded_addresses(world: World) -> None:
    by = world.actor(world.jonas, world.vaksine, acr=Acr.HIGH)
    with acting(by), pytest.raises(Refused, match="OPPLYSNINGER"):
        slaa_opp(
            nummer=world.numbers["fortrolig"],
            rolle=world.vaksine,
            by=by,
            at=world.now,
            valg=Valg(gradert=True, begrunnelse="Møte"),
        )
