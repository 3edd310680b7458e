"""The person page: what it shows, to whom, and what it writes to the log."""

import html
import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.design import tekst
from fiks.felles.koder.kommuner import kommune
from fiks.felles.koder.land import land
from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.innsyn import Innsyn, cut
from fiks.folkeregister.models.rolle import Registerrolle
from fiks.folkeregister.presentation import words
from fiks.folkeregister.presentation.fields import format_value, spell_out
from fiks.folkeregister.registerkopi import loading
from fiks.folkeregister.registerkopi.documents import raw_document
from fiks.folkeregister.tests.persons import line
from tests.world import EVERYTHING, OPERATOR, World

pytestmark = pytest.mark.django_db
TAG = re.compile(r"<[^>]+>")


def look_up(client: Client, world: World, name: str, rolle: Registerrolle, query: str = "") -> str:
    """The person page of somebody in the world, or of a number, as Jonas sees it."""
    world.log_in(client, world.jonas, rolle)
    answer = client.post("/folkeregister/oppslag/", {"nummer": world.numbers.get(name, name)})
    return client.get(answer.headers["Location"] + query).content.decode()


def text_of(page: str) -> str:
    """What a reader sees of the page itself, with single spaces."""
    main = page.split("<main")[1].split("</main>", maxsplit=1)[0]
    return " ".join(html.unescape(TAG.sub(" ", main)).replace(tekst.HARD_SPACE, " ").split())


def load(world: World, *documents: bytes) -> None:
    loading.load(documents, by=OPERATOR, at=world.now, reject_path=Path(mkdtemp()) / "avvist.ndjson")


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    answer = client.get(f"/folkeregister/person/{uuid4()}/")
    assert answer.headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_another_persons_look_up_cannot_be_opened(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.barnevern)
    address = client.post("/folkeregister/oppslag/", {"nummer": world.numbers["lise"]}).headers["Location"]
    other = world.log_in(Client(), world.siri, world.barnevern)
    assert other.get(address).headers["Location"] == "/folkeregister/oppslag/"


def test_one_without_the_role_is_refused(client: Client, world: World) -> None:
    world.log_in(client, world.fredrik, world.vaksine)
    assert client.get(f"/folkeregister/person/{uuid4()}/").status_code == 403


def test_each_display_is_logged(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    address = client.post("/folkeregister/oppslag/", {"nummer": world.numbers["per"]}).headers["Location"]
    client.get(address)
    client.get(address)
    with acting(world.actor(world.jonas)):
        assert Revisjonslinje.objects.filter(handling="folkeregister.oppslag").count() == 2


def test_the_page_is_kept_nowhere(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    answer = client.post("/folkeregister/oppslag/", {"nummer": world.numbers["per"]}, follow=True)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_another_role_asks_for_the_purpose_again(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    address = client.post("/folkeregister/oppslag/", {"nummer": world.numbers["per"]}).headers["Location"]
    from fiks.felles.innlogging import oekt

    session = client.session
    oekt.choose_ressurs(session, world.barnevern.ressurs_id)
    session.save()
    assert client.get(address).headers["Location"].startswith("/folkeregister/arbeid/")


def test_what_the_role_does_not_open_is_one_sentence(client: Client, world: World) -> None:
    text = text_of(look_up(client, world, "solveig", world.vaksine))
    assert "Rollen Vaksinasjon åpner ikke for" in text
    assert "Gift" not in text
    assert "Kristjansen" not in text


def test_the_facts_of_a_person_stand_on_top(client: Client, world: World) -> None:
    text = text_of(look_up(client, world, "solveig", world.vaksine))
    number = world.numbers["solveig"]
    assert "Født 12. mars 1958 (68 år) Kvinne Bosatt Fødselsnummer" in text
    assert f"{number[:6]} {number[6:]}" in text
    assert "Strandgata 14 B, bolig H0101 4790 Lillesand" in text


def test_the_year_of_birth_is_told_where_the_date_is_not(client: Client, world: World) -> None:
    text = text_of(look_up(client, world, "solveig", world.fullrolle))
    assert "12. mars 1958" in text
    assert "Fødselsår" not in text
    opens = [kode for kode in world.fullrolle.opplysninger if kode.split(".")[0] != "foedsel"]
    with acting(world.actor(world.jonas, world.fullrolle)):
        Registerrolle.objects.filter(pk=world.fullrolle.pk).update(opplysninger=[*opens, "foedsel.foedselsaar"])
    text = text_of(look_up(client, world, "solveig", world.fullrolle))
    assert "12. mars" not in text
    assert "Født 1958" in text


def test_sami_letters_are_kept(client: Client, world: World) -> None:
    assert "Ánne Golbmačiehka" in look_up(client, world, "samisk", world.vaksine)


def test_the_dead_have_no_age(client: Client, world: World) -> None:
    text = text_of(look_up(client, world, "doed", world.vaksine))
    assert "Født 2. februar 1930 Kvinne Død" in text


def test_a_relative_is_a_button_to_a_new_look_up(client: Client, world: World) -> None:
    page = look_up(client, world, "lise", world.fullrolle)
    assert "Mona Lund" in page
    sealed = re.findall(r'name="lenke" value="([^"]+)"', page)
    names = {client.post("/folkeregister/oppslag/", {"lenke": one}, follow=True).content.decode() for one in sealed}
    assert any('<h1 class="ds-heading">Mona Lund</h1>' in name for name in names)
    assert not any(world.numbers["mona"] in one for one in sealed)


def test_a_sealed_number_is_of_no_use_to_another(client: Client, world: World) -> None:
    page = look_up(client, world, "lise", world.fullrolle)
    sealed = re.findall(r'name="lenke" value="([^"]+)"', page)[0]
    other = world.log_in(Client(), world.siri, world.barnevern)
    assert "Skriv et fødselsnummer" in other.post("/folkeregister/oppslag/", {"lenke": sealed}).content.decode()


def test_the_household_leaves_out_shielded_persons(client: Client, world: World) -> None:
    home = {"bostedsadresse": json.loads(raw_document(world.numbers["lise"]) or b"")["bostedsadresse"]}
    secret = json.loads(raw_document(world.numbers["fortrolig"]) or b"") | home
    load(world, line(secret))
    text = text_of(look_up(client, world, "mona", world.fullrolle))
    assert "Én person til er registrert på samme bolig." in text
    assert "Frank" not in text


def test_a_role_without_history_gets_none_by_asking(client: Client, world: World) -> None:
    assert "Kristjansen" not in look_up(client, world, "solveig", world.vaksine, "?historikk=ja")


def test_history_shows_former_rows(client: Client, world: World) -> None:
    assert "Kristjansen" not in look_up(client, world, "solveig", world.fullrolle)
    text = text_of(look_up(client, world, "solveig", world.fullrolle, "?historikk=ja"))
    assert "Navn Solveig Kristjansen 01.01.2010 01.01.2020" in text
    assert "Navn Solveig Christiansen 01.01.2020 Gjelder nå" in text


def test_the_register_can_be_shown_as_on_a_day(client: Client, world: World) -> None:
    page = look_up(client, world, "solveig", world.fullrolle, "?historikk=ja&dato=31.12.2015")
    assert '<h1 class="ds-heading">Solveig Kristjansen</h1>' in page
    assert "(57 år)" in page
    assert "Vestregate" in page
    assert "Husholdning" not in text_of(page).split("Historikk")[0]


@pytest.mark.parametrize(
    ("typed", "told"), [("31.02.2015", "Datoen finnes ikke"), ("01.01.2999", "Velg en dag som har")]
)
def test_a_day_that_cannot_be_is_explained(client: Client, world: World, typed: str, told: str) -> None:
    assert told in look_up(client, world, "solveig", world.fullrolle, f"?historikk=ja&dato={typed}")


def test_history_is_hidden_with_a_graded_current_address(client: Client, world: World) -> None:
    document = json.loads(raw_document(world.numbers["klient"]) or b"")
    former = json.loads(raw_document(world.numbers["solveig"]) or b"")["bostedsadresse"][1]
    load(world, line(document | {"bostedsadresse": [*document["bostedsadresse"], former]}))
    page = look_up(client, world, "klient", world.fullrolle, "?historikk=ja")
    assert "Vestregate" not in page


def test_a_home_is_missing_alike_for_all_who_have_none_to_show(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine)
    shapes = []
    for name in ("strengt", "fortrolig", "klient", "dnummer"):
        text = text_of(look_up(client, world, name, world.vaksine))
        shapes.append(re.findall(r"Bostedsadresse (Ingen adresse å vise|.*?) ", text))
        assert "Be om å se" not in text
        assert "ortrolig" not in text
    assert shapes == [["Ingen adresse å vise"]] * 4


def documents(shared: Path) -> list[Path]:
    return sorted((shared / "data/npr-persons").rglob("*.json"))


def test_published_documents_are_read_back_unchanged(world: World, shared: Path) -> None:
    for path in documents(shared):
        document = json.loads(path.read_text())
        load(world, line(document))
        number = current_number(document)
        assert json.loads(raw_document(number) or b"") == document, path.name


def test_the_page_shows_every_value_that_the_role_opens(client: Client, world: World, shared: Path) -> None:
    for path in documents(shared):
        document = json.loads(path.read_text())
        load(world, line(document))
        page = text_of(look_up(client, world, current_number(document), world.fullrolle, "?historikk=ja")).casefold()
        shown = cut(document, Innsyn(EVERYTHING), history=True)
        missing = [
            f"{element}.{name}={value!r}"
            for element, rows in shown.items()
            for name, value in every_leaf(rows)
            if not any(form.casefold() in page for form in forms(element, name, value))
        ]
        assert not missing, (path.name, missing)


def current_number(document: dict[str, list[dict[str, object]]]) -> str:
    rows = [row for row in document["identifikasjonsnummer"] if row["erGjeldende"]]
    return str(rows[0]["foedselsEllerDNummer"])


def every_leaf(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from every_leaf(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from every_leaf(inner, name)
    elif name != "erGjeldende":
        yield name, value


def forms(element: str, name: str, value: object) -> Iterator[str]:
    """The ways a value may stand on the page."""
    if isinstance(value, bool):
        yield "ja" if value else "nei"
        return
    text = str(value)
    yield text
    yield from (str(known[text]) for known in words.VALUES.values() if text in known)
    yield spell_out(text)
    yield tekst.nummer(text).replace(tekst.HARD_SPACE, " ")
    if name == "embete":
        yield format_value(name, text)
    if found := land(text):
        yield found.navn
    if municipality := kommune(text):
        yield municipality.navn
    if re.match(r"\d{4}-\d\d-\d\d", text):
        moment = datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
        yield tekst.dato(moment).replace(tekst.HARD_SPACE, " ")
        if isinstance(moment, datetime):
            yield tekst.tidspunkt(moment).replace(tekst.HARD_SPACE, " ")
