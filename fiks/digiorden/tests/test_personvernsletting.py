"""Forgetting who sent a request that was answered long ago."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from fiks.digiorden.actions.personvernsletting import KEPT, forget_senders
from fiks.digiorden.tests.personvern import HUB, acts, as_typed, fresh, take_in, today
from tests.world import World

pytestmark = pytest.mark.django_db


def test_the_sender_is_forgotten_two_years_after_the_answer(client: Client, digiorden: World) -> None:
    open_still, henvendelse = take_in(client, digiorden), take_in(client, digiorden)
    answer = {"versjon": "1", "status": "BESVART", "svar": "Sendte kopi.", "svar_dato": as_typed(today())}
    client.post(f"{HUB}henvendelser/{henvendelse.pk}/avslutt/", answer)
    at = timezone.now() + KEPT
    assert forget_senders(at=at) == 0
    assert forget_senders(at=at + timedelta(days=1)) == 1
    assert forget_senders(at=at + timedelta(days=1)) == 0
    for row, navn in ((henvendelse, ""), (open_still, "Solveig Moen")):
        fresh(digiorden, row)
        assert row.navn == navn
    assert (henvendelse.svar, henvendelse.status) == ("", "BESVART")
    assert acts(digiorden)[-1] == "digiorden.henvendelser_toemt"
    assert "Slettet to år etter svaret" in client.get(f"{HUB}henvendelser/{henvendelse.pk}/").text
