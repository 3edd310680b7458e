"""The measurements are honest, and run: small ones of what bench/ measures at full size."""

import os
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import psycopg
import pytest

from bench import _jsonb, _kept
from fiks.felles.kontekst import Actor
from fiks.folkeregister.models import Adresse, Person
from fiks.folkeregister.registerkopi.files import loading_files
from fiks.folkeregister.registerkopi.lines import Lines
from testmiljo.befolkning import Town


@pytest.mark.django_db(transaction=True)
def test_the_peer_of_loading_makes_the_same_rows(tmp_path: Path) -> None:
    file = tmp_path / "by.ndjson"
    file.write_bytes(
        b"".join(msgspec.json.encode(document) + b"\n" for document in Town(7, 1_000, ["4215"]).documents())
    )
    at = datetime(2026, 11, 24, 12, tzinfo=UTC)
    with loading_files(by=Actor.operator("tester"), at=at) as loader, Lines(file) as lines:
        assert loader.load(lines, reject_path=tmp_path / "avvist").rejected == 0
    owner_url = psycopg.conninfo.make_conninfo(os.environ["DATABASE_OWNER_URL"], dbname=os.environ["FIKS_TESTDATABASE"])
    _jsonb.load_with_sql(owner_url, file)
    try:
        assert _jsonb.differences(owner_url) == []
        assert min(Person.objects.count(), Adresse.objects.count()) > 1_000
    finally:
        with psycopg.connect(owner_url) as owner:
            owner.execute("drop schema peer cascade")


def test_a_register_that_there_is_no_room_for_is_not_begun(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(_kept, "_STATE", tmp_path)
    monkeypatch.setattr(_kept.shutil, "disk_usage", lambda _path: type("Usage", (), {"free": 5 * 10**9}))
    with pytest.raises(Exception, match=r"trenger 19\.7 GB, og bare 5\.0 GB er ledig"):
        _kept.require_room(5_500_000)
    _kept.require_room(200_000)
