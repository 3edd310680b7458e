"""One database cluster: how it is made and started, which roles it has, and with which settings it runs."""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from psycopg.pq import Ping

from fiks.nettsted.postgres.binaries import Programs
from fiks.nettsted.postgres.folder import APP, OWNER, SUPERUSER, Folder, LauncherError, fits_socket, write_private

PORT = 5432  # names the socket's file; nothing listens on the network
_ROLES = Path(__file__).with_name("roles.sql")


def create(folder: Folder, programs: Programs) -> None:
    """Run initdb when there is no cluster. It is made beside and moved in place, so that it is there whole or not at all."""
    if programs.data.exists():
        return _check_version(programs)
    fresh, password_file = programs.home / "data.ny", programs.home / "passord"
    shutil.rmtree(fresh, ignore_errors=True)
    write_private(password_file, folder.passwords()[SUPERUSER])
    programs.give(password_file)
    try:
        done = programs.start(
            "initdb", f"--pgdata={fresh}", f"--username={SUPERUSER}", f"--pwfile={password_file}",
            "--auth=scram-sha-256", "--encoding=UTF8", *_locale(programs.version()),
        ).wait()  # fmt: skip
    finally:
        password_file.unlink()
    if done != 0:
        raise LauncherError("Databasen kunne ikke lages.")
    fresh.rename(programs.data)
    return None


def _check_version(programs: Programs) -> None:
    made_with = int((programs.data / "PG_VERSION").read_text("utf-8"))
    if made_with != programs.version():
        raise LauncherError(
            f"Databasen er laget med PostgreSQL {made_with}, men programmene er versjon {programs.version()}. "
            "Se docs/drift/installasjon.md om oppgradering, eller kjør make clean for å begynne på nytt."
        )


def _locale(version: int) -> list[str]:
    """Byte order for sorting, Unicode for case: lower('ÆØÅ') must be 'æøå', and with locale C it is not."""
    provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if version >= 17 else []
    return ["--locale=C", "--lc-ctype=C.UTF-8", *provider]


def start(programs: Programs, socket_dir: Path) -> subprocess.Popen[bytes]:
    """Start the server and wait until it answers. Recovery takes the time it needs; only a server that ends is given up."""
    settings = _settings() | {"unix_socket_directories": f'"{socket_dir}"', "port": str(PORT)}
    arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    server = programs.start("postgres", "-D", str(programs.data), *arguments)
    address = make_conninfo(host=str(socket_dir), port=PORT, user=SUPERUSER, dbname="postgres")
    while psycopg.pq.PGconn.ping(address.encode()) != Ping.OK:
        if server.poll() is not None:
            raise LauncherError("PostgreSQL stoppet mens den startet.")
        time.sleep(0.05)
    return server


def socket_dir(programs: Programs) -> Path:
    """Where PostgreSQL's socket lies: beside the cluster, or in a short folder of our own when that path is too long."""
    if fits_socket(programs.home / f".s.PGSQL.{PORT}.lock"):
        return programs.home
    short = Path("/tmp") / f"fiks-{hashlib.sha256(os.fsencode(programs.home)).hexdigest()[:16]}"  # noqa: S108 - checked below
    short.mkdir(mode=0o700, exist_ok=True)
    if short.is_symlink() or short.stat().st_uid != os.geteuid() or short.stat().st_mode & 0o077:
        raise LauncherError(f"Mappen {short} tilhører en annen. Fjern den, eller sett DATABASE_URL.")
    return short


def create_roles(folder: Folder, bin_dir: Path, socket_dir: Path) -> None:
    """Make the roles and the database that are missing, with the passwords of the folder."""
    passwords = folder.passwords()
    where = {"PGHOST": str(socket_dir), "PGPORT": str(PORT), "PGUSER": SUPERUSER, "PGPASSWORD": passwords[SUPERUSER]}
    command = [str(bin_dir / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-f", str(_ROLES)]
    if subprocess.run(command, env=where, check=False).returncode != 0:
        raise LauncherError("Databaserollene kunne ikke lages.")
    address = make_conninfo(host=str(socket_dir), port=PORT, user=SUPERUSER, dbname="postgres")
    with psycopg.connect(address, password=passwords[SUPERUSER], autocommit=True) as connection:
        for role in (OWNER, APP):
            # Only the scram verifier is sent, so the password is in no log.
            verifier = connection.pgconn.encrypt_password(passwords[role].encode(), role.encode(), b"scram-sha-256")
            connection.execute(
                sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(verifier.decode()))
            )


def _settings() -> dict[str, str]:
    """Settings for a small machine. Any of the first group can be set with FIKS_POSTGRES_<NAVN>."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    chosen = {
        "shared_buffers": f"{min(512, memory // 4)}MB",
        "effective_cache_size": f"{memory // 2}MB",
        "work_mem": "32MB",
        "maintenance_work_mem": "256MB",
        "max_connections": "100",
        "max_wal_size": "4GB",
        "synchronous_commit": "on",
        "fsync": "on",
    }
    fixed = {
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "password_encryption": "scram-sha-256",
        "wal_compression": "on",  # pglz: the wheel has no lz4
        "timezone": "UTC",
        # Errors quote rows and queries, which hold personal data. They reach the app; they never reach the log.
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    }
    return {name: os.environ.get(f"FIKS_POSTGRES_{name.upper()}", value) for name, value in chosen.items()} | fixed


def stop(server: subprocess.Popen[bytes], programs: Programs, socket_dir: Path) -> None:
    """Stop the server fast: transactions are rolled back, committed data is written."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
    server.wait()
    if socket_dir != programs.home:
        with contextlib.suppress(OSError):  # not empty after a crash; used again next time
            socket_dir.rmdir()


def stop_leftovers(data: Path, socket_dir: Path) -> None:
    """End what is left of a server whose supervisor is gone, or of one that was itself killed, and wait until it has."""
    running = _processes(data)
    main = _main_process(data)
    for pid in [main] if main in running else running:
        # A server stops by SIGINT, and its processes with it; without it they only know SIGQUIT.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT if pid == main else signal.SIGQUIT)
    while _processes(data):
        time.sleep(0.05)
    if main and is_dead(main):
        # A killed server that its parent has not taken note of: PostgreSQL would believe that it lives.
        for file in (data / "postmaster.pid", socket_dir / f".s.PGSQL.{PORT}.lock"):
            file.unlink(missing_ok=True)


def _processes(data: Path) -> list[int]:
    """PostgreSQL's processes in a cluster: those that stand in its folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "comm").read_text("utf-8").strip() == "postgres" and (process / "cwd").readlink() == data:
                found.append(int(process.name))
        except OSError:  # it ended, or belongs to somebody else
            continue
    return found


def _main_process(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text("utf-8").split()[0])
    except (OSError, ValueError, IndexError):
        return None


def is_dead(pid: int) -> bool:
    """Has a process ended? One that only waits for its parent to take note has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] in {"Z", "X"}
    except OSError:
        return True
