"""The process that keeps one PostgreSQL running for as long as somebody is attached.

Started by `attach`, detached from the terminal, with a socket that listens already. Everyone attached holds a connection to
it; when the last is closed, by whatever death, it stops the server. A server that dies is started again. When the supervisor
itself is killed, the kernel stops the server, and those attached start a new supervisor.
"""

import contextlib
import functools
import json
import os
import selectors
import signal
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

from fiks.nettsted.postgres import cluster
from fiks.nettsted.postgres.binaries import Programs, Way, prepare
from fiks.nettsted.postgres.folder import FAREWELL, Folder, LauncherError

GRACE_SECONDS = 1.0


class Supervisor:
    """Keeps the server of one folder."""

    def __init__(self, folder: Folder, bin_dir: Path, way: Way | None, listener: socket.socket) -> None:
        self._folder, self._bin_dir, self._way = folder, bin_dir, way
        self._listener = listener
        self._listener.settimeout(0)
        self._server: subprocess.Popen[bytes] | None = None
        self._attached: dict[socket.socket, int] = {}
        self._last_seen = time.monotonic()

    @functools.cached_property
    def _programs(self) -> Programs:
        return prepare(self._folder, self._bin_dir, self._way)

    @functools.cached_property
    def _socket_dir(self) -> Path:
        return cluster.socket_dir(self._programs)

    def run(self) -> None:
        """Serve until nobody is attached, then stop the server while nobody can attach."""
        lock: IO[str] | None = None
        try:
            self._start()
            lock = self._serve()
        except LauncherError as error:
            lock = self._folder.lock()
            self._refuse(str(error))
        finally:
            if lock is None:
                lock = self._folder.lock()
            self._folder.forget_socket()
            for connection in self._attached:
                _send(connection, FAREWELL)
            if self._server:
                cluster.stop(self._server, self._programs, self._socket_dir)
            _log("stoppet")
            lock.close()

    def _start(self) -> None:
        cluster.stop_leftovers(self._programs.data, self._socket_dir)
        cluster.create(self._folder, self._programs)
        self._server = cluster.start(self._programs, self._socket_dir)
        cluster.create_roles(self._folder, self._bin_dir, self._socket_dir)
        _log("klar")

    def _serve(self) -> IO[str]:
        """Return, with the lock, when the last one has ended."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._listener, selectors.EVENT_READ)
            while True:
                for key, _events in selector.select(timeout=0.2):
                    self._hear(key.fileobj, selector)
                if self._server and self._server.poll() is not None:
                    _log("PostgreSQL døde og startes igjen")
                    self._start()
                lock = self._lock_when_alone(selector)
                if lock:
                    return lock

    def _hear(self, source: object, selector: selectors.BaseSelector) -> None:
        assert isinstance(source, socket.socket)
        if source is self._listener:
            connection = self._accept()
            selector.register(connection, selectors.EVENT_READ)
        elif not _alive(source):
            selector.unregister(source)
            del self._attached[source]
            source.close()
            self._last_seen = time.monotonic()

    def _accept(self) -> socket.socket:
        connection, _address = self._listener.accept()
        self._attached[connection] = _process_behind(connection)
        greeting = {
            "host": str(self._socket_dir),
            "port": cluster.PORT,
            "supervisor": os.getpid(),
            "attached": list(self._attached.values()),
        }
        _send(connection, f"{json.dumps(greeting)}\n".encode())
        return connection

    def _lock_when_alone(self, selector: selectors.BaseSelector) -> IO[str] | None:
        """Whoever attaches connects while holding the lock: with the lock, and nobody waiting, we are alone for good."""
        if self._attached or time.monotonic() - self._last_seen < GRACE_SECONDS:
            return None
        lock = self._folder.try_lock()
        if lock and selector.select(timeout=0):
            lock.close()
            return None
        return lock

    def _refuse(self, reason: str) -> None:
        """Tell those who wait why there will be no server."""
        _log(reason)
        with contextlib.suppress(BlockingIOError):
            while True:
                connection, _address = self._listener.accept()
                _send(connection, f"{json.dumps({'error': reason})}\n".encode())
                connection.close()


def _process_behind(connection: socket.socket) -> int:
    """The process that connected, as the kernel knows it."""
    pid: int = struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
    return pid


def _alive(connection: socket.socket) -> bool:
    try:
        return connection.recv(64) != b""
    except OSError:
        return False


def _send(connection: socket.socket, data: bytes) -> None:
    with contextlib.suppress(OSError):
        connection.sendall(data)


def _log(text: str) -> None:
    sys.stderr.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} supervisor {os.getpid()}: {text}\n")
    sys.stderr.flush()


def main() -> None:
    """Run for the folder, socket, programs and way given by `attach`, as a process that nobody waits for."""
    if os.fork():
        os._exit(0)
    folder, listener = Folder(Path(sys.argv[1])), socket.socket(fileno=int(sys.argv[2]))
    for number in (signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)  # Ctrl-C is for the one who attached
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    way = Way(sys.argv[4]) if len(sys.argv) > 4 else None
    Supervisor(folder, Path(sys.argv[3]), way, listener).run()


if __name__ == "__main__":
    main()
