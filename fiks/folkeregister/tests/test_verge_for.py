"""Whom a person is guardian for: shown on the guardian's page within the role, by name and without place, and logged."""

import pytest
from django.test import Client

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.actions.oppslag import Oppslag, slaa_opp
from fiks.folkeregister.models import Verge
from fiks.folkeregister.models.rolle import Registerrolle
from fiks.folkeregister.presentation.sheet import sheet
from fiks.folkeregister.tests.events import load, number_of, someone
from fiks.folkeregister.tests.persons import NUMBERS, Rad, merged, past, person, rad, veg
from tests.world import World

pytestmark = pytest.mark.django_db


def guarded(name: str, verge: str, **elements: object) -> Rad:
    """Somebody with a guardian."""
    row = rad(vergemaaltype="voksen", embete="statsforvalterenISkjult", verge={"foedselsEllerDNummer": verge})
    return someone(name, **({"vergemaalEllerFremtidsfullmakt": [row]} | elements))


def look_up(world: World, number: str, rolle: Registerrolle) -> Oppslag:
    by = world.actor(world.jonas, rolle)
    with acting(by):
        return slaa_opp(nummer=number, rolle=rolle, by=by, at=world.now)


def person_page(client: Client, number: str) -> str:
    return client.post("/folkeregister/oppslag/", {"nummer": number}, follow=True).content.decode()


def test_the_guardian_s_page_shows_whom_she_is_guardian_for(client: Client, world: World) -> None:
    page = person_page(world.log_in(client, world.jonas, world.fullrolle), world.numbers["per"])
    section = page.split('id="verge">Verge for')[1].split("</section>")[0]
    assert "Vera Vik" in section
    assert "81 år" in section
    assert world.numbers["verge"] not in section


def test_a_role_without_guardianship_sees_none(client: Client, world: World) -> None:
    load(world, person(NUMBERS[4]), guarded("UKJENT", NUMBERS[4], bostedsadresse=[rad(**veg("Andreveien"))]))
    page = person_page(world.log_in(client, world.jonas, world.vaksine), NUMBERS[4])
    assert 'id="verge"' not in page
    assert "Hendelse Ukjent" not in page


def test_everyone_she_is_guardian_for_is_a_subject_of_the_log(world: World) -> None:
    look_up(world, world.numbers["per"], world.fullrolle)
    with acting(world.actor(world.jonas)):
        row = Revisjonslinje.objects.filter(handling="folkeregister.oppslag").get()
    assert row.subjekter[0] == world.numbers["per"]
    assert world.numbers["verge"] in row.subjekter
    assert row.detaljer["verge_for"] == 1
    assert "vergemaalEllerFremtidsfullmakt" in row.opplysninger


def test_a_protected_ward_is_shown_by_name_and_without_place(client: Client, world: World) -> None:
    hidden = [
        guarded("GJEMT", NUMBERS[0], adressebeskyttelse=[rad(graderingsnivaa="strengtFortrolig")]),
        guarded("DULGT", NUMBERS[0], bostedsadresse=[rad(**veg("Kanariveien", grading="klientadresse"))]),
    ]
    load(world, person(NUMBERS[0]), *hidden)
    page = person_page(world.log_in(client, world.jonas, world.fullrolle), NUMBERS[0])
    assert "Hendelse Gjemt" in page
    assert "Hendelse Dulgt" in page
    assert "Kanariveien" not in page
    assert "Skjult</" not in page
    assert "skjermet" not in page.casefold().split("<main")[1].split("verge for")[1].split("</section>")[0]


def test_a_guardian_is_found_by_a_number_she_had_before(world: World) -> None:
    now, before = NUMBERS[1], NUMBERS[2]
    load(world, person(now, identifikasjonsnummer=merged(now, before)), guarded("GAMMEL", before))
    found = look_up(world, now, world.fullrolle)
    assert [naer.etternavn for naer in found.verge_for] == ["GAMMEL"]


def test_a_guardianship_that_has_ended_is_not_shown(world: World) -> None:
    ended = past(vergemaaltype="voksen", verge={"foedselsEllerDNummer": NUMBERS[3]})
    ward = guarded("FRI", NUMBERS[3])
    load(world, person(NUMBERS[3]), ward)
    assert look_up(world, NUMBERS[3], world.fullrolle).verge_for
    load(world, ward | {"vergemaalEllerFremtidsfullmakt": [ended]})
    assert look_up(world, NUMBERS[3], world.fullrolle).verge_for == []
    with acting(world.actor(world.jonas)):
        assert not Verge.objects.filter(person=number_of(ward)).exists()


def test_a_guardian_without_a_number_makes_no_row(world: World) -> None:
    nameless = rad(vergemaaltype="voksen", verge={"navnFoedselsdato": {"foedselsdato": "1970-01-01"}})
    bare = rad(vergemaaltype="stadfestetFremtidsfullmakt")
    ward = someone("ALENE", vergemaalEllerFremtidsfullmakt=[nameless, bare])
    load(world, ward)
    with acting(world.actor(world.jonas)):
        assert not Verge.objects.filter(person=number_of(ward)).exists()


def test_the_command_line_shows_it_too(world: World) -> None:
    found = look_up(world, world.numbers["per"], world.fullrolle)
    assert "Verge for\n  Vera Vik, 81 år" in sheet(found, on=world.now.date())


@pytest.mark.parametrize(("opens_birth", "order"), [(True, ["ELDST", "ANNA"]), (False, ["ANNA", "ELDST"])])
def test_wards_stand_in_no_order_of_birth_where_that_is_closed(
    world: World, opens_birth: bool, order: list[str]
) -> None:
    born = {"ANNA": "1958-09-01", "ELDST": "1958-02-01"}
    wards = (guarded(name, NUMBERS[4], foedsel=[rad(foedselsdato=day)]) for name, day in born.items())
    load(world, person(NUMBERS[4]), *wards)
    if not opens_birth:
        with acting(world.actor(world.ingrid)):
            world.fullrolle.opplysninger = [kode for kode in world.fullrolle.opplysninger if kode != "foedsel"]
            world.fullrolle.save()
    found = look_up(world, NUMBERS[4], world.fullrolle).verge_for
    assert [naer.etternavn for naer in found] == order
