"""A service that is down, slow or full, for those who want to see what happens then.

`POST /forstyrrelser {"status": 503, "antall": 2}` makes the next two calls go wrong.
"""

import threading
import time
from collections import deque

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response


class Disturbance(msgspec.Struct, frozen=True, rename={"count": "antall", "seconds": "sekunder", "text": "tekst"}):
    """What the next `count` calls get: `seconds` of waiting, then this answer; with status 0 the right one."""

    status: int = 0
    count: int = 1
    seconds: float = 0
    retry_after: str = ""
    text: str = ""


class Disturbances:
    """Those that wait for their calls, in the order they were ordered."""

    def __init__(self) -> None:
        self._waiting: deque[Disturbance] = deque()
        self._lock = threading.Lock()

    def add(self, ordered: Disturbance) -> None:
        with self._lock:
            self._waiting.extend([ordered] * ordered.count)

    def answer(self) -> Response | None:
        """The wrong answer to this call; None when it is to go on."""
        with self._lock:
            found = self._waiting.popleft() if self._waiting else None
        if found is None:
            return None
        time.sleep(found.seconds)
        headers = {"Retry-After": found.retry_after} if found.retry_after else {}
        return Response(found.text, found.status, headers) if found.status else None


async def order(disturbances: Disturbances, request: Request) -> Response:
    """Only application/json, which a page on another site cannot send without being let in."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        return JSONResponse({"melding": "Content-Type skal være application/json."}, status_code=415)
    try:
        disturbances.add(msgspec.json.decode(await request.body(), type=Disturbance))
    except msgspec.DecodeError as error:
        return JSONResponse({"melding": str(error)}, status_code=400)
    return Response(status_code=204)
