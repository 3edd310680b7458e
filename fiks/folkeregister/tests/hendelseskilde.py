"""A small Folkeregisteret and Maskinporten in one real HTTP server, that misbehaves in every way it is told to.

The wire format is the published one; what it holds is changed by the test while it runs. Imports nothing from the code
under test but for the numbers of `persons`.
"""

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep
from urllib.parse import parse_qs, urlsplit

PAGE = 1000
Document = dict[str, object]


@dataclass
class Answer:
    """What a call gets. `cut` sends less than was promised, `drip` so many seconds between the bytes."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    seconds: float = 0


def _json(content: object, **headers: str) -> Answer:
    return Answer(200, json.dumps(content).encode(), headers)


@dataclass
class Kilde:
    """`hendelser` by number. `feil` are answers for the next calls whose path has a word in it, each used once."""

    hendelser: dict[int, Document] = field(default_factory=dict)
    dokumenter: dict[str, Document] = field(default_factory=dict)
    eldste: int = 0
    siste: int | None = None
    uten_etag: bool = False
    page: int = PAGE
    feil: dict[str, deque[Answer]] = field(default_factory=dict)
    sider: dict[int, list[int]] = field(default_factory=dict)
    kall: list[str] = field(default_factory=list)
    jobber: dict[str, list[Document]] = field(default_factory=dict)
    umulige: set[str] = field(default_factory=set)
    ikke_klar: int = 0
    before: Callable[[str], None] = lambda _path: None
    url: str = ""

    def skjer(self, nummer: str, hendelsetype: str = "endringINavn", *, nr: int = 0, **felt: object) -> int:
        """Something happens to a person. Gives the event's number."""
        number = nr or max(self.hendelser, default=0) + 1
        hendelse = {"folkeregisteridentifikator": nummer, "hendelsetype": hendelsetype, **felt}
        hendelse.setdefault("ajourholdstidspunkt", "2026-11-20T10:00:00.123456789+01:00")
        self.hendelser[number] = {"sekvensnummer": number, "hendelse": hendelse}
        return number

    def gaar_galt(self, where: str, *answers: Answer) -> None:
        """The next calls to an address with this word in it get these answers."""
        self.feil.setdefault(where, deque()).extend(answers)

    def answer(self, method: str, path: str, query: dict[str, list[str]], body: bytes, etag: str) -> Answer:
        self.kall.append(path)
        self.before(path)
        for where, answers in self.feil.items():
            if where in path and answers:
                return answers.popleft()
        if path.endswith("oauth-authorization-server"):
            return _json({"issuer": self.url, "token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/jwks"})
        if path == "/token":
            return _json({"access_token": "t", "expires_in": 3600, "token_type": "Bearer"})
        if path.endswith("/siste/sekvensnummer"):
            return _json(self.siste if self.siste is not None else max(self.hendelser, default=0))
        if path.endswith("/hendelser/feed"):
            return self._feed(int(query["seq"][0]), etag)
        if path.endswith("/bulkoppslag/arkiv"):
            return self._archive(json.loads(body)["dokumentidentifikator"])
        if path.endswith("/bulkoppslag"):
            return self._bulk(json.loads(body)["foedselsEllerDNummer"], query["somBestilt"] == ["true"])
        if "/uttrekk/" in path:
            return self._extract(path, query, body)
        return Answer(404, b'{"kode": "FREG-404"}')

    def _feed(self, fra: int, etag: str) -> Answer:
        if fra < self.eldste:
            return Answer(406, b'{"kode": "FREG-406", "melding": "ulovlig sekvensnummer"}')
        numbers = self.sider.pop(fra, None) or sorted(nr for nr in self.hendelser if nr >= fra)[: self.page]
        tag = "" if self.uten_etag else f'"{fra}-{len(numbers)}"'
        if tag and etag == tag:
            return Answer(304)
        return _json([self.hendelser[nr] for nr in numbers], **({"ETag": tag} if tag else {}))

    def _bulk(self, numbers: list[str], as_ordered: bool) -> Answer:
        if self.umulige & set(numbers):
            return Answer(400, b'{"kode": "FREG-400"}')
        found = []
        for number in numbers:
            document = self.dokumenter.get(number)
            if document is None or (as_ordered and not _is_current(document, number)):
                if as_ordered:
                    found.append({"foedselsEllerDNummer": number, "feilmelding": {"feilmelding": "Fant ingen."}})
                continue
            found.append({"foedselsEllerDNummer": number, "folkeregisterperson": document})
        return _json({"oppslag": found})

    def _archive(self, ids: list[str]) -> Answer:
        return _json([self.dokumenter[id.removeprefix("dok-")] for id in ids])

    def _extract(self, path: str, query: dict[str, list[str]], body: bytes) -> Answer:
        if path.endswith("/komplett"):
            return self._ordered("komplett", "dokumentidentifikator", [f"dok-{number}" for number in self.dokumenter])
        if path.endswith("/tilpasset"):
            kommune = json.loads(body)["kommunenummer"]["bostedskommunenummer"]
            inside = [number for number, document in self.dokumenter.items() if kommune in json.dumps(document)]
            return self._ordered(f"jobb-{kommune}", "foedselsEllerDNummer", inside)
        job, _batch, number = path.rsplit("/", 3)[1:]
        if job not in self.jobber:
            return Answer(410, b'{"feilmelding": "finnes ikke"}')
        if self.ikke_klar:
            self.ikke_klar -= 1
            return Answer(404, b'{"feilmelding": "ikke klar"}')
        return _json(dict(enumerate(self.jobber[job])).get(int(number), {}))

    def _ordered(self, job: str, kind: str, ids: list[str]) -> Answer:
        self.jobber[job] = [{kind: ids[start : start + 3]} for start in range(0, len(ids), 3)]
        return _json({"jobbId": job})


def _is_current(document: Document, number: str) -> bool:
    rows = document["identifikasjonsnummer"]
    assert isinstance(rows, list)
    return any(row["foedselsEllerDNummer"] == number and row.get("erGjeldende", True) for row in rows)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    kilde: Kilde

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _serve(self, body: bytes) -> None:
        parts = urlsplit(self.path)
        etag = self.headers.get("If-None-Match", "")
        found = self.kilde.answer(self.command, parts.path, parse_qs(parts.query), body, etag)
        sleep(found.seconds)
        self.send_response(found.status)
        for name, value in {"Content-Type": "application/json", **found.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(found.body)))
        self.end_headers()
        self.wfile.write(found.body[: len(found.body) - found.cut])
        if found.cut:
            self.close_connection = True

    def log_message(self, *_args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Those who ask are killed, and hang up."""


@contextmanager
def serving(kilde: Kilde) -> Iterator[Kilde]:
    """Serve on a free port on this machine until the block ends."""
    handler = type("Handler", (_Handler,), {"kilde": kilde})
    server = _Server(("127.0.0.1", 0), handler)
    kilde.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield kilde
    finally:
        server.shutdown()
        server.server_close()
