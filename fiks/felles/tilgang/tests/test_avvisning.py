"""The page of a refusal: which link is broken, who mends it, and what outsiders are not told."""

import pytest
from django.test import Client
from django.urls import reverse

from fiks.felles.kontekst import Acr, acting
from fiks.felles.tilgang import actions
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.tilgang.tests.rows import acts
from fiks.folkeregister.access import TJENESTE
from tests.world import OPERATOR, World

pytestmark = pytest.mark.django_db
CHAIN = "Dette må være på plass"


def _refused(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 403
    assert answer.headers["X-Request-Id"] in answer.text
    assert "Ingrid Aas" in answer.text
    return answer.text


def test_a_closed_service_tells_why_and_who_mends_it(client: Client, world: World) -> None:
    with acting(OPERATOR):
        actions.close_tjeneste(
            virksomhet=world.lillesand,
            tjeneste=TJENESTE,
            aarsak="Risikovurderingen gikk ut 20. november.",
            who_mends="Ingrid Aas",
            by=OPERATOR,
            at=world.now,
        )
    text = _refused(world.log_in(client, world.jonas, world.vaksine), reverse("folkeregister:oppslag"))
    assert "Tjenesten er stengt" in text
    assert "Risikovurderingen gikk ut 20. november. Dette kan Ingrid Aas ordne." in text
    assert CHAIN in text


def test_one_whose_access_has_ended_is_told_so(client: Client, world: World) -> None:
    world.log_in(client, world.siri, world.barnevern)
    by = world.actor(world.ingrid)
    with acting(by):
        tildeling = Tildeling.objects.get(bruker=world.siri)
        actions.withdraw_access(tildeling=tildeling, begrunnelse="Test", by=by, at=world.now)
    text = _refused(client, reverse("folkeregister:oppslag"))
    assert "Tilgangen din til rollen gjelder ikke" in text
    assert CHAIN in text


@pytest.mark.parametrize(("person", "page"), [("fredrik", "folkeregister:oppslag"), ("jonas", "tilgang:personer")])
def test_an_outsider_is_told_only_whom_to_ask(client: Client, world: World, person: str, page: str) -> None:
    text = _refused(world.log_in(client, getattr(world, person), acr=Acr.HIGH), reverse(page))
    assert "Du har ikke tilgang" in text
    assert CHAIN not in text


def test_one_who_has_chosen_no_role_chooses_one_there_and_goes_on(client: Client, world: World) -> None:
    page = reverse("folkeregister:oppslag")
    answer = world.log_in(client, world.jonas).get(page)
    assert answer.status_code == 403
    assert "Velg rollen du skal bruke" in answer.text
    assert CHAIN not in answer.text
    assert f'value="{world.vaksine.ressurs_id}"' in answer.text
    assert f'name="neste" value="{page}"' in answer.text


def test_a_refusal_is_logged_with_its_link(client: Client, world: World) -> None:
    _refused(world.log_in(client, world.jonas, acr=Acr.HIGH), reverse("tilgang:personer"))
    with acting(world.actor(world.ingrid)):
        row = acts(world.lillesand.pk, "tilgang.avvist")[-1]
    assert (row.utfall, row.gjelder, row.detaljer) == ("AVVIST", "tilgang.administrer", {"ledd": "TILDELING"})
