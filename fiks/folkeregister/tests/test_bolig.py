"""Who lives in a dwelling: from a person, and by address where the role searches; never anybody protected."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.models.rolle import Bruksomraade
from fiks.folkeregister.tests.events import load, number_of, rolle_with, someone
from fiks.folkeregister.tests.persons import rad, veg
from tests.world import VAKSINE_OPENS, World

pytestmark = pytest.mark.django_db
URL = "/folkeregister/bolig/"
ADDRESS = {"gateadresse": "samboerveien 14B", "bruksenhetsnummer": "h0101", "kommune": "Lillesand", "postnummer": ""}
SEARCH = (Bruksomraade.SOEK,)


@pytest.fixture
def home(world: World) -> dict[str, str]:
    """Two who may be shown and three who may not, all at one address."""
    here = veg("Samboerveien")
    people = {
        "EN": someone("EN", bostedsadresse=[rad(**here, flyttedato="2020-01-01")]),
        "TO": someone("TO", bostedsadresse=[rad(**here)]),
        "FORTROLIG": someone(
            "FORTROLIG", bostedsadresse=[rad(**here)], adressebeskyttelse=[rad(graderingsnivaa="fortrolig")]
        ),
        "STRENGT": someone(
            "STRENGT", bostedsadresse=[rad(**here)], adressebeskyttelse=[rad(graderingsnivaa="strengtFortrolig")]
        ),
        "KLIENT": someone("KLIENT", bostedsadresse=[rad(**veg("Samboerveien", grading="klientadresse"))]),
    }
    load(world, *people.values())
    return {name: number_of(document) for name, document in people.items()}


def text(client: Client, data: dict[str, str] | None = None) -> str:
    answer = client.post(URL, data, follow=True) if data else client.get(URL)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    for url in (URL, f"{URL}{uuid4()}/"):
        assert client.get(url).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_a_role_that_does_not_search_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    assert client.get(URL).status_code == 403
    assert client.post(URL, ADDRESS).status_code == 403


def test_a_dwelling_is_found_by_address(client: Client, world: World, home: dict[str, str]) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    answer = client.post(URL, ADDRESS)
    assert "Samboer" not in answer.headers["Location"]
    page = client.get(answer.headers["Location"]).content.decode()
    assert '<h1 class="ds-heading">Samboerveien 14 B, bolig H0101, 4790 Lillesand</h1>' in page
    assert "2 personer er registrert på boligen." in page
    assert "Har bodd her siden 1. januar 2020" in page.replace("\u00a0", " ")
    assert [name for name in ("Fortrolig", "Strengt", "Klient") if f"Hendelse {name}" in page] == []
    assert [number for number in home.values() if number in page] == []


def test_everyone_shown_is_a_subject_of_the_log(client: Client, world: World, home: dict[str, str]) -> None:
    text(world.log_in(client, world.jonas, world.fullrolle), ADDRESS)
    with acting(world.actor(world.jonas)):
        row = Revisjonslinje.objects.filter(handling="folkeregister.bolig").get()
    assert set(row.subjekter) == {home["EN"], home["TO"]}
    assert (row.antall, row.formaal) == (2, world.fullrolle.formaal[0])


def test_the_person_page_leads_to_the_dwelling(client: Client, world: World, home: dict[str, str]) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    page = client.post("/folkeregister/oppslag/", {"nummer": home["EN"]}, follow=True).content.decode()
    sealed = page.split('name="bolig" value="')[1].split('"')[0]
    assert "Samboer" not in sealed
    shown = text(client, {"bolig": sealed})
    assert "Hendelse En" in shown
    assert "Hendelse To" in shown


def test_a_household_that_is_all_protected_looks_like_an_empty_one(client: Client, world: World) -> None:
    load(world, someone("ALENE", bostedsadresse=[rad(**veg("Stilleveien", grading="fortrolig"))]))
    world.log_in(client, world.jonas, world.fullrolle)
    hidden = text(client, ADDRESS | {"gateadresse": "Stilleveien 14 B"})
    nobody = text(client, ADDRESS | {"gateadresse": "Finnesikkeveien 14 B"})
    assert "Ingen å vise på denne boligen" in hidden
    strip = hidden.replace("Stilleveien", "X").split("<main")[1]
    assert _plain(strip) == _plain(nobody.replace("Finnesikkeveien", "X").split("<main")[1])


def _plain(page: str) -> str:
    """Without the token of the form."""
    before, after = page.split('name="csrfmiddlewaretoken" value="', 1)
    return before + after.split('"', 1)[1]


def test_a_search_that_finds_nobody_is_logged(client: Client, world: World) -> None:
    text(world.log_in(client, world.jonas, world.fullrolle), ADDRESS | {"gateadresse": "Finnesikkeveien 1"})
    with acting(world.actor(world.jonas)):
        assert Revisjonslinje.objects.filter(handling="folkeregister.bolig", antall=0).count() == 1


def test_a_municipality_outside_the_role_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, rolle_with(world, VAKSINE_OPENS, bruk=SEARCH))
    assert client.post(URL, ADDRESS | {"kommune": "Grimstad"}).status_code == 403


def test_a_role_that_only_searches_gets_no_links_to_look_ups(
    client: Client, world: World, home: dict[str, str]
) -> None:
    world.log_in(client, world.jonas, rolle_with(world, VAKSINE_OPENS, bruk=SEARCH))
    page = text(client, ADDRESS)
    assert "<span>Hendelse En</span>" in page
    assert 'name="lenke"' not in page


def test_a_role_without_the_whole_address_is_refused(client: Client, world: World) -> None:
    opens = (VAKSINE_OPENS - {"bostedsadresse"}) | {"bostedsadresse.grunnkrets"}
    world.log_in(client, world.jonas, rolle_with(world, opens, bruk=SEARCH))
    assert client.get(URL).status_code == 403


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"bruksenhetsnummer": "1"}, "Skriv en bokstav og fire sifre"),
        ({"kommune": "1507"}, "ble delt"),
        ({"kommune": "Atlantis"}, "Vi fant ingen kommune"),
        ({"gateadresse": ""}, "Skriv adressen."),
    ],
)
def test_what_cannot_be_read_is_told(client: Client, world: World, given: dict[str, str], told: str) -> None:
    page = text(world.log_in(client, world.jonas, world.fullrolle), ADDRESS | given)
    assert told in page
    assert "<title>Feil: " in page


def test_an_old_municipality_number_finds_the_dwelling(client: Client, world: World, home: dict[str, str]) -> None:
    page = text(world.log_in(client, world.jonas, world.fullrolle), ADDRESS | {"kommune": "0926"})
    assert "Hendelse En" in page


def test_a_farm_address_is_found(client: Client, world: World) -> None:
    farm = {"matrikkelnummer": {"kommunenummer": "4215", "gaardsnummer": 12, "bruksnummer": 34}}
    row = rad(
        adressegradering="ugradert",
        adresseIdentifikatorFraMatrikkelen="gaard",
        matrikkeladresse=farm | {"bruksenhetsnummer": "H0101"},
    )
    load(world, someone("BONDE", bostedsadresse=[row]))
    page = text(world.log_in(client, world.jonas, world.fullrolle), ADDRESS | {"gateadresse": "12/34"})
    assert "Hendelse Bonde" in page


def test_an_id_of_a_person_or_of_nobody_shows_no_dwelling(client: Client, world: World, home: dict[str, str]) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    person = client.post("/folkeregister/oppslag/", {"nummer": home["EN"]}).headers["Location"]
    for referanse in (person.split("/")[-2], str(uuid4())):
        assert client.get(f"{URL}{referanse}/").headers["Location"] == "/folkeregister/"
    dwelling = client.post(URL, ADDRESS).headers["Location"].split("/")[-2]
    assert client.get(f"/folkeregister/person/{dwelling}/").headers["Location"] == "/folkeregister/oppslag/"


def test_a_sealed_dwelling_is_no_number_and_a_number_no_dwelling(
    client: Client, world: World, home: dict[str, str]
) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    page = client.post("/folkeregister/oppslag/", {"nummer": home["EN"]}, follow=True).content.decode()
    bolig, lenke = (page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("bolig", "lenke"))
    assert client.post("/folkeregister/oppslag/", {"lenke": bolig}).status_code == 200  # asks for a number
    assert client.post(URL, {"bolig": lenke}).status_code == 200  # asks for an address


@pytest.mark.parametrize(
    ("opens", "order"), [("foedsel", ["Eldst", "Anna"]), ("foedsel.foedselsaar", ["Anna", "Eldst"])]
)
def test_the_order_tells_no_birth_dates_that_the_role_does_not_open(
    client: Client, world: World, opens: str, order: list[str]
) -> None:
    here = [rad(**veg("Samboerveien"))]
    one, two = (
        someone(name, bostedsadresse=here, foedsel=[rad(foedselsdato=day, foedselsaar=day[:4])])
        for name, day in (("ANNA", "1958-09-01"), ("ELDST", "1958-02-01"))
    )
    load(world, one, two)
    bruk = (Bruksomraade.SOEK, Bruksomraade.OPPSLAG)
    world.log_in(client, world.jonas, rolle_with(world, (VAKSINE_OPENS - {"foedsel"}) | {opens}, bruk=bruk))
    page = text(client, ADDRESS)
    assert sorted(order, key=lambda name: page.index(f"Hendelse {name}")) == order
    third = someone("TREDJE", bostedsadresse=here)
    load(world, third)
    page = client.post("/folkeregister/oppslag/", {"nummer": number_of(third)}, follow=True).content.decode()
    assert sorted(order, key=lambda name: page.index(f"Hendelse {name}")) == order
