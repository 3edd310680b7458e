"""Deaths are not acted on before the delay is over, and not at all when they are annulled within it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import Settings

from fiks.folkeregister.hendelsesliste.doedsfall import PAA_VENT, paa_vent, since
from fiks.folkeregister.models import Person
from fiks.folkeregister.tests.foelger import Leser, leser
from fiks.folkeregister.tests.hendelseskilde import Kilde, serving
from fiks.folkeregister.tests.persons import NUMBERS

pytestmark = pytest.mark.django_db(transaction=True)
DEAD = NUMBERS[0]


@pytest.fixture
def reader(settings: Settings) -> Iterator[Leser]:
    settings.DEATH_DELAY_HOURS = 24
    with serving(Kilde()) as kilde, leser(kilde) as found:
        found.start()
        _dies(found)
        yield found


def _dies(reader: Leser, date: str = "2026-11-20") -> None:
    reader.person(DEAD, doedsfall={"doedsdato": date})
    reader.kilde.skjer(DEAD, "personErDoed")
    reader.runde()


def _listed(reader: Leser) -> list[str]:
    """As a list of those who have died asks."""
    query = f"select identifikator from person where doedsdato is not null and not {PAA_VENT}"
    with connection.cursor() as cursor:
        cursor.execute(query, {"doedsfall_siden": since(reader.now)})
        return [number for (number,) in cursor.fetchall()]


def test_a_new_death_is_known_at_once_and_listed_when_the_delay_is_over(reader: Leser) -> None:
    assert Person.objects.get().doedsdato is not None
    assert paa_vent([DEAD], at=reader.now) == {DEAD}
    assert _listed(reader) == []
    reader.later(hours=25)
    assert paa_vent([DEAD], at=reader.now) == frozenset()
    assert _listed(reader) == [DEAD]


def test_an_annulled_death_is_never_listed(reader: Leser) -> None:
    reader.later(hours=2)
    reader.person(DEAD)
    reader.kilde.skjer(DEAD, "personErReaktivert")
    reader.runde()
    assert Person.objects.get().doedsdato is None
    reader.later(days=3)
    assert _listed(reader) == []


def test_a_corrected_date_waits_from_the_correction(reader: Leser) -> None:
    reader.later(hours=20)
    reader.kilde.skjer(DEAD, "personErReaktivert")
    _dies(reader, "2026-11-19")
    reader.later(hours=10)
    assert _listed(reader) == []
    reader.later(hours=15)
    assert _listed(reader) == [DEAD]


def test_without_a_delay_deaths_are_listed_at_once(reader: Leser, settings: Settings) -> None:
    settings.DEATH_DELAY_HOURS = 0
    assert _listed(reader) == [DEAD]


def test_deaths_that_were_loaded_long_ago_are_listed(reader: Leser) -> None:
    reader.later(days=100)
    assert paa_vent([DEAD], at=reader.now + timedelta(hours=1)) == frozenset()


def test_events_that_were_dealt_with_long_ago_are_deleted(reader: Leser, settings: Settings) -> None:
    from fiks.felles.kontekst import acting
    from fiks.folkeregister.actions.hendelsesliste import forget_old
    from fiks.folkeregister.models import Hendelse
    from fiks.folkeregister.tests.foelger import OPERATOR

    settings.EVENT_DAYS = 90
    with acting(OPERATOR):
        assert forget_old(by=OPERATOR, at=reader.now + timedelta(days=89)) == 0
        assert forget_old(by=OPERATOR, at=reader.now + timedelta(days=91)) == 1
    assert not Hendelse.objects.exists()
