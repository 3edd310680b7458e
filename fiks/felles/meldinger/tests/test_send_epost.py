"""Notices by e-mail, through a real SMTP server and the real queue."""

from collections.abc import Mapping
from datetime import timedelta

import httpx
import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django.fixtures import Settings

from fiks.felles.jobber.worker import worker_app
from fiks.felles.kontekst import acting
from fiks.felles.meldinger import actions, epost, jobs
from fiks.felles.meldinger.models import EpostStatus, Melding
from fiks.felles.virksomhet.actions import deactivate_bruker
from fiks.felles.virksomhet.models import Bruker
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def _notify(world: World, *, person: Bruker | None = None, tittel: str = "Innbyggerlisten er klar") -> Melding:
    person = person or world.jonas
    actor = world.actor(person)
    with acting(actor):
        return actions.notify(
            bruker_id=person.id,
            virksomhet_id=person.virksomhet_id,
            tittel=tittel,
            tekst="2 318 personer i Lillesand",
            lenke="/folkeregister/",
            by=actor,
            at=timezone.now(),
        )


def _work() -> None:
    with worker_app() as app:
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def _received(post: Mapping[str, str]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = httpx.get(f"{post['innboks']}/meldinger").json()
    return found


def _row(world: World, melding: Melding) -> Melding:
    with acting(world.actor(world.jonas)):
        return Melding.objects.get(pk=melding.pk)


def _job(melding: Melding) -> None:
    jobs.send_epost(melding=str(melding.pk), virksomhet=str(melding.virksomhet_id))


def test_email_tells_that_a_notice_has_come_and_nothing_more(world: World, post: Mapping[str, str]) -> None:
    melding = _notify(world)
    _work()
    (message,) = _received(post)
    assert message["to"] == ["jonas@example.no"]
    assert message["subject"] == "Du har en ny melding i Fiks"
    assert str(message["text"]).startswith("Du har en ny melding i Fiks: Innbyggerlisten er klar.\n")
    assert f"https://fiks.example{reverse('meldinger:oversikt')}" in str(message["text"])
    assert "Jonas" not in str(message["text"])
    assert "2 318" not in str(message["text"])
    assert _row(world, melding).epost_status == EpostStatus.SENDT


def test_job_carries_only_ids(world: World) -> None:
    melding = _notify(world)
    assert [job.args for job in ProcrastinateJob.objects.all()] == [
        {"melding": str(melding.pk), "virksomhet": str(melding.virksomhet_id)}
    ]


def test_notice_that_is_undone_sends_nothing(world: World, post: Mapping[str, str]) -> None:
    def act() -> None:
        with transaction.atomic():
            _notify(world)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    _work()
    assert _received(post) == []


def test_job_that_runs_twice_sends_once(world: World, post: Mapping[str, str]) -> None:
    melding = _notify(world)
    _job(melding)
    _job(melding)
    assert len(_received(post)) == 1


def test_one_being_sent_is_left_alone_until_the_sender_must_have_died(world: World, post: Mapping[str, str]) -> None:
    melding = _notify(world)
    with acting(world.actor(world.jonas)):
        actions.claim_epost(melding_id=melding.pk, at=timezone.now())
    with pytest.raises(actions.BeingSent):
        _job(melding)
    with acting(world.actor(world.jonas)):
        Melding.objects.filter(pk=melding.pk).update(epost_at=timezone.now() - actions.LEASE - timedelta(seconds=1))
    _job(melding)
    assert len(_received(post)) == 1


def test_silent_server_is_tried_again_and_given_up_at_last(
    world: World, post: Mapping[str, str], settings: Settings
) -> None:
    settings.EMAIL_PORT = 1
    melding = _notify(world)
    for _attempt in range(actions.MAX_ATTEMPTS - 1):
        with pytest.raises(epost.ServerSilent):
            _job(melding)
    assert _row(world, melding).epost_status == EpostStatus.VENTER
    _job(melding)
    row = _row(world, melding)
    assert (row.epost_status, row.epost_feil) == (EpostStatus.MISLYKTES, "ConnectionRefusedError")


def test_server_that_comes_back_gets_the_email(world: World, post: Mapping[str, str], settings: Settings) -> None:
    working, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    melding = _notify(world)
    with pytest.raises(epost.ServerSilent):
        _job(melding)
    settings.EMAIL_PORT = working
    _job(melding)
    assert len(_received(post)) == 1


@pytest.mark.parametrize(("adresse", "code"), [("borte@avvist.example", "550"), ("jonas@", "501")])
def test_bad_address_is_recorded_without_the_address(
    world: World, post: Mapping[str, str], adresse: str, code: str
) -> None:
    with acting(world.actor(world.jonas)):
        Bruker.objects.filter(pk=world.jonas.pk).update(epost=adresse)
    melding = _notify(world)
    _job(melding)
    row = _row(world, melding)
    assert (row.epost_status, row.epost_feil) == (EpostStatus.MISLYKTES, code)
    assert _received(post) == []


def test_closed_user_gets_no_email(world: World, post: Mapping[str, str]) -> None:
    melding = _notify(world)
    ingrid = world.actor(world.ingrid)
    with acting(ingrid):
        deactivate_bruker(bruker=world.jonas, by=ingrid, at=timezone.now())
    _work()
    assert _received(post) == []
    with acting(ingrid):
        assert Melding.objects.get(pk=melding.pk).epost_status == EpostStatus.INGEN


def test_person_without_address_gets_the_notice_only(world: World) -> None:
    with acting(world.actor(world.jonas)):
        Bruker.objects.filter(pk=world.jonas.pk).update(epost="")
    _notify(world)
    assert not ProcrastinateJob.objects.exists()
    assert mail.outbox == []


@pytest.mark.parametrize("tittel", ["Listen til 12345678901", "Listen til 123456 78901"])
def test_notice_with_a_national_number_is_refused(world: World, tittel: str) -> None:
    with pytest.raises(actions.PersonalData):
        _notify(world, tittel=tittel)


@pytest.mark.parametrize("lenke", ["https://ond.example/", "//ond.example", "/\\ond.example", "javascript:alert(1)"])
def test_notice_cannot_lead_out_of_fiks(world: World, lenke: str) -> None:
    actor = world.actor(world.jonas)
    with pytest.raises(IntegrityError), acting(actor):
        Melding.objects.create(
            virksomhet=world.lillesand, bruker=world.jonas, tittel="Hei", lenke=lenke, at=timezone.now()
        )


def test_notice_cannot_name_a_person_of_another_organisation(world: World) -> None:
    with pytest.raises(IntegrityError), acting(world.actor(world.jonas)):
        Melding.objects.create(virksomhet=world.lillesand, bruker_id=world.berit.id, tittel="Hei", at=timezone.now())
