"""The management address: is the process alive, is it ready, and its metrics. Never on the address people use.

A small WSGI application in the server's parent process. Metrics from all worker processes are collected through a folder
that Prometheus' client shares; they hold counts and times by view and status, and how the register copy stands to its
source, never personal data.
"""

import threading
from collections.abc import Callable, Iterable
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

from django.db import OperationalError, close_old_connections
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from fiks.nettsted.checks import unsound
from fiks.nettsted.registermetrikk import Registerkopi

Answer = tuple[str, str, bytes]


def _alive() -> Answer:
    return "200 OK", "text/plain; charset=utf-8", b"lever\n"


def _ready() -> Answer:
    try:
        problems = unsound()
    except OperationalError:
        problems = ["Databasen svarer ikke."]
    finally:
        close_old_connections()
    if problems:
        return "503 Service Unavailable", "text/plain; charset=utf-8", ("\n".join(problems) + "\n").encode()
    return "200 OK", "text/plain; charset=utf-8", b"klar\n"


def _metrics() -> Answer:
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # prometheus_client is partly typed
    registry.register(Registerkopi())
    return "200 OK", CONTENT_TYPE_LATEST, generate_latest(registry)


_PATHS: dict[str, Callable[[], Answer]] = {
    "/helse/levende": _alive,
    "/helse/klar": _ready,
    "/metrics": _metrics,
}


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer the three paths."""
    page = _PATHS.get(environ["PATH_INFO"])
    status, content_type, body = page() if page else ("404 Not Found", "text/plain; charset=utf-8", b"finnes ikke\n")
    start_response(status, [("Content-Type", content_type), ("Content-Length", str(len(body)))])
    return [body]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Health checks every few seconds are not worth a log line."""


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def start(address: str) -> WSGIServer:
    """Serve on `host:port` in a thread, until the process ends. Port 0 takes a free one."""
    host, _colon, port = address.rpartition(":")
    server = make_server(host, int(port), application, server_class=_Server, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, daemon=True, name="styring").start()
    return server
