"""Whole files: several processes give the rows that one would, and a load that is cut short is taken up again."""

import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.db.models import Model

from fiks.felles.kontekst import Actor
from fiks.folkeregister.models import Adresse, Identifikator, Navnetoken, Person, Persondokument
from fiks.folkeregister.registerkopi import files, initial
from fiks.folkeregister.registerkopi import lines as reading
from fiks.folkeregister.registerkopi.documents import current_numbers, raw_document, raw_documents
from fiks.folkeregister.registerkopi.files import loading_files
from fiks.folkeregister.registerkopi.lines import Lines
from fiks.folkeregister.registerkopi.loading import Summary
from fiks.folkeregister.registerkopi.workers import WorkerEnded
from fiks.folkeregister.tests.persons import NUMBERS, line, merged, numbers, past, person, rad, veg

pytestmark = pytest.mark.django_db(transaction=True)
Owner = psycopg.Connection[tuple[object, ...]]
DRIFT = Actor.operator("tester")
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
MANY = [number for number, _ in zip(numbers("018558"), range(60), strict=False)]
_INDEXES = """
    select indexname::text from pg_indexes where schemaname = 'public'
    and tablename in ('person', 'adresse', 'gradert_adresse') order by 1
"""


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few documents are a large file."""
    monkeypatch.setattr(reading, "BLOCK", 4_000)
    monkeypatch.setattr(files, "_SMALL", 2)
    monkeypatch.setattr(files, "_BATCH", 3)


@pytest.fixture
def indexes(owner: Owner) -> Callable[[], list[str]]:
    return lambda: [str(name) for (name,) in owner.execute(_INDEXES).fetchall()]


def _file(folder: Path, documents: Iterable[bytes], name: str = "by.ndjson") -> Path:
    path = folder / name
    path.write_bytes(b"\n".join(documents) + b"\n")
    return path


def _load(path: Path, processes: int = 2, progress: Callable[[int], None] = lambda _lines: None) -> Summary:
    with loading_files(by=DRIFT, at=AT, processes=processes) as loader, Lines(path) as lines:
        return loader.load(lines, reject_path=path.with_name("avvist"), progress=progress)


def _town() -> list[bytes]:
    people = [person(number, navn=[rad(fornavn=f"Å{number[-2:]}", etternavn="BERG")]) for number in MANY]
    people[3] = person(MANY[3], bostedsadresse=[rad(**veg("Nyveien")), past(**veg("Gamleveien"))])
    people[7] = person(MANY[7], adressebeskyttelse=[rad(graderingsnivaa="fortrolig")])
    people[9] = person(MANY[9], identifikasjonsnummer=merged(MANY[9], NUMBERS[5]))
    return [line(one) for one in people]


def _rows(model: type[Model], *apart: str) -> list[dict[str, object]]:
    rows = [
        {name: value for name, value in row.items() if name not in apart} for row in model._default_manager.values()
    ]
    return sorted(rows, key=repr)


def _all_rows() -> list[list[dict[str, object]]]:
    return [_rows(Person), _rows(Adresse), _rows(Identifikator), _rows(Navnetoken, "id"), _rows(Persondokument)]


def test_two_processes_give_the_rows_that_one_gives(tmp_path: Path, owner: Owner) -> None:
    path = _file(tmp_path, _town())
    assert _load(path, processes=0).loaded == len(MANY)
    alone = _all_rows()
    owner.execute("truncate person, adresse, gradert_adresse, identifikator, navnetoken, persondokument")
    assert _load(path).loaded == len(MANY)
    assert _all_rows() == alone
    assert raw_documents(MANY) == dict(zip(MANY, _town(), strict=True))
    assert not active_children()


def test_bad_lines_have_the_number_they_stand_on(tmp_path: Path) -> None:
    documents = _town()
    documents[2:2] = [b"tull", b""]
    documents.append(line(person("12855800000")))
    seen: list[int] = []
    summary = _load(_file(tmp_path, documents), progress=seen.append)
    assert (summary.read, summary.loaded, summary.rejected) == (len(MANY) + 2, len(MANY), 2)
    assert [(found.line, found.reason) for found in summary.rejections] == [
        (3, "Linjen er ikke JSON."),
        (len(MANY) + 3, "Dokumentet har et nummer som ikke er et fødselsnummer eller d-nummer."),
    ]
    assert (tmp_path / "avvist").read_bytes() == b"tull\n" + line(person("12855800000")) + b"\n"
    assert sum(seen) == summary.read
    assert len(seen) > 1


def test_the_last_line_about_a_person_counts_across_blocks(tmp_path: Path) -> None:
    newer = line(person(MANY[0], status=[rad(status="doed")]))
    merge = line(person(NUMBERS[0], identifikasjonsnummer=merged(NUMBERS[0], MANY[1])))
    _load(_file(tmp_path, [*_town(), newer, merge]))
    assert raw_document(MANY[0]) == newer
    assert current_numbers([MANY[1]]) == {MANY[1]: NUMBERS[0]}
    assert not Person.objects.filter(identifikator=MANY[1]).exists()


def test_a_second_load_passes_over_what_is_unchanged(tmp_path: Path) -> None:
    path = _file(tmp_path, _town())
    _load(path)
    again = _load(path)
    assert (again.loaded, again.replaced, again.unchanged) == (0, 0, len(MANY))


def test_who_changes_and_changes_back_in_one_file_ends_as_the_last_line_says(tmp_path: Path) -> None:
    first = line(person(MANY[0]))
    between = line(person(MANY[0], status=[rad(status="utflyttet")]))
    _load(_file(tmp_path, [first, *_town()[1:]]))
    summary = _load(_file(tmp_path, [between, *_town()[1:], first]))
    assert summary.replaced == 2
    assert raw_document(MANY[0]) == first
    assert Person.objects.get(identifikator=MANY[0]).status == "bosatt"


def test_values_with_any_sign_come_back_as_they_were(tmp_path: Path) -> None:
    odd = 'A\\B\t"C"\n{null,\\N}\r\u2028'
    documents = [
        *_town(),
        line(person(NUMBERS[0], navn=[rad(fornavn=odd, etternavn="")], statsborgerskap=[rad(statsborgerskap=odd)])),
    ]
    _load(_file(tmp_path, documents))
    found = Person.objects.get(identifikator=NUMBERS[0])
    assert (found.fornavn, found.etternavn, found.mellomnavn, found.statsborgerskap) == (odd, "", None, [odd])


def test_a_first_load_builds_its_indexes_in_the_end(tmp_path: Path, indexes: Callable[[], list[str]]) -> None:
    before, during = indexes(), list[list[str]]()
    _load(_file(tmp_path, _town()), progress=lambda _lines: during.append(indexes()))
    assert len(before) > 10
    assert during
    assert not any(during)
    assert indexes() == before


def test_keys_are_built_when_a_first_load_has_something_to_replace(
    tmp_path: Path, indexes: Callable[[], list[str]]
) -> None:
    before, during = indexes(), list[list[str]]()
    documents = [*_town()[:30], line(person(MANY[0])), *_town()[30:]]
    _load(_file(tmp_path, documents), progress=lambda _lines: during.append(indexes()))
    assert during[0] == []
    assert during[-1] == ["adresse_pkey", "gradert_adresse_pkey", "person_pkey"]
    assert indexes() == before
    assert raw_document(MANY[0]) == line(person(MANY[0]))


def test_a_load_into_a_register_in_use_keeps_its_indexes(tmp_path: Path, indexes: Callable[[], list[str]]) -> None:
    before, during = indexes(), list[list[str]]()
    _load(_file(tmp_path, [line(person(NUMBERS[0]))]))
    _load(_file(tmp_path, _town()), progress=lambda _lines: during.append(indexes()))
    assert all(names == before for names in during)


def test_a_first_load_that_was_cut_short_is_taken_up_and_gets_its_indexes(
    tmp_path: Path, indexes: Callable[[], list[str]]
) -> None:
    before = indexes()

    def stop(_lines: int) -> None:
        raise KeyboardInterrupt

    path = _file(tmp_path, _town())
    with pytest.raises(KeyboardInterrupt):
        _load(path, progress=stop)
    stored = Person.objects.count()
    assert 0 < stored < len(MANY)
    assert initial.waiting_indexes()
    assert raw_document(MANY[0]) == _town()[0]
    summary = _load(path)
    assert (summary.loaded, summary.unchanged) == (len(MANY) - stored, stored)
    assert (initial.waiting_indexes(), indexes()) == ([], before)


def test_a_killed_loader_leaves_nothing_behind_and_is_run_again(
    tmp_path: Path, indexes: Callable[[], list[str]]
) -> None:
    before, path = indexes(), _file(tmp_path, _town())
    script = f"""
from pathlib import Path
import django; django.setup()
from fiks.folkeregister.tests import test_files as t
if __name__ == "__main__":
    t.reading.BLOCK, t.files._SMALL, t.files._BATCH = 4_000, 2, 3
    t._load(Path({str(path)!r}), progress=lambda _lines: print("lagret", flush=True) or t.time.sleep(60))
"""
    (tmp_path / "last.py").write_text(script)
    database = connection.settings_dict["NAME"]
    environment = os.environ | {
        "DATABASE_URL": psycopg.conninfo.make_conninfo(os.environ["DATABASE_URL"], dbname=database)
    }
    loader = subprocess.Popen([sys.executable, tmp_path / "last.py"], env=environment, stdout=subprocess.PIPE)
    assert loader.stdout
    assert loader.stdout.readline() == b"lagret\n"
    workers = _children(loader.pid)
    os.kill(loader.pid, signal.SIGKILL)
    loader.wait()
    assert len(workers) >= 2
    _wait_until(lambda: not any(_is_running(pid) for pid in workers))
    stored = Person.objects.count()
    assert 0 < stored < len(MANY)
    summary = _load(path)
    assert (summary.loaded, summary.unchanged) == (len(MANY) - stored, stored)
    assert raw_documents(MANY) == dict(zip(MANY, _town(), strict=True))
    assert indexes() == before


def test_a_worker_that_is_killed_ends_the_load_and_what_is_stored_is_safe(tmp_path: Path) -> None:
    def kill(_lines: int) -> None:
        for child in active_children():
            child.kill()

    path = _file(tmp_path, _town() * 30)
    with pytest.raises(WorkerEnded):
        _load(path, progress=kill)
    assert Person.objects.count() > 0
    assert not active_children()
    assert not initial.waiting_indexes()
    assert _load(path).rejected == 0
    assert Person.objects.count() == len(MANY)


def test_of_a_damaged_file_what_could_be_read_is_loaded(tmp_path: Path) -> None:
    compressor = zlib.compressobj(wbits=31)
    packed = compressor.compress(b"\n".join(_town()) + b"\n") + compressor.flush(zlib.Z_SYNC_FLUSH)
    path = tmp_path / "by.ndjson.gz"
    path.write_bytes(packed)
    for processes in (0, 2):
        with pytest.raises(EOFError):
            _load(path, processes=processes)
        assert Person.objects.count() >= len(MANY) - 10


def test_two_loaders_at_once_take_turns(tmp_path: Path, owner: Owner, indexes: Callable[[], list[str]]) -> None:
    before, during = indexes(), list[list[str]]()
    owner.execute("select pg_advisory_lock(hashtext('folkeregister.last'))")
    with initial.alone() as is_alone:
        assert not is_alone
    owner.execute("select pg_advisory_unlock(hashtext('folkeregister.last'))")
    _load(_file(tmp_path, [line(person(NUMBERS[0]))]), progress=lambda _lines: during.append(indexes()))
    assert during == [before]


def test_the_app_and_the_operator_cannot_say_which_index_is_built(owner: Owner) -> None:
    for role in ("fiks_app", "fiks_operator"):
        owner.execute("begin")
        rights = owner.execute("select has_table_privilege(%s, 'ventende_indeks', 'insert')", [role]).fetchone()
        owner.execute("rollback")
        assert rights == (False,)
    for function in ("registerkopi_ta_av_indekser()", "registerkopi_bygg_indeks(text)"):
        allowed = owner.execute("select has_function_privilege('fiks_app', %s, 'execute')", [function]).fetchone()
        assert allowed == (False,)


def test_standard_input_is_read_as_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = _file(tmp_path, _town())
    with path.open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        with loading_files(by=DRIFT, at=AT, processes=1) as loader, Lines(reading.STDIN) as lines:
            assert loader.load(lines, reject_path=tmp_path / "avvist").loaded == len(MANY)


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _wait_until(reached: Callable[[], bool]) -> None:
    for _ in range(200):
        if reached():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen")
