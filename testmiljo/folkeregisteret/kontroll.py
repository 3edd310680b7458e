"""`/liv`: a person or a test orders what is to happen. Not part of what Skatteetaten publishes.

`POST /liv {"type": "doedsfall", "nummer": …}` answers with the events it gave; `GET /liv` tells what can be ordered and how
far the feeds have come.
"""

from collections.abc import Callable
from datetime import datetime

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from testmiljo.liv import KINDS, Akt, LivingRegister, Refused, order


def routes(register: LivingRegister, clock: Callable[[], datetime]) -> list[Route]:
    async def act(request: Request) -> Response:
        """Only application/json, which a page on another site cannot send without being let in."""
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return _told("Content-Type skal være application/json.", 415)
        body = await request.body()
        return await run_in_threadpool(_act, register, body, clock())

    async def state(_request: Request) -> Response:
        feeds = {"med_hjemmel": True, "uten_hjemmel": False}
        last = {name: register.last(confidential=confidential) for name, confidential in feeds.items()}
        return JSONResponse({"linjer": register.lines, "siste_sekvensnummer": last, "slag": list(KINDS)})

    return [Route("/liv", act, methods=["POST"]), Route("/liv", state, methods=["GET"])]


def _act(register: LivingRegister, body: bytes, now: datetime) -> Response:
    try:
        lines = order(register, msgspec.json.decode(body, type=Akt), now)
    except msgspec.DecodeError as error:
        return _told(str(error), 400)
    except Refused as refused:
        return _told(str(refused), 409)
    events = [{"nummer": number, "hendelsetype": kind} for line in lines for number, kind in line.hendelser]
    count = sum(line.count for line in lines)
    return JSONResponse({"hendelser": events, "antall": count}, status_code=201)


def _told(message: str, status: int) -> Response:
    return JSONResponse({"melding": message}, status_code=status)
