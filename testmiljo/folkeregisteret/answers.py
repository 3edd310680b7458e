"""Answers as JSON or XML, and refusals as Skatteetaten's page on return codes has them."""

from dataclasses import dataclass
from enum import StrEnum

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from testmiljo.befolkning import Document
from testmiljo.folkeregisteret import xml


class Kind(StrEnum):
    JSON = "application/json"
    XML = "application/xml"
    ATOM = "application/atom+xml"
    TEXT = "text/plain"


class Refused(Exception):
    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a handler gives. `element` is the root element when it is told in XML."""

    content: object
    element: str
    namespace: str = ""


def wanted(accept: str, offered: tuple[Kind, ...]) -> Kind:
    """The kind of answer that an Accept header wants, JSON for one that takes anything; raises Refused."""
    ranges = [part.partition(";")[0].strip().lower() for part in accept.split(",")]
    for accepted in ranges:
        if accepted in {"", "*/*", "application/*"}:
            return Kind.JSON
        if accepted in set(offered):
            return Kind(accepted)
    raise Refused(406, f"Accept skal være {' eller '.join(offered)}.")


def told(answer: Answer, kind: Kind) -> Response:
    if kind is Kind.XML:
        return Response(xml.written(answer.content, answer.element, answer.namespace), media_type=kind)
    return Response(msgspec.json.encode(answer.content), media_type=kind)


def refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    body: Document
    if error.status in {401, 403}:
        element = "folkeregisterFeilmelding"
        body = {
            "feilkode": f"FREG-{error.status}",
            "feilmelding": error.message,
            "httpStatus": error.status,
            "alvorlighetsgrad": "FEIL",
        }
    else:
        element = "feil"
        body = {"kode": f"FREG-{error.status}", "melding": error.message}
    kind = Kind.XML if request.headers.get("accept", "").startswith(Kind.XML) else Kind.JSON
    response = told(Answer(body, element), kind)
    response.status_code = error.status
    response.headers.update(error.headers)
    return response
