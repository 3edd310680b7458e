"""The worker follows each minute, when the operator has said where to begin and nobody else does."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from fiks.felles.kontekst import acting
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.folkeregister import jobs
from fiks.folkeregister.models import Hendelsesleser
from fiks.folkeregister.tests.foelger import OPERATOR, Leser, leser, states
from fiks.folkeregister.tests.hendelseskilde import Kilde, serving
from fiks.folkeregister.tests.persons import NUMBERS
from fiks.integrasjoner.tests.world import a_key

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime.now(UTC)


@pytest.fixture
def reader(settings: Settings) -> Iterator[Leser]:
    with serving(Kilde()) as kilde, leser(kilde) as found:
        settings.MASKINPORTEN_ISSUER, settings.MASKINPORTEN_CLIENT_ID = kilde.url, "fiks"
        settings.MASKINPORTEN_KEY = json.dumps(a_key("fiks").as_dict(private=True))
        settings.FOLKEREGISTERET_URL = kilde.url
        for number in NUMBERS[:3]:
            found.person(number)
            kilde.skjer(number)
        yield found


def test_the_clock_follows_and_the_log_says_that_a_job_did(reader: Leser) -> None:
    reader.start()
    jobs.folg(NOW)
    assert set(states().values()) == {"BEHANDLET"}
    with acting(OPERATOR):
        row = Revisjonslinje.objects.get(handling="folkeregister.hendelser_lest")
    assert (row.kanal, row.antall) == ("JOBB", 3)


def test_the_clock_does_nothing_before_it_is_told_where_to_begin(reader: Leser) -> None:
    jobs.folg(NOW)
    assert reader.kilde.kall == []


def test_the_clock_leaves_a_stopped_reader_alone(reader: Leser) -> None:
    reader.start()
    reader.kilde.eldste = 10
    jobs.folg(NOW)
    assert Hendelsesleser.objects.get().is_stopped
    asked = len(reader.kilde.kall)
    jobs.folg(NOW)
    assert len(reader.kilde.kall) == asked


def test_the_clock_gives_way_to_whoever_follows(reader: Leser, owner: object) -> None:
    reader.start()
    owner.execute("select pg_advisory_lock(hashtext('folkeregister.folg'))")  # type: ignore[attr-defined]  # psycopg
    jobs.folg(NOW)
    assert reader.kilde.kall == []


def test_the_clock_does_nothing_without_settings(reader: Leser, settings: Settings) -> None:
    reader.start()
    settings.FOLKEREGISTERET_URL = ""
    jobs.folg(NOW)
    assert states() == {}


def test_old_events_are_deleted_by_the_clock(reader: Leser) -> None:
    jobs.delete_hendelser(NOW)
    assert states() == {}
