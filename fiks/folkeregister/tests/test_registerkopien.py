"""The page and the metrics of how true the copy is: who may see them, what they tell, and that they tell of nobody."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import Acr, acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister.actions import hendelsesliste as liste
from fiks.folkeregister.models import Avviksslag, Hendelse, Hendelsesleser
from fiks.folkeregister.presentation import registerkopien as words
from fiks.folkeregister.tests.foelger import OPERATOR, PAKKE, follow_with_troubles
from fiks.folkeregister.tests.persons import NUMBERS
from fiks.nettsted import management
from tests.world import World

pytestmark = pytest.mark.django_db
URL = reverse("folkeregister:registerkopien")
NOW = datetime.now(UTC)


def _start(fra: int = 100) -> None:
    with acting(OPERATOR):
        liste.start_leser(fra=fra, pakke=PAKKE, by=OPERATOR, at=NOW)


def test_a_stranger_is_sent_to_log_in(client: Client, world: World) -> None:
    assert "/innlogging/" in client.get(URL).headers["Location"]


def test_one_who_does_not_administer_is_refused_and_it_is_logged(client: Client, world: World) -> None:
    world.log_in(client, world.jonas, world.vaksine, acr=Acr.HIGH)
    assert client.get(URL).status_code == 403
    with acting(world.actor(world.ingrid)):
        assert Revisjonslinje.objects.filter(handling="tilgang.avvist", gjelder="tilgang.administrer").exists()


def _page(client: Client, world: World) -> str:
    return world.log_in(client, world.ingrid, acr=Acr.HIGH).get(URL).text.replace("\u00a0", " ")


def test_it_says_so_when_the_copy_follows_nothing(client: Client, world: World) -> None:
    text = _page(client, world)
    assert "Kopien følger ikke Folkeregisteret." in text
    assert "Kopien er ikke avstemt." in text


def test_it_tells_what_has_been_read_and_what_waits(client: Client, world: World) -> None:
    _start(1_001)
    with acting(OPERATOR):
        liste.note_source(siste=3_318, at=NOW)
    text = _page(client, world)
    assert "2 318 hendelser i Folkeregisteret er ikke med i kopien ennå." in text
    assert "1 000" in text
    assert "Ingen avvik." in text


def test_a_copy_that_is_up_to_date_says_so(client: Client, world: World) -> None:
    _start()
    with acting(OPERATOR):
        liste.note_source(siste=99, til_slutt=True, at=datetime.now(UTC))
    text = _page(client, world)
    assert "Alle endringer i Folkeregisteret som er lest, er med i kopien." in text
    assert "Ajour" in text


def test_a_stopped_reader_is_told_of_with_what_to_do(client: Client, world: World) -> None:
    _start()
    with acting(OPERATOR):
        liste.stop_leser(by=OPERATOR, at=NOW)
    text = _page(client, world)
    assert "Kopien følger ikke lenger Folkeregisteret." in text
    assert "eldre enn 36 måneder" in text
    assert "Last hele registeret med fiks last-alt." in text


def test_every_trouble_has_words_and_something_to_do(client: Client, world: World) -> None:
    follow_with_troubles(NOW)
    text = _page(client, world)
    for slag in Avviksslag:
        assert str(words._WORDS[slag].hva) in text
        assert str(words._WORDS[slag].gjoer) in text
    assert text.index("Stopper") < text.index("Må følges med på") < text.index("Til orientering")
    assert "Referanse: 4839201847561029384" in text
    assert "3 av 1 000 personer var ikke som i Folkeregisteret." in text
    assert "bostedsadresse (2), navn (1)" in text


def test_nothing_about_a_person_is_on_the_page(client: Client, world: World) -> None:
    _start()
    with acting(OPERATOR):
        Hendelse.objects.create(
            sekvensnummer=100, nummer=NUMBERS[0], hendelsetype="personErDoed", mottatt_at=NOW, status="BORTE"
        )
    text = _page(client, world)
    assert NUMBERS[0] not in text
    assert "personErDoed" not in text


def test_administrators_find_it_under_access(client: Client, world: World) -> None:
    world.log_in(client, world.ingrid)
    assert URL in client.get(reverse("tilgang:start")).text
    world.log_in(client, world.jonas)
    assert URL not in client.get(reverse("tilgang:start")).text


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (None, "Ukjent"),
        (0, "Ajour"),
        (1, "Ajour"),
        (2, "2 minutter bak"),
        (119, "119 minutter bak"),
        (121, "2 timer bak"),
    ],
)
def test_the_lag_is_told_in_words(minutes: int | None, told: str) -> None:
    assert words.lag(minutes).replace("\u00a0", " ").startswith(told)


@pytest.mark.django_db(transaction=True)
def test_the_lag_is_a_metric_on_the_management_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    follow_with_troubles(NOW)
    with acting(OPERATOR):
        Hendelsesleser.objects.update(hendelse_at=NOW - timedelta(minutes=12))
    server = management.start("127.0.0.1:0")
    try:
        text = httpx.get(f"http://127.0.0.1:{server.server_address[1]}/metrics").text
    finally:
        server.shutdown()
        server.server_close()
    figures = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert float(figures["fiks_hendelser_sist_lest"]) == 183_204_410
    assert float(figures["fiks_hendelser_etterslep"]) == 60
    assert float(figures["fiks_hendelser_ajour_tidspunkt_sekunder"]) == (NOW - timedelta(minutes=12)).timestamp()
    assert figures['fiks_hendelser_avvik{slag="BRANNMUR"}'] == "2.0"
    assert figures["fiks_avstemming_forskjeller"] == "3.0"
