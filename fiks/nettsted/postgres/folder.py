"""What lies in `.fiks/<name>/`: the lock, the supervisor's socket and log, and the passwords of the database roles."""

import contextlib
import fcntl
import json
import os
import secrets
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

SUPERUSER, OWNER, APP = "postgres", "fiks_owner", "fiks_app"
FAREWELL = b"stoppet\n"  # what the supervisor says when it stops on purpose
_LONGEST_SOCKET_PATH = 107  # bytes, the kernel's limit


class LauncherError(SystemExit):
    """The database cannot be started. The text says why, and what to do."""


@dataclass(frozen=True)
class Folder:
    """The folder of one server."""

    path: Path

    def make(self) -> None:
        """Make the folder and the state folder, closed to others. Folders that exist keep their rights."""
        for path in (self.path.parent, self.path):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def log(self) -> Path:
        """Where the supervisor and PostgreSQL write."""
        return self.path / "supervisor.log"

    def lock(self) -> IO[str]:
        """Wait for the lock that is held while somebody attaches or the server stops. Closing the file lets go."""
        file = (self.path / "laas").open("w")
        fcntl.flock(file, fcntl.LOCK_EX)
        return file

    def try_lock(self) -> IO[str] | None:
        """Take the lock, or nothing when somebody has it."""
        file = (self.path / "laas").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return None
        return file

    def listen(self) -> socket.socket:
        """Make the supervisor's socket, in place of one left behind. The lock must be held."""
        self.forget_socket()
        listener = socket.socket(socket.AF_UNIX)
        with _short(self.path / "tilknytning") as address:
            listener.bind(address)
        (self.path / "tilknytning").chmod(0o600)
        listener.listen(128)
        return listener

    def connect(self) -> socket.socket | None:
        """Connect to the supervisor, or nothing when there is none."""
        connection = socket.socket(socket.AF_UNIX)
        try:
            with _short(self.path / "tilknytning") as address:
                connection.connect(address)
        except (FileNotFoundError, ConnectionRefusedError):
            connection.close()
            return None
        return connection

    def forget_socket(self) -> None:
        """Remove the supervisor's socket, so that nobody attaches to it any more."""
        (self.path / "tilknytning").unlink(missing_ok=True)

    def passwords(self) -> dict[str, str]:
        """The passwords by role; made the first time, readable by this user alone."""
        file = self.path / "passord.json"
        if not file.exists():
            write_private(file, json.dumps({role: secrets.token_urlsafe(24) for role in (SUPERUSER, OWNER, APP)}))
        stored: dict[str, str] = json.loads(file.read_text("utf-8"))
        return stored


def write_private(file: Path, text: str) -> None:
    """Write a file that only this user can read, whole or not at all."""
    temporary = file.with_suffix(".ny")
    temporary.unlink(missing_ok=True)
    temporary.touch(mode=0o600)
    temporary.write_text(text, "utf-8")
    temporary.replace(file)


@contextlib.contextmanager
def _short(path: Path) -> Iterator[str]:
    """An address of a socket that the kernel takes: through an open folder where the path is too long."""
    if fits_socket(path):
        yield str(path)
        return
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def fits_socket(path: Path) -> bool:
    """Is the path short enough for a socket?"""
    return len(os.fsencode(path)) <= _LONGEST_SOCKET_PATH
