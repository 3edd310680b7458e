"""The search page: who may, what it shows and hides, and what it writes to the log."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle
from fiks.folkeregister.opplysninger import HISTORIKK
from fiks.folkeregister.soek import frist, motor
from fiks.folkeregister.tests.test_oppslag import rows
from tests.world import World

pytestmark = pytest.mark.django_db
URL = "/folkeregister/soek/"


def may_search(world: World, rolle: Registerrolle, *, opens: set[str] | None = None) -> Registerrolle:
    """Let a role search, and open no more than this."""
    with acting(world.actor(world.ingrid)):
        rolle.bruksomraader = [Bruksomraade.OPPSLAG, Bruksomraade.SOEK]
        rolle.opplysninger = sorted(opens or rolle.opplysninger)
        rolle.save()
    return rolle


def search(client: Client, **fields: object) -> str:
    """The page that a search leads to."""
    return client.post(URL, fields, follow=True).content.decode()


def text(page: str) -> str:
    """What the page says, on one line."""
    main = page.split("<main")[1].split("</main>", maxsplit=1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\u00a0", " ").split())


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    for url in (URL, f"{URL}00000000-0000-0000-0000-000000000001/"):
        assert client.get(url).headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_a_role_that_does_not_search_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"navn": "Solveig Christiansen"}).status_code == 403
    assert client.post(f"{URL}gater/", {"gate": "Stran"}).status_code == 403
    assert rows(world, "folkeregister.soek") == []


def test_what_the_work_is_for_is_asked_first(client: Client, world: World) -> None:
    from fiks.felles.innlogging import oekt

    world.log_in(client, world.jonas, world.fullrolle)
    session = client.session
    oekt.set_work(session, "", "")
    session.save()
    assert client.get(URL).headers["Location"].startswith("/folkeregister/arbeid/")
    assert client.post(URL, {"navn": "Solveig Christiansen"}).headers["Location"].startswith("/folkeregister/arbeid/")


def test_hits_tell_who_it_is_and_why(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    said = text(search(client, navn="Solveig Kristjansen"))
    assert (
        "1 person passer Solveig Christiansen Født 12. mars 1958 (68 år). Strandgata 14 B, H0101, 4790 Lillesand."
        in said
    )
    assert "Passer fordi: Christiansen lyder likt som Kristjansen" in said


def test_what_is_typed_stands_in_no_address_and_no_log(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    answer = client.post(URL, {"navn": "Solveig Kristjansen", "gate": "Strandgata 14"}, follow=True)
    assert re.fullmatch(r"/folkeregister/soek/[0-9a-f-]{36}/", answer.redirect_chain[0][0])
    page = answer.content.decode()
    assert "Kristjansen" not in page.split("</title>")[0]
    [row] = rows(world, "folkeregister.soek")
    assert row.subjekter == [world.numbers["solveig"]]
    assert row.detaljer == {"kriterier": ["navn", "gate"], "mange": False, "side": 1}
    assert (row.formaal, row.rolle_navn, row.antall) == (world.fullrolle.formaal[0], "Skole med hjemmel", 1)
    assert "kristjansen" not in repr(row.__dict__).lower()
    assert "bostedsadresse" in row.opplysninger


def test_a_search_that_finds_nobody_is_logged_too(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    said = text(search(client, navn="Xaver Qwertz"))
    assert "Ingen treff på «Xaver Qwertz»" in said
    assert "Noen personer kan ikke finnes på adresse" in said
    [row] = rows(world, "folkeregister.soek")
    assert (row.antall, row.subjekter, row.opplysninger) == (0, [], [])


def test_from_a_hit_one_goes_to_the_person_with_a_look_up_of_its_own(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    page = search(client, navn="Solveig Christiansen")
    assert world.numbers["solveig"] not in page
    lenke = re.search(r'name="lenke" value="([^"]+)"', page)
    assert lenke
    person = client.post("/folkeregister/oppslag/", {"lenke": lenke[1]}, follow=True).content.decode()
    assert '<h1 class="ds-heading">Solveig Christiansen</h1>' in person
    assert len(rows(world, "folkeregister.oppslag")) == 1


def test_pages_of_hits_are_each_logged_with_those_shown(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    answer = client.post(URL, {"navn": "Fylling", "foedt": "1990-2005"}, follow=True)
    address = answer.redirect_chain[0][0]
    first = answer.content.decode()
    assert "8 personer passer" in text(first)
    many = client.post(URL, {"navn": "Fylling", "kommuner": ["4215", "4216"]}, follow=True)
    assert "48 personer passer" in text(many.content.decode())
    assert "Viser 1–20 av 48" in text(many.content.decode())
    last = client.get(f"{many.redirect_chain[0][0]}?side=3").content.decode()
    assert "Viser 41–48 av 48" in text(last)
    shown = [row.subjekter for row in rows(world, "folkeregister.soek")]
    assert [len(one) for one in shown] == [8, 20, 8]
    assert not set(shown[1]) & set(shown[2])
    assert client.get(f"{address}?side=zz").status_code == 200


def test_too_many_says_how_to_narrow(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(motor, "MOST", 3)
    world.log_in(client, world.jonas, world.fullrolle)
    said = text(search(client, navn="Ola Fylling"))
    assert "Mer enn 200 personer passer" in said
    assert "én person for hvert av navnene" in said
    assert "legg til fødselsdato eller fødselsår" in said
    assert "Bare Lillesand" in said
    [row] = rows(world, "folkeregister.soek")
    assert row.detaljer["mange"]
    assert len(row.subjekter) == said.count("Passer fordi")
    said = text(search(client, gate="Strandgata", kommuner=["4215"]))
    assert "Mer enn 200" in said
    assert rows(world, "folkeregister.soek")[1].subjekter == []


def test_history_is_a_badge_with_its_end(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    said = text(search(client, navn="Kristjansen", foedt="1958", historikk="on"))
    assert "Passer fordi: het Solveig Kristjansen fram til 2020" in said
    assert "Tidligere navn" in said
    with acting(world.actor(world.ingrid)):
        world.fullrolle.kommuner = ["4203"]
        world.fullrolle.save()
    said = text(search(client, gate="Vestregate 14", historikk="on", navn="Solveig"))
    assert "bodde i Vestregate 14 B fram til 2020" in said
    assert "Tidligere adresse" in said
    assert HISTORIKK in rows(world, "folkeregister.soek")[0].opplysninger


def test_a_role_searches_only_by_what_it_opens(client: Client, world: World) -> None:
    rolle = may_search(world, world.vaksine, opens={"navn", "foedsel.foedselsaar", "status"})
    world.log_in(client, world.jonas, rolle)
    page = client.get(URL).content.decode()
    assert 'name="navn"' in page
    for name in ("gate", "postnummer", "kommuner", "kjoenn", "duf", "utenlandsk", "historikk", "doede", "bruksenhet"):
        assert f'name="{name}"' not in page
    said = text(search(client, navn="Solveig Christiansen", duf="123", historikk="on"))
    assert "Født 1958. Ingen adresse å vise." in said
    assert "12. mars" not in said
    assert "Rollen åpner ikke for søk på fødselsdato" in text(search(client, navn="Solveig", foedt="12.03.1958"))


def test_geography_bounds_the_page(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, may_search(world, world.vaksine))
    assert "Ingen treff" in text(search(client, navn="Bjarne Aas"))
    assert client.post(f"{URL}gater/", {"gate": "Birke", "kommuner": ["4216"]}).status_code == 403


def test_shielded_persons_are_shown_without_place_and_in_the_same_words(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    for navn, called in (("Stine Skjult", "1950"), ("Frank Fjell", "1956"), ("Kare Krogh", "1957")):
        said = text(search(client, navn=navn))
        assert f"{called} (" in said
        assert "Ingen adresse å vise." in said
        assert "Hemmelig" not in said
        assert "4790" not in said
    assert "Ingen adresse å vise." in text(search(client, navn="Unni Ukjent"))


def test_confidential_status_is_shown_as_the_role_allows(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    assert "Midlertidig." in text(search(client, navn="Dariusz Nowak"))
    world.log_in(client, world.jonas, may_search(world, world.vaksine))
    said = text(search(client, navn="Dariusz Nowak"))
    assert "Dariusz Nowak" in said
    assert "Midlertidig" not in said


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Skriv et navn, en fødselsdato eller en adresse"),
        ({"navn": "Hansen"}, "Skriv hele navnet, eller legg til"),
        ({"navn": "12835844631"}, "Slå opp nummeret direkte"),
        ({"navn": "x" * 5000}, "Skriv høyst 200 tegn"),
        ({"navn": "Solveig", "foedt": "32.13.1958"}, "Datoen finnes ikke"),
        ({"navn": "Solveig", "foedt": "1900-2000"}, "høyst 20 år"),
        ({"navn": "Solveig", "postnummer": "47"}, "fire sifre"),
        ({"gate": "St 1"}, "minst tre bokstaver"),
        ({"gate": "Strandgata 14", "bruksenhet": "101"}, "slik: H0101"),
        ({"matrikkel": "tolv", "navn": "Solveig"}, "slik: 12/34"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_shown(
    client: Client, world: World, fields: dict[str, str], told: str
) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    answer = client.post(URL, fields)
    assert answer.status_code == 200
    assert told in text(answer.content.decode())
    assert rows(world, "folkeregister.soek") == []


def test_a_search_that_takes_too_long_is_told(client: Client, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frist, "MILLISECONDS", 1)
    monkeypatch.setattr(
        motor.kandidater, "_READ", "select 1::bigint, '', pg_sleep(1)::text where %(words)s is not null"
    )
    world.log_in(client, world.jonas, world.fullrolle)
    assert "Søket tok for lang tid" in text(search(client, navn="Solveig Christiansen"))


def test_streets_are_suggested_within_the_role(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    assert 'value="Strandgata"' in client.post(f"{URL}gater/", {"gate": "stra"}).content.decode()
    assert client.post(f"{URL}gater/", {"gate": "hemm"}).content.decode().strip() == ""
    assert client.post(f"{URL}gater/", {"gate": "s" * 900}).status_code == 200


def test_another_s_search_is_not_opened(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    address = client.post(URL, {"navn": "Solveig Christiansen"}).headers["Location"]
    other = Client()
    world.log_in(other, world.siri, world.barnevern)
    assert other.get(address).headers["Location"] == URL
    assert (
        "ikke lenger åpent" in client.get(f"{URL}00000000-0000-0000-0000-000000000001/", follow=True).content.decode()
    )
    assert "Solveig" not in repr(dict(client.session.items()))


def test_others_numbers_find_where_the_role_opens_them(client: Client, world: World) -> None:
    from django.db import connection

    from tests.world import OPERATOR

    with acting(OPERATOR), connection.cursor() as cursor:
        values = [world.numbers["dnummer"], 0, "DUF", "201500123412", None, True]
        cursor.execute("insert into annet_nummer values (%s, %s, %s, %s, %s, %s)", values)
    world.log_in(client, world.jonas, world.fullrolle)
    said = text(search(client, duf="2015 001234 12"))
    assert "Dariusz Nowak" in said
    assert "har dette nummeret" in said
    assert "Ingen treff" in text(search(client, utenlandsk="201500123412"))


def test_numbers_of_other_states_are_read_from_documents(client: Client, world: World) -> None:
    from pathlib import Path

    from fiks.folkeregister.registerkopi import loading
    from fiks.folkeregister.tests.persons import NUMBERS, line, person, rad
    from tests.world import OPERATOR

    foreign = rad(identifikasjonsnummer="8766-aB 12", utstederland="ARG")
    duf = rad(identifikasjonsnummer="2015 001234 12")
    document = person(
        NUMBERS[3], utenlandskPersonidentifikasjon=[foreign], utlendingsmyndighetenesIdentifikasjonsnummer=[duf]
    )
    for _again in range(2):
        loading.load([line(document)], by=OPERATOR, at=world.now, reject_path=Path("/dev/null"))
        document["kjoenn"] = [rad(kjoenn="mann")]
    world.log_in(client, world.jonas, world.fullrolle)
    assert "Solveig Berg Åsen" in text(search(client, utenlandsk="ARG-8766AB12"))
    assert "Solveig Berg Åsen" in text(search(client, utenlandsk="8766 ab12", navn="Solveig Åsen"))
    assert "Ingen treff" in text(search(client, utenlandsk="SWE-8766AB12"))
    assert "Solveig Berg Åsen" in text(search(client, duf="201500123412"))


def test_mine_oppslag_tells_of_searches(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    search(client, navn="Solveig Christiansen")
    assert "<td>Søk</td>" in client.get("/folkeregister/mine-oppslag/").content.decode()
    with acting(world.actor(world.jonas)):
        assert Revisjonslinje.objects.filter(handling="folkeregister.soek").count() == 1


def only_search(world: World, rolle: Registerrolle, *, kommuner: tuple[str, ...], opens: set[str]) -> Registerrolle:
    """Let a role search these municipalities and nothing else."""
    with acting(world.actor(world.ingrid)):
        rolle.bruksomraader = [Bruksomraade.SOEK]
        rolle.kommuner = list(kommuner)
        rolle.opplysninger = sorted(set(rolle.opplysninger) | opens)
        rolle.save()
    return rolle


def test_a_home_outside_the_role_is_not_shown_by_search_alone(client: Client, world: World) -> None:
    home = "Strandgata 14 B, H0101, 4790 Lillesand."
    rolle = only_search(world, world.fullrolle, kommuner=("4203",), opens={HISTORIKK})
    world.log_in(client, world.jonas, rolle)
    asked = {"navn": "Solveig", "gate": "Vestregate 14", "historikk": "on"}
    said = text(search(client, **asked))
    assert "Solveig Christiansen" in said
    assert "bodde i Vestregate 14 B fram til 2020" in said
    assert "Ingen adresse å vise." in said
    assert "Lillesand" not in said
    assert "Strandgata" not in said
    with acting(world.actor(world.ingrid)):
        rolle.bruksomraader = [Bruksomraade.SOEK, Bruksomraade.OPPSLAG]
        rolle.save()
    assert home in text(search(client, **asked))
    rolle = only_search(world, rolle, kommuner=("4215",), opens=set())
    assert home in text(search(world.log_in(client, world.jonas, rolle), navn="Solveig Christiansen"))


def test_a_role_of_an_old_number_searches_what_it_became(client: Client, world: World) -> None:
    rolle = only_search(world, world.fullrolle, kommuner=("0926", "0928"), opens=set())
    page = world.log_in(client, world.jonas, rolle).get(URL).content.decode()
    assert 'value="4215"' in page
    assert 'value="0926"' not in page
    for kommuner in ([], ["4215"], ["0926"]):
        assert "1 person passer" in text(search(client, navn="Solveig Christiansen", kommuner=kommuner)), kommuner
    assert 'value="Strandgata"' in client.post(f"{URL}gater/", {"gate": "stra", "kommuner": ["0926"]}).content.decode()


def test_streets_are_suggested_in_municipalities_as_they_are_typed(client: Client, world: World) -> None:
    with acting(world.actor(world.ingrid)):
        world.fullrolle.landsdekkende = True
        world.fullrolle.save()
    world.log_in(client, world.jonas, world.fullrolle)
    for typed, is_there in (("Lillesand, Birkenes", True), ("0926", True), ("Oslo", False), ("Atlantis", True)):
        page = client.post(f"{URL}gater/", {"gate": "stra", "kommuner": typed}).content.decode()
        assert ('value="Strandgata"' in page) is is_there, typed


def test_only_what_the_form_asks_is_kept(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle)
    much = {"navn": "Solveig Christiansen", "annet": "z" * 100_000, "historikk": "o" * 100_000, "gate": ["", ""] * 150}
    page = search(client, **much)
    assert "1 person passer" in text(page)
    assert len(repr(dict(client.session.items()))) < 8_000
