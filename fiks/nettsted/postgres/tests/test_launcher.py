"""The launcher, with real processes that die in every way."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from fiks.nettsted.postgres import Attachment, LauncherError, attach, ensure_database_env
from fiks.nettsted.postgres.__main__ import stop
from fiks.nettsted.postgres.attachment import running
from fiks.nettsted.postgres.binaries import Way, best_way, outside_home
from fiks.nettsted.postgres.cluster import is_dead
from fiks.nettsted.postgres.folder import Folder

DEBIAN = Path("/usr/lib/postgresql/15/bin")
AS_ROOT = pytest.mark.skipif(best_way() is Way.DIRECT, reason="gjelder bare når testen kjøres som root")
CLIENT = """
import sys, time
from pathlib import Path
from fiks.nettsted.postgres import attach
attachment = attach(Path(sys.argv[1]))
print(attachment.app_url, flush=True)
time.sleep(600)
"""


@pytest.fixture
def state_dir(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    supervisor = _supervisor(tmp_path)
    if supervisor:
        os.kill(supervisor, signal.SIGTERM)
    _wait_until(lambda: running(Folder(tmp_path / "postgres")) is None)
    stop(tmp_path)


def _query(attachment: Attachment, query: str) -> object:
    with psycopg.connect(attachment.app_url) as connection:
        row = connection.execute(query).fetchone()
    assert row
    return row[0]


def _remember(attachment: Attachment) -> None:
    with psycopg.connect(attachment.owner_url) as connection:
        connection.execute("create table note as select 'husket' as text; grant select on note to fiks_app")


def _remembers(attachment: Attachment) -> bool:
    try:
        return _query(attachment, "select text from note") == "husket"
    except psycopg.OperationalError:
        return False


def _client(state_dir: Path) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen([sys.executable, "-c", CLIENT, str(state_dir)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    return process, process.stdout.readline()


def _wait_until(true: Callable[[], bool]) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    pytest.fail("ventet i 60 sekunder")


def _supervisor(state_dir: Path) -> int:
    said = running(Folder(state_dir / "postgres"))
    return int(str(said["supervisor"])) if said else 0


def _home(state_dir: Path) -> Path:
    return outside_home(Folder(state_dir / "postgres")) or state_dir / "postgres"


def _postmaster(state_dir: Path) -> int:
    return int((_home(state_dir) / "data/postmaster.pid").read_text().split()[0])


def test_two_processes_share_a_server_that_stops_when_both_are_killed(state_dir: Path) -> None:
    first, address = _client(state_dir)
    second, same = _client(state_dir)
    assert address == same
    server, supervisor = _postmaster(state_dir), _supervisor(state_dir)
    first.kill()
    first.wait()
    time.sleep(2.5)  # longer than the supervisor's grace
    assert not is_dead(server)
    second.kill()
    second.wait()
    _wait_until(lambda: is_dead(server) and is_dead(supervisor))
    _wait_until(lambda: not {".s.PGSQL.5432", "tilknytning"} & {path.name for path in state_dir.rglob("*")})


def test_many_that_start_at_once_get_the_same_server(state_dir: Path) -> None:
    clients = [
        subprocess.Popen([sys.executable, "-c", CLIENT, str(state_dir)], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    addresses = {client.stdout.readline() for client in clients if client.stdout}
    assert len(addresses) == 1
    for client in clients:
        client.kill()
        client.wait()


def test_one_that_attaches_while_the_server_stops_gets_a_new_one(state_dir: Path) -> None:
    for pause in (0.9, 1.1, 1.3):
        attachment = attach(state_dir)
        assert _query(attachment, "select 1") == 1
        attachment.close()
        time.sleep(pause)


def test_committed_data_outlives_a_killed_server(state_dir: Path) -> None:
    attachment = attach(state_dir)
    _remember(attachment)
    os.kill(_postmaster(state_dir), signal.SIGKILL)
    _wait_until(lambda: _remembers(attachment))
    attachment.close()


def test_committed_data_outlives_everything_killed_at_once(state_dir: Path) -> None:
    client, _address = _client(state_dir)
    attachment = attach(state_dir)
    _remember(attachment)
    attachment.close()
    for pid in (_supervisor(state_dir), _postmaster(state_dir), client.pid):
        os.kill(pid, signal.SIGKILL)
    client.wait()
    again = attach(state_dir)
    assert _remembers(again)
    again.close()


def test_those_attached_go_on_after_the_supervisor_is_killed(state_dir: Path) -> None:
    attachment = attach(state_dir)
    _remember(attachment)
    first = _supervisor(state_dir)
    os.kill(first, signal.SIGKILL)
    _wait_until(lambda: _supervisor(state_dir) not in {0, first})
    _wait_until(lambda: _remembers(attachment))
    attachment.close()


def test_the_server_stops_when_its_supervisor_is_killed_with_nobody_left(state_dir: Path) -> None:
    client, _address = _client(state_dir)
    server, supervisor = _postmaster(state_dir), _supervisor(state_dir)
    client.kill()
    os.kill(supervisor, signal.SIGKILL)
    client.wait()
    _wait_until(lambda: is_dead(server))


def test_a_wrong_password_is_refused(state_dir: Path) -> None:
    attachment = attach(state_dir)
    for role in ("fiks_app", "fiks_owner", "postgres"):
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(attachment.url(role), password="feil")
    attachment.close()


def test_the_roles_have_no_more_rights_than_they_need(state_dir: Path) -> None:
    attachment = attach(state_dir)
    powers = "select bool_or(rolsuper or rolbypassrls or rolcreaterole) from pg_roles where rolname like 'fiks%'"
    assert _query(attachment, powers) is False
    with psycopg.connect(attachment.app_url) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
            connection.execute("create table note (text text)")
        assert connection.execute("set role fiks_operator; select current_user").nextset()
    attachment.close()


def test_case_follows_unicode(state_dir: Path) -> None:
    attachment = attach(state_dir)
    assert _query(attachment, "select lower('ÆØÅ')") == "æøå"
    assert _query(attachment, "select string_agg(x, '' order by x) from unnest(array['å', 'a', 'B']) x") == "Baå"
    attachment.close()


def test_only_this_user_reads_passwords_and_reaches_the_server(state_dir: Path) -> None:
    attachment = attach(state_dir)
    inside, home = state_dir / "postgres", _home(state_dir)
    for path in (inside, inside / "passord.json", inside / "tilknytning", home, home / ".s.PGSQL.5432", home / "data"):
        assert path.stat().st_mode & 0o077 == 0
    assert _query(attachment, "select current_setting('listen_addresses')") == ""
    attachment.close()


def test_errors_that_quote_rows_stay_out_of_the_log(state_dir: Path) -> None:
    attachment = attach(state_dir)
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        _query(attachment, "select '01810099999x'::bigint")
    attachment.close()
    assert "01810099999" not in (state_dir / "postgres/supervisor.log").read_text()


@pytest.mark.skipif(best_way() is Way.NOBODY, reason="databasen får en kort sti av seg selv")
def test_a_long_path_gets_a_short_socket(state_dir: Path) -> None:
    attachment = attach(state_dir, name="æ" * 60)
    assert len(attachment.host) < 60
    assert _query(attachment, "select 1") == 1
    attachment.close()
    _wait_until(lambda: not Path(attachment.host).exists())


def test_settings_that_postgresql_refuses_are_told(state_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIKS_POSTGRES_SHARED_BUFFERS", "mye")
    with pytest.raises(LauncherError, match=r"supervisor\.log"):
        attach(state_dir)


def test_a_database_that_is_given_wins(state_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://en-annen/fiks")
    assert ensure_database_env(state_dir) is None
    assert os.environ["DATABASE_URL"] == "postgresql://en-annen/fiks"


def test_a_child_process_attaches_too(state_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("DATABASE_OWNER_URL", "")
    monkeypatch.setenv("FIKS_POSTGRES_TILKNYTTET", "")
    parent = ensure_database_env(state_dir)
    child = ensure_database_env(state_dir)  # what a child process does with the environment that it inherits
    assert parent
    assert child
    assert child.app_url == os.environ["DATABASE_URL"]
    assert "postgres:" not in os.environ["DATABASE_URL"] + os.environ["DATABASE_OWNER_URL"].removeprefix("postgresql:")
    parent.close()
    time.sleep(1.5)
    assert _query(child, "select 1") == 1
    child.close()


def test_a_program_stays_attached_as_long_as_it_runs(state_dir: Path) -> None:
    command = [sys.executable, "-m", "fiks.nettsted.postgres", "--mappe", str(state_dir), "run", "sleep", "600"]
    program = subprocess.Popen(command)
    _wait_until(lambda: _supervisor(state_dir) != 0)
    server = _postmaster(state_dir)
    time.sleep(2.5)
    assert not is_dead(server)
    program.kill()
    program.wait()
    _wait_until(lambda: is_dead(server))


def test_stop_ends_the_server_and_those_who_use_it(state_dir: Path) -> None:
    client, _address = _client(state_dir)
    server = _postmaster(state_dir)
    stop(state_dir)
    assert client.wait() == -signal.SIGTERM
    assert is_dead(server)


@AS_ROOT
def test_root_without_namespaces_runs_as_nobody(state_dir: Path) -> None:
    attachment = attach(state_dir, way=Way.NOBODY)
    _remember(attachment)
    home = outside_home(Folder(state_dir / "postgres"))
    assert home
    assert home.stat().st_uid == Path(f"/proc/{_postmaster(state_dir)}").stat().st_uid == 65534
    assert home.stat().st_mode & 0o077 == 0
    os.kill(_postmaster(state_dir), signal.SIGKILL)
    _wait_until(lambda: _remembers(attachment))
    server = _postmaster(state_dir)
    os.kill(_supervisor(state_dir), signal.SIGKILL)
    attachment.close()
    _wait_until(lambda: is_dead(server))
    again = attach(state_dir)
    assert _remembers(again)
    again.close()


@AS_ROOT
def test_stop_removes_what_lies_outside_the_state_folder(state_dir: Path) -> None:
    attach(state_dir, way=Way.NOBODY).close()
    home = outside_home(Folder(state_dir / "postgres"))
    assert home
    assert home.exists()
    stop(state_dir)
    assert not home.exists()


@pytest.mark.skipif(not DEBIAN.exists(), reason="Debians PostgreSQL 15 er ikke installert")
def test_debians_postgresql_runs_beside_the_wheels(state_dir: Path) -> None:
    newest, debian = attach(state_dir), attach(state_dir, bin_dir=DEBIAN, name="postgres15")
    assert str(_query(newest, "show server_version")).startswith("18")
    assert str(_query(debian, "show server_version")).startswith("15")
    assert _query(debian, "select lower('ÆØÅ')") == "æøå"
    newest.close()
    debian.close()
