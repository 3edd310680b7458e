from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from fiks.felles.innlogging import actions
from fiks.felles.innlogging.models import Oekt, Utloggingstoken
from fiks.felles.innlogging.tests.browser import written
from fiks.felles.kontekst import Actor
from tests.world import World

pytestmark = pytest.mark.django_db
CLOCK = Actor.system("innlogging.clean_up")


def test_session_nobody_came_back_to_is_ended_by_the_clock(world: World) -> None:
    now = timezone.now()
    for person in (world.jonas, world.berit):
        world.log_in(Client(), person)
    Oekt.objects.filter(pk=Oekt.objects.first().pk).update(seen_at=now - timedelta(minutes=30))
    assert actions.clean_up(by=CLOCK, at=now) == 1
    assert (Oekt.objects.count(), Session.objects.count()) == (1, 1)
    (row,) = written()
    assert (row.handling, row.detaljer, row.kanal) == ("innlogging.logget_ut", {"maate": "hvile"}, "JOBB")
    assert actions.clean_up(by=CLOCK, at=now) == 0


def test_row_whose_contents_are_gone_is_taken_away(world: World) -> None:
    world.log_in(Client(), world.jonas)
    Session.objects.all().delete()
    assert actions.clean_up(by=CLOCK, at=timezone.now() + timedelta(hours=1)) == 1
    assert (Oekt.objects.count(), written()) == (0, [])


def test_used_tokens_are_kept_until_they_are_too_old_to_use() -> None:
    now = timezone.now()
    Utloggingstoken.objects.create(jti="gammel", used_at=now - timedelta(minutes=61))
    Utloggingstoken.objects.create(jti="ny", used_at=now - timedelta(minutes=59))
    actions.clean_up(by=CLOCK, at=now)
    assert [token.jti for token in Utloggingstoken.objects.all()] == ["ny"]
