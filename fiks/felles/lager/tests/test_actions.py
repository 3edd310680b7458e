import os
from base64 import urlsafe_b64encode
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone
from pytest_django import Settings

from fiks.felles.kontekst import Actor, ActorSlag, Kanal, acting
from fiks.felles.lager import actions
from fiks.felles.lager.models import Dokument
from fiks.felles.virksomhet.actions import create_virksomhet
from fiks.felles.virksomhet.models import VirksomhetType

pytestmark = pytest.mark.django_db(transaction=True)
DRIFT = Actor.operator("tester")


@pytest.fixture(autouse=True)
def store_dir(tmp_path: Path, settings: Settings) -> Path:
    settings.STORE_DIR = tmp_path
    return tmp_path


@pytest.fixture
def kari() -> Actor:
    with acting(DRIFT):
        made = create_virksomhet(
            orgnr="987654321", navn="Lillesand", type=VirksomhetType.KOMMUNE, by=DRIFT, at=timezone.now()
        )
    return Actor(ActorSlag.BRUKER, "kari", "Kari", Kanal.WEB, virksomhet_id=made.id)


def _keep(actor: Actor, content: bytes) -> Dokument:
    with actions.writing() as written:
        written.write(content)
    with acting(actor):
        return actions.keep(
            written,
            virksomhet_id=actor.tenant,
            filnavn="liste.xlsx",
            medietype="application/vnd.ms-excel",
            delete_at=timezone.now() + timedelta(days=7),
            at=timezone.now(),
        )


def _files(store_dir: Path) -> list[Path]:
    return [file for file in store_dir.rglob("*") if file.is_file()]


def test_a_document_is_read_back_and_lies_encrypted(kari: Actor, store_dir: Path) -> None:
    dokument = _keep(kari, b"Solveig Christiansen")
    assert b"".join(actions.read(dokument)) == b"Solveig Christiansen"
    assert b"Solveig" not in _files(store_dir)[0].read_bytes()
    assert _files(store_dir)[0].stat().st_mode & 0o077 == 0


def test_a_deleted_document_has_neither_key_nor_content(kari: Actor, store_dir: Path) -> None:
    dokument = _keep(kari, b"x")
    with acting(kari):
        assert actions.delete(dokument, at=timezone.now())
        assert not actions.delete(dokument, at=timezone.now())
        kept = Dokument.objects.get(pk=dokument.pk)
    assert kept.noekkel is None
    assert _files(store_dir) == []
    with pytest.raises(FileNotFoundError):
        actions.read(kept)


def test_a_failed_write_leaves_nothing(store_dir: Path) -> None:
    def fail() -> None:
        with actions.writing() as written:
            written.write(b"x" * 1_000_000)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert _files(store_dir) == []


def test_content_without_a_row_is_swept_away_when_old(store_dir: Path, kari: Actor) -> None:
    kept = _keep(kari, b"x")
    with actions.writing() as written:
        written.write(b"never registered")
    with acting(DRIFT):
        assert actions.sweep_orphans(at=timezone.now()) == 0
        assert actions.sweep_orphans(at=timezone.now() + timedelta(days=2)) == 1
    assert [UUID(hex=file.name) for file in _files(store_dir)] == [kept.pk]


def test_keys_are_rotated(kari: Actor, settings: Settings) -> None:
    dokument, previous = _keep(kari, b"innhold"), settings.MASTER_KEY
    settings.MASTER_KEY = urlsafe_b64encode(os.urandom(32)).decode()
    with pytest.raises(actions.Unreadable):
        actions.read(dokument)
    with acting(DRIFT):
        assert actions.rotate_keys(previous=previous) == 1
        assert actions.rotate_keys(previous=previous) == 0
        again = Dokument.objects.get(pk=dokument.pk)
    assert b"".join(actions.read(again)) == b"innhold"
