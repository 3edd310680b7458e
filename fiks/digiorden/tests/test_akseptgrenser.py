"""What risk the organisation accepts."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fiks.digiorden.tests.vurderingssider import URL, accepted, codes, draft, sent, text
from fiks.digiorden.vurdering.grenser import DEFAULT, Nivaa, falls
from tests.world import World

pytestmark = pytest.mark.django_db
GRENSER = "/digiorden/akseptgrenser/"


def _shown(client: Client, **changes: str) -> dict[str, Any]:
    page = client.get(GRENSER)
    form = page.context["form"]
    return {name: form[name].value() for name in form.fields} | {"versjon": page.context["versjon"]} | changes


def test_a_stranger_is_sent_to_log_in(client: Client) -> None:
    assert client.get(GRENSER).headers["Location"].startswith(reverse("innlogging:logg_inn"))


@pytest.mark.parametrize("navn", ["jonas", "odd", "siri", "fredrik"])
def test_one_who_is_not_administrator_is_refused(client: Client, digiorden: World, navn: str) -> None:
    assert digiorden.log_in(client, getattr(digiorden, navn)).get(GRENSER).status_code == 403


def test_the_default_never_falls_and_what_can_cost_lives_is_never_low() -> None:
    assert falls(DEFAULT.celler) is None
    assert Nivaa.LAV not in [row[4] for row in DEFAULT.celler]


def test_limits_are_the_organisations_own(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.ingrid)
    page = text(client.post(GRENSER, _shown(client, celle_24="HOEY", celle_25="HOEY", celle_34="HOEY"), follow=True))
    assert "Grensene er lagret." in page
    assert codes(digiorden) == ["digiorden.akseptgrenser_endret"]
    made = draft(digiorden)
    body = text(client.get(f"{URL}{made.pk}/"))
    assert "(høy før, høy etter)" in body
    digiorden.log_in(client, digiorden.berit)
    assert "Dere bruker grensene som følger med." in text(client.get(GRENSER))


def test_a_greater_risk_is_never_easier_to_accept(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.ingrid)
    page = text(client.post(GRENSER, _shown(client, celle_55="LAV")))
    assert "Sannsynlighet 5 og konsekvens 5 har et lavere nivå enn en mindre risiko." in page
    assert codes(digiorden) == []


def test_an_old_page_overwrites_nothing(client: Client, digiorden: World) -> None:
    digiorden.log_in(client, digiorden.ingrid)
    old = _shown(client)
    client.post(GRENSER, _shown(client, sannsynlighet_1_navn="Nesten aldri"))
    assert "Noen har endret dette mens du skrev" in text(client.post(GRENSER, old))
    assert client.get(GRENSER).context["form"]["sannsynlighet_1_navn"].value() == "Nesten aldri"


def test_what_is_decided_keeps_its_limits(client: Client, digiorden: World) -> None:
    made = accepted(digiorden, sent(digiorden, draft(digiorden)))
    digiorden.log_in(client, digiorden.ingrid)
    client.post(GRENSER, _shown(client, celle_24="HOEY", celle_25="HOEY", celle_34="HOEY"))
    assert "(høy før, middels etter)" in text(client.get(f"{URL}{made.pk}/versjoner/1/"))
    assert "(høy før, høy etter)" in text(client.get(f"{URL}{made.pk}/"))
