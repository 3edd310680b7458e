"""From the form to the file in a spreadsheet, with the real queue, worker and SMTP server."""

from collections.abc import Mapping

import httpx
import pytest
from django.test import Client

from fiks.felles.jobber.worker import worker_app
from fiks.felles.kontekst import Acr
from fiks.folkeregister.tests.listesider import LISTER, NY, at_work, filled, lister, rows, text
from fiks.folkeregister.tests.lists import sheets
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    """Do what is in the queue, and what that puts there."""
    for _round in range(2):
        with worker_app() as app:
            app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def download(client: Client, address: str) -> tuple[bytes, Mapping[str, str]]:
    answer = client.get(f"{address}fil/")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content), answer.headers  # type: ignore[attr-defined]  # a streaming answer


def test_a_list_is_ordered_drawn_told_about_and_downloaded(
    client: Client, world: World, post: Mapping[str, str]
) -> None:
    address = at_work(client, world).post(NY, filled(world)).headers["Location"]
    work()
    page = text(client.get(address))
    assert "Listen er klar" in page
    assert "Last ned regnearket" in page
    assert "Ingen ennå." in page
    content, headers = download(client, address)
    [liste] = lister(world)
    assert liste.filnavn.startswith("innbyggerliste-lillesand-")
    assert liste.filnavn in headers["Content-Disposition"]
    assert (headers["Cache-Control"], int(headers["Content-Length"])) == ("no-store", len(content))
    found = sheets(content)["Innbyggere"]
    assert len(found) - 1 == liste.antall
    assert world.numbers["solveig"] in {row[8] for row in found[1:]}
    hidden = {world.numbers[name] for name in ("fortrolig", "strengt", "klient")}
    assert not hidden & {row[8] for row in found[1:]}
    assert [row.aktoer_navn for row in rows(world, "folkeregister.liste_lastet_ned")] == ["Jonas Lie Berg"]
    assert text(client.get(address)).count("Jonas Lie Berg") > page.count("Jonas Lie Berg")
    [message] = httpx.get(f"{post['innboks']}/meldinger").json()
    assert message["to"] == ["jonas@example.no"]
    assert "Lillesand" not in str(message["text"])
    assert "Du har én ulest melding." in text(client.get("/meldinger/"))


def test_a_list_drawn_again_is_compared_with_the_one_before(client: Client, world: World) -> None:
    first = at_work(client, world).post(NY, filled(world)).headers["Location"]
    work()
    assert "Dette er den første listen med dette utvalget." in text(client.get(first))
    again = client.get(f"{NY}?som={lister(world)[0].pk}").context["form"]
    assert (again["alder_fra"].value(), again["filformat"].value()) == (20, "xlsx")
    second = client.post(NY, filled(world)).headers["Location"]
    work()
    page = text(client.get(second))
    assert "Siden da er 0 kommet til, og 0 er ikke lenger med." in page
    assert lister(world)[1].filnavn.endswith("-2.xlsx")


def test_a_list_with_graded_addresses_takes_a_strong_log_in_to_download(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.fullrolle, acr=Acr.HIGH)
    client.post(NY, filled(world, formaal=world.fullrolle.formaal[0], med_graderte="on"))
    address = client.post(f"{NY}beskyttede/", {"grunn": "PLIKT"}).headers["Location"]
    work()
    assert "Fortrolige adresser og klientadresser er med." in text(client.get(address))
    content, _headers = download(client, address)
    numbers = {row[8] for row in sheets(content)["Innbyggere"][1:]}
    assert world.numbers["fortrolig"] in numbers
    assert world.numbers["strengt"] not in numbers
    world.log_in(client, world.jonas, world.fullrolle, acr=Acr.SUBSTANTIAL)
    assert "steg" in client.get(f"{address}fil/").headers["Location"]


def test_a_list_that_is_cancelled_is_not_drawn(client: Client, world: World) -> None:
    address = at_work(client, world).post(NY, filled(world)).headers["Location"]
    client.post(f"{address}avbryt/")
    work()
    assert "Listen er avbrutt" in text(client.get(address))
    assert LISTER in address
