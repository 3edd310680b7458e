"""A service that is down, slow, full or wrong, for those who want to see what happens then.

`POST /forstyrrelser {"status": 503, "antall": 2}` makes the next two calls go wrong, and
`{"feil": "halv", "sti": "hendelser/feed"}` the next page of the feed.
"""

import threading
import time
from collections.abc import Callable
from typing import Literal

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

_FIREWALL = """<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with
your administrator.<br><br>Your support ID is: 4611686018427387904</body></html>"""

Fault = Literal["", "brannmur", "halv", "bakvendt", "gjentatt", "hull"]


def _listed(alter: Callable[[list[object]], list[object]]) -> Callable[[bytes], bytes]:
    """What does something to an answer that is a list, and leaves others alone."""

    def spoil(body: bytes) -> bytes:
        try:
            return msgspec.json.encode(alter(msgspec.json.decode(body, type=list[object])))
        except msgspec.DecodeError:
            return body

    return spoil


_SPOILERS: dict[Fault, Callable[[bytes], bytes]] = {
    "halv": lambda body: body[: len(body) // 2],
    "bakvendt": _listed(lambda items: items[::-1]),
    "gjentatt": _listed(lambda items: items + items),
    "hull": _listed(lambda items: items[: len(items) // 2] + items[len(items) // 2 + 1 :]),
}


class Disturbance(
    msgspec.Struct,
    frozen=True,
    rename={"count": "antall", "seconds": "sekunder", "text": "tekst", "fault": "feil", "path": "sti"},
):
    """What the next `count` calls get whose path has `path` in it: `seconds` of waiting, then this answer; with status 0
    the right one, but for its `fault`: HTML from a firewall (brannmur), half of it (halv), or a list that is turned round
    (bakvendt), told twice (gjentatt) or lacks one in the middle (hull)."""

    status: int = 0
    count: int = 1
    seconds: float = 0
    retry_after: str = ""
    text: str = ""
    fault: Fault = ""
    path: str = ""

    def instead(self) -> Response | None:
        """What comes instead of an answer; None when the call is to go on."""
        time.sleep(self.seconds)
        if self.fault == "brannmur":
            return Response(_FIREWALL, self.status or 200, media_type="text/html")
        headers = {"Retry-After": self.retry_after} if self.retry_after else {}
        return Response(self.text, self.status, headers) if self.status else None

    def spoiled(self, answer: Response) -> Response:
        """The right answer, with its fault."""
        spoil = _SPOILERS.get(self.fault)
        if spoil is None or answer.status_code != 200:
            return answer
        return Response(spoil(bytes(answer.body)), media_type=answer.media_type)


class Disturbances:
    """Those that wait for their calls, in the order they were ordered."""

    def __init__(self) -> None:
        self._waiting: list[Disturbance] = []
        self._lock = threading.Lock()

    def add(self, ordered: Disturbance) -> None:
        with self._lock:
            self._waiting.extend([ordered] * ordered.count)

    def next(self, path: str) -> Disturbance | None:
        """What is to go wrong with a call."""
        with self._lock:
            found = next((place for place, each in enumerate(self._waiting) if each.path in path), None)
            return None if found is None else self._waiting.pop(found)


async def order(disturbances: Disturbances, request: Request) -> Response:
    """Only application/json, which a page on another site cannot send without being let in."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return JSONResponse({"melding": "Content-Type skal være application/json."}, status_code=415)
    try:
        disturbances.add(msgspec.json.decode(await request.body(), type=Disturbance))
    except msgspec.DecodeError as error:
        return JSONResponse({"melding": str(error)}, status_code=400)
    return Response(status_code=204)
