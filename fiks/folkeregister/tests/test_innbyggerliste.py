"""One list's page, from the queue to the file."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import Acr, acting
from fiks.folkeregister.models import Innbyggerliste, Listestatus, Nedlasting
from fiks.folkeregister.tests.listesider import LISTER, at_work, lister, rows, text
from fiks.folkeregister.tests.lists import drawer, vaccinator
from tests.world import World

pytestmark = pytest.mark.django_db


def _change(world: World, liste: Innbyggerliste, **values: object) -> None:
    with acting(world.actor(world.jonas)):
        Innbyggerliste.objects.filter(pk=liste.pk).update(**values)


def test_a_stranger_is_sent_to_log_in(client: Client, world: World) -> None:
    address = f"{LISTER}{vaccinator(world).order().pk}/"
    assert client.get(address).headers["Location"].startswith(reverse("innlogging:logg_inn"))


@pytest.mark.parametrize("part", ["", "framdrift/", "fil/", "slett/"])
def test_another_organisation_does_not_find_it(client: Client, world: World, part: str) -> None:
    liste = vaccinator(world).order()
    world.log_in(client, world.berit, world.birkenesrolle)
    assert client.get(f"{LISTER}{liste.pk}/{part}").status_code == 404


@pytest.mark.parametrize("part", ["avbryt/", "slett/"])
def test_another_organisation_cannot_touch_it(client: Client, world: World, part: str) -> None:
    liste = vaccinator(world).order()
    world.log_in(client, world.berit, world.birkenesrolle)
    assert client.post(f"{LISTER}{liste.pk}/{part}").status_code == 404
    assert lister(world)[0].status == Listestatus.BESTILT


def test_a_colleague_without_the_role_does_not_find_it(client: Client, world: World) -> None:
    liste = vaccinator(world).order()
    world.log_in(client, world.siri, world.barnevern)
    assert client.get(f"{LISTER}{liste.pk}/").status_code == 403
    assert "Bytt til rollen" not in text(client.get(f"{LISTER}{liste.pk}/"))


def test_who_has_chosen_another_role_is_offered_to_change(client: Client, world: World) -> None:
    liste = vaccinator(world).order()
    world.log_in(client, world.jonas, world.barnevern)
    answer = client.get(f"{LISTER}{liste.pk}/")
    assert answer.status_code == 403
    assert "Bytt til rollen Vaksinasjon" in text(answer)
    assert "Lillesand," not in text(answer)
    assert client.get(f"{LISTER}{liste.pk}/fil/").status_code == 403


def test_who_has_chosen_no_role_is_offered_the_lists_own(client: Client, world: World) -> None:
    liste = vaccinator(world).order()
    world.log_in(client, world.jonas)
    assert "Bytt til rollen Vaksinasjon" in text(client.get(f"{LISTER}{liste.pk}/"))
    world.log_in(client, world.fredrik)
    assert client.get(f"{LISTER}{liste.pk}/").status_code == 403
    assert [row.aktoer_navn for row in rows(world, "tilgang.avvist")] == ["Fredrik Dahl"]


def test_the_page_tells_how_far_it_has_come(client: Client, world: World) -> None:
    liste = vaccinator(world).order()
    at_work(client, world)
    assert "Listen står i kø." in text(client.get(f"{LISTER}{liste.pk}/"))
    _change(world, liste, status="I_ARBEID", startet_at=world.now, antall_ventet=2318, antall_skrevet=1436)
    page = text(client.get(f"{LISTER}{liste.pk}/"))
    assert "1 436 av omtrent 2 320 personer" in page
    assert '<progress class="framdrift" max="100" value="61"' in page
    assert "Oppdater siden" in page
    assert "Avbryt listen" in page


def test_each_quarter_is_said_once(client: Client, world: World) -> None:
    liste = vaccinator(world).order()
    _change(world, liste, status="I_ARBEID", startet_at=world.now, antall_ventet=100, antall_skrevet=61)
    address = f"{at_work(client, world) and LISTER}{liste.pk}/framdrift/"
    first = text(client.get(f"{address}?sagt=25"))
    assert "50 prosent ferdig" in first
    assert "sagt=50" in first
    assert "prosent ferdig" not in text(client.get(f"{address}?sagt=50"))
    assert client.get(f"{address}?sagt=tull").status_code == 200


def test_the_page_loads_anew_when_it_has_ended(client: Client, world: World) -> None:
    liste = vaccinator(world).order()
    _change(world, liste, status="FEILET", feil="Lagringsplassen er full.")
    at_work(client, world)
    assert client.get(f"{LISTER}{liste.pk}/framdrift/").headers["HX-Refresh"] == "true"
    page = text(client.get(f"{LISTER}{liste.pk}/"))
    assert "Listen stoppet" in page
    assert "Lagringsplassen er full." in page
    assert f'href="{LISTER}ny/?som={liste.pk}"' in page
    assert "Prøv igjen" in page


def test_it_can_be_cancelled(client: Client, world: World) -> None:
    liste = vaccinator(world).order()
    page = text(at_work(client, world).post(f"{LISTER}{liste.pk}/avbryt/", follow=True))
    assert "Listen er avbrutt" in page
    assert [row.aktoer_navn for row in rows(world, "folkeregister.liste_avbrutt")] == ["Jonas Lie Berg"]
    assert "Listen var ferdig før du avbrøt." in text(client.post(f"{LISTER}{liste.pk}/avbryt/", follow=True))


def test_there_is_no_file_before_it_is_ready(client: Client, world: World) -> None:
    liste = vaccinator(world).order()
    answer = at_work(client, world).get(f"{LISTER}{liste.pk}/fil/", follow=True)
    assert "Filen finnes ikke lenger." in text(answer)
    with acting(world.actor(world.jonas)):
        assert not Nedlasting.objects.exists()


def test_the_purpose_and_the_columns_are_shown(client: Client, world: World) -> None:
    liste = vaccinator(world).order()
    page = text(at_work(client, world).get(f"{LISTER}{liste.pk}/"))
    assert world.vaksine.formaal[0] in page
    assert "Vaksine: kommunenummer, kommune, fødselsdato" in page
    assert "Jonas Lie Berg i rollen Vaksinasjon" in page


def test_how_many_are_on_a_list_with_graded_addresses_takes_a_strong_log_in(client: Client, world: World) -> None:
    liste = drawer(world, acr=Acr.HIGH).draw(med_graderte=True, aarsak="Skoleplass")
    page, overview = f"{LISTER}{liste.pk}/", LISTER
    told = f"{liste.antall} personer"
    world.log_in(client, world.jonas, world.fullrolle)
    assert told not in text(client.get(page))
    assert "Logg inn på høyt nivå for å se hvor mange det er." in text(client.get(page))
    assert told not in text(client.get(overview))
    assert told not in text(client.get(f"{page}slett/"))
    world.log_in(client, world.jonas, world.fullrolle, acr=Acr.HIGH)
    for address in (page, overview, f"{page}slett/"):
        assert told in text(client.get(address))
