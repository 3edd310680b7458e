"""The page of one wash: progress, result, file, and from upload to download with the real queue."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import acting
from fiks.folkeregister.models import Registerrolle, Vask
from fiks.folkeregister.tests.listesider import rows, text
from fiks.folkeregister.tests.lists import sheets
from fiks.folkeregister.tests.test_innbyggerliste_ende_til_ende import download, work
from fiks.folkeregister.tests.test_vask_kolonner import CHOSEN
from fiks.folkeregister.tests.test_vasker import VASK, at_work, filled
from fiks.folkeregister.tests.vasker import SOLVEIG, row, washer, xlsx
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_stranger_is_sent_to_log_in(client: Client, world: World) -> None:
    vask = washer(world).order(xlsx(row(*SOLVEIG)))
    assert client.get(f"{VASK}{vask.pk}/").headers["Location"].startswith(reverse("innlogging:logg_inn"))


def test_another_organisation_is_not_told_that_it_is_there(client: Client, world: World) -> None:
    vask = washer(world).wash(xlsx(row(*SOLVEIG)))
    world.log_in(client, world.berit, world.birkenesrolle)
    assert client.get(f"{VASK}{vask.pk}/").status_code in {403, 404}
    assert client.get(f"{VASK}{vask.pk}/fil/").status_code in {403, 404}


def test_one_who_has_chosen_another_role_is_offered_the_right_one(client: Client, world: World) -> None:
    vask = washer(world).wash(xlsx(row(*SOLVEIG)))
    answer = world.log_in(client, world.jonas, world.vaksine).get(f"{VASK}{vask.pk}/")
    assert answer.status_code == 403
    assert "Bytt til rollen Skole med hjemmel" in text(answer)


def test_a_list_is_uploaded_washed_told_about_and_downloaded(client: Client, world: World) -> None:
    upload = filled(world, xlsx(row(*SOLVEIG, note="Fløyte"), row(None, "Ingen", "Finnes", "01.01.1990")))
    columns = at_work(client, world).post(VASK, upload).headers["Location"]
    address = client.post(columns, CHOSEN | {"filformat": "xlsx", "handling": "vask"}).headers["Location"]
    assert "Listen står i kø." in text(client.get(address))
    work()
    page = text(client.get(address))
    assert "Listen er vasket" in page
    assert "Er slettet" in page
    content, headers = download(client, address)
    assert (headers["Cache-Control"], "vask-flere-" in headers["Content-Disposition"]) == ("no-store", True)
    found = sheets(content)["Vasket"]
    assert [one[7] for one in found[1:]] == ["Sikker", "Ingen"]
    assert found[1][6] == "Fløyte"
    assert [one.aktoer_navn for one in rows(world, "folkeregister.vask_lastet_ned")] == ["Jonas Lie Berg"]
    assert "Jonas Lie Berg" in text(client.get(address)).split("Hvem har lastet ned listen?")[1]
    assert "Listen er vasket" in text(client.get("/meldinger/"))


def test_progress_is_told_and_the_page_is_asked_to_load_when_it_has_ended(client: Client, world: World) -> None:
    vask = washer(world).order(xlsx(*[row(*SOLVEIG)] * 4))
    with acting(world.actor(world.jonas)):
        Vask.objects.filter(pk=vask.pk).update(status="I_ARBEID", antall_vasket=2, startet_at=datetime.now(UTC))
    page = text(at_work(client, world).get(f"{VASK}{vask.pk}/framdrift/?sagt=0"))
    assert "2 av 4 rader" in page
    assert "50 prosent ferdig" in page
    client.post(f"{VASK}{vask.pk}/avbryt/")
    assert client.get(f"{VASK}{vask.pk}/framdrift/").headers["HX-Refresh"] == "true"


def test_a_wash_can_be_cancelled_and_that_is_logged(client: Client, world: World) -> None:
    vask = washer(world).order(xlsx(row(*SOLVEIG)))
    page = text(at_work(client, world).post(f"{VASK}{vask.pk}/avbryt/", follow=True))
    assert "Vasken er avbrutt" in page
    work()
    assert "Vasken er avbrutt" in text(client.get(f"{VASK}{vask.pk}/"))
    assert "Listen var ferdig før du avbrøt." in text(client.post(f"{VASK}{vask.pk}/avbryt/", follow=True))
    assert len(rows(world, "folkeregister.vask_avbrutt")) == 1


def test_what_is_only_uploaded_can_be_thrown_away(client: Client, world: World) -> None:
    vask = washer(world).upload(xlsx(row(*SOLVEIG)))
    assert "Filen du lastet opp, er slettet." in text(
        at_work(client, world).post(f"{VASK}{vask.pk}/avbryt/", follow=True)
    )


def _opens(world: World, *, closed: str) -> list[str]:
    return [kode for kode in world.fullrolle.opplysninger if kode.split(".")[0] != closed]


@pytest.mark.parametrize(
    "narrowed",
    [
        lambda world: {"opplysninger": _opens(world, closed="bostedsadresse")},
        lambda world: {"opplysninger": _opens(world, closed="historikk")},
        lambda _world: {"kommuner": ["4215"]},
        lambda _world: {"bruksomraader": ["SOEK", "INNBYGGERLISTE"]},
    ],
    ids=["column", "history", "geography", "look-ups"],
)
def test_a_role_that_has_been_narrowed_opens_the_old_file_no_more(
    client: Client, world: World, narrowed: Callable[[World], dict[str, object]]
) -> None:
    vask = washer(world).wash(xlsx(row(*SOLVEIG)))
    with acting(world.actor(world.jonas, world.fullrolle)):
        Registerrolle.objects.filter(pk=world.fullrolle.pk).update(**narrowed(world))
    answer = at_work(client, world).get(f"{VASK}{vask.pk}/fil/")
    assert answer.status_code == 403
    [refused] = rows(world, "tilgang.avvist")
    assert refused.aarsak == "Rollen åpner ikke lenger for alt som står i filen."


def test_a_role_that_no_longer_reaches_the_whole_country_opens_the_old_file_no_more(
    client: Client, world: World
) -> None:
    with acting(world.actor(world.jonas, world.fullrolle)):
        Registerrolle.objects.filter(pk=world.fullrolle.pk).update(landsdekkende=True)
        world.fullrolle.refresh_from_db()
        vask = washer(world).wash(xlsx(row(*SOLVEIG)))
        assert at_work(client, world).get(f"{VASK}{vask.pk}/fil/").status_code == 200
        Registerrolle.objects.filter(pk=world.fullrolle.pk).update(landsdekkende=False)
    assert client.get(f"{VASK}{vask.pk}/fil/").status_code == 403


def test_a_role_closed_since_the_order_washes_nothing(client: Client, world: World) -> None:
    vask = washer(world).order(xlsx(row(*SOLVEIG)))
    with acting(world.actor(world.jonas, world.fullrolle)):
        Registerrolle.objects.filter(pk=world.fullrolle.pk).update(bruksomraader=["SOEK", "OPPSLAG"])
    work()
    found = washer(world).again(vask)
    assert (found.status, found.opplastet) == ("FEILET", None)
    assert "åpner ikke for innbyggerlister" in found.feil
