from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fiks.felles.kontekst import acting
from fiks.felles.meldinger import queries
from fiks.felles.meldinger.actions import KEPT, delete_old, notify
from fiks.felles.meldinger.models import Melding
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.virksomhet.models import Bruker
from tests.world import World

pytestmark = pytest.mark.django_db
Give = Callable[..., Melding]


@pytest.fixture
def give(world: World) -> Give:
    def to(person: Bruker, tittel: str = "Innbyggerlisten er klar", lenke: str = "/") -> Melding:
        actor = world.actor(person)
        with acting(actor):
            return notify(
                bruker_id=person.id,
                virksomhet_id=person.virksomhet_id,
                tittel=tittel,
                tekst="Du kan laste den ned.",
                lenke=lenke,
                by=actor,
                at=timezone.now(),
                epost=False,
            )

    return to


def _read(world: World, melding: Melding) -> bool:
    with acting(world.actor(world.jonas)):
        return Melding.objects.get(pk=melding.pk).read_at is not None


def test_stranger_is_sent_to_log_in(client: Client, world: World) -> None:
    response = client.get(reverse("meldinger:oversikt"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("innlogging:logg_inn"))


def test_page_shows_my_notices_with_the_unread_first(client: Client, world: World, give: Give) -> None:
    give(world.jonas, "Den første")
    old = give(world.jonas, "Den andre")
    world.log_in(client, world.jonas)
    client.post(reverse("meldinger:aapne", args=[old.pk]))
    text = client.get(reverse("meldinger:oversikt")).content.decode()
    assert text.index("Den første") < text.index("Den andre")
    assert "Du har én ulest melding." in text


def test_page_without_notices_says_what_will_come(client: Client, world: World) -> None:
    world.log_in(client, world.fredrik)
    assert "Her kommer beskjeder" in client.get(reverse("meldinger:oversikt")).content.decode()


def test_colleague_does_not_see_my_notice(client: Client, world: World, give: Give) -> None:
    melding = give(world.jonas, "Bare til Jonas")
    world.log_in(client, world.siri)
    assert "Bare til Jonas" not in client.get(reverse("meldinger:oversikt")).content.decode()
    assert client.post(reverse("meldinger:aapne", args=[melding.pk])).status_code == 404
    assert not _read(world, melding)


def test_other_organisation_does_not_see_my_notice(client: Client, world: World, give: Give) -> None:
    melding = give(world.jonas)
    world.log_in(client, world.berit)
    assert client.post(reverse("meldinger:aapne", args=[melding.pk])).status_code == 404
    client.post(reverse("meldinger:les_alle"))
    assert not _read(world, melding)


def test_opening_marks_as_read_and_goes_to_the_matter(client: Client, world: World, give: Give) -> None:
    melding = give(world.jonas, lenke="/folkeregister/")
    world.log_in(client, world.jonas)
    response = client.post(reverse("meldinger:aapne", args=[melding.pk]))
    assert response["Location"] == "/folkeregister/"
    assert _read(world, melding)


def test_looking_at_the_page_marks_nothing(client: Client, world: World, give: Give) -> None:
    melding = give(world.jonas)
    world.log_in(client, world.jonas)
    client.get(reverse("meldinger:oversikt"))
    assert client.get(reverse("meldinger:aapne", args=[melding.pk])).status_code == 405
    assert not _read(world, melding)


def test_all_can_be_marked_as_read(client: Client, world: World, give: Give) -> None:
    give(world.jonas), give(world.jonas)
    actor = world.actor(world.jonas)
    with acting(actor):
        assert queries.unread_count(actor) == 2
    world.log_in(client, world.jonas)
    response = client.post(reverse("meldinger:les_alle"), follow=True)
    assert "2 meldinger er merket som lest." in response.content.decode()
    with acting(actor):
        assert queries.unread_count(actor) == 0


def test_notices_are_deleted_after_half_a_year_in_every_organisation(world: World, give: Give) -> None:
    give(world.jonas), give(world.berit)
    delete_old(at=timezone.now() + KEPT - timedelta(days=1))
    assert not _gone(world)
    delete_old(at=timezone.now() + KEPT + timedelta(days=1))
    assert _gone(world)


def _gone(world: World) -> bool:
    left = 0
    for person in (world.jonas, world.berit):
        with acting(world.actor(person)):
            left += queries.meldinger_for(world.actor(person)).count()
    return left == 0


def test_giving_a_notice_is_in_the_audit_log_and_reading_it_is_not(client: Client, world: World, give: Give) -> None:
    melding = give(world.jonas, "Innbyggerlisten er klar")
    world.log_in(client, world.jonas)
    client.post(reverse("meldinger:aapne", args=[melding.pk]))
    with acting(world.actor(world.jonas)):
        rows = list(Revisjonslinje.objects.filter(handling__startswith="meldinger."))
    assert [(row.handling, row.gjelder, row.detaljer["til"]) for row in rows] == [
        ("meldinger.varslet", "Innbyggerlisten er klar", "Jonas Lie Berg")
    ]
