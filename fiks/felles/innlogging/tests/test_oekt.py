from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.contrib.sessions.backends.db import SessionStore

from fiks.felles.innlogging import oekt
from fiks.felles.innlogging.models import Oekt
from fiks.felles.kontekst import Acr
from fiks.felles.virksomhet.models import Bruker
from tests.world import World

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def _begin(session: SessionStore, bruker: Bruker) -> None:
    oekt.begin(session, bruker=bruker, acr=Acr.SUBSTANTIAL, sid="sid", sub="sub", id_token="et.id.token", at=NOW)


@pytest.fixture
def session(world: World) -> Iterator[SessionStore]:
    made = SessionStore()
    _begin(made, world.jonas)
    return made


def test_log_in_gives_a_new_key_and_throws_away_what_was_there(world: World) -> None:
    session = SessionStore()
    session["plantet"] = "av en annen"
    session.save()
    before = session.session_key
    _begin(session, world.jonas)
    assert session.session_key != before
    assert "plantet" not in session
    assert not SessionStore().exists(before)


def test_session_holds_neither_number_nor_token_in_the_clear(world: World, session: SessionStore) -> None:
    kept = str(dict(session))
    assert world.jonas.foedselsnummer not in kept
    assert "et.id.token" not in kept
    content = oekt.read(session)
    assert content is not None
    assert oekt.id_token(content) == "et.id.token"


def test_number_is_sealed_while_an_organisation_is_chosen(world: World) -> None:
    session = SessionStore()
    number = world.jonas.foedselsnummer
    oekt.begin_choice(session, pid=number, acr=Acr.SUBSTANTIAL, sid="sid", sub="sub", id_token="", at=NOW)
    content = oekt.read(session)
    assert content is not None
    assert number not in str(dict(session))
    assert (oekt.pid(content), content.bruker) == (number, None)
    oekt.choose_virksomhet(session, world.jonas)
    content = oekt.read(session)
    assert content is not None
    assert (oekt.pid(content), content.bruker) == ("", world.jonas.id)


def test_another_role_clears_the_work(world: World, session: SessionStore) -> None:
    oekt.choose_ressurs(session, world.vaksine.ressurs_id)
    oekt.set_work(session, "Vaksinasjon", "2026/1432")
    oekt.choose_ressurs(session, world.vaksine.ressurs_id)
    assert oekt.read(session).sak == "2026/1432"
    oekt.choose_ressurs(session, world.barnevern.ressurs_id)
    content = oekt.read(session)
    assert (content.ressurs, content.formaal, content.sak) == (world.barnevern.ressurs_id, "", "")


def test_step_up_gives_a_new_key_and_keeps_role_and_work(world: World, session: SessionStore) -> None:
    oekt.choose_ressurs(session, world.vaksine.ressurs_id)
    oekt.set_work(session, "Vaksinasjon", "2026/1432")
    before = session.session_key
    oekt.raise_level(session, acr=Acr.HIGH, sid="ny-sid", sub="sub", id_token="nytt")
    content = oekt.read(session)
    assert session.session_key != before
    assert (content.acr, content.ressurs, content.sak) == (Acr.HIGH, world.vaksine.ressurs_id, "2026/1432")
    row = Oekt.objects.get()
    assert (row.session_key, row.sid, row.started_at) == (session.session_key, "ny-sid", NOW)


def test_session_that_has_ended_is_empty_and_ends_once(session: SessionStore) -> None:
    copy = SessionStore(session.session_key)
    assert oekt.end(session)
    assert oekt.read(session) is None
    assert not oekt.end(copy)
    assert not Oekt.objects.exists()


def test_second_log_in_in_the_same_browser_ends_the_first(world: World, session: SessionStore) -> None:
    _begin(session, world.berit)
    assert Oekt.objects.get().session_key == session.session_key


@pytest.mark.parametrize(
    ("idle", "age", "why"),
    [
        (timedelta(minutes=29, seconds=59), timedelta(hours=1), ""),
        (timedelta(minutes=30), timedelta(hours=1), "hvile"),
        (timedelta(0), timedelta(hours=9, minutes=59), ""),
        (timedelta(0), timedelta(hours=10), "lengste_tid"),
    ],
)
def test_session_has_an_idle_and_an_absolute_limit(idle: timedelta, age: timedelta, why: str) -> None:
    assert oekt.too_old(Oekt(started_at=NOW - age, seen_at=NOW - idle), NOW) == why


def test_use_of_a_session_is_written_at_most_once_a_minute(session: SessionStore) -> None:
    row = Oekt.objects.get()
    oekt.seen(row, NOW + timedelta(seconds=59))
    assert Oekt.objects.get().seen_at == NOW
    oekt.seen(row, NOW + timedelta(seconds=60))
    assert Oekt.objects.get().seen_at == NOW + timedelta(seconds=60)


@pytest.mark.parametrize("kept", [{}, {"oekt": "tull", "acr": ""}, "tekst", None])
def test_contents_of_an_earlier_version_log_nobody_in(kept: object) -> None:
    session = SessionStore()
    session["innlogging"] = kept
    assert oekt.read(session) is None


def test_text_sealed_with_another_key_is_not_read(session: SessionStore, settings: LazySettings) -> None:
    settings.SECRET_KEY = "en-annen-hemmelighet"
    content = oekt.read(session)
    assert content is not None
    assert oekt.id_token(content) == ""
