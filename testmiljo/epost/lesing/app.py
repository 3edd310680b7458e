"""`/meldinger`: a page for people, JSON for programs. Everything is shown as text, so no message can run anything."""

from functools import partial
from html import escape

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from testmiljo.epost.mailbox import Mailbox, Message

_PAGE = """<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>E-post i testmiljøet</title>
</head>
<body>
<main>
<h1>E-post i testmiljøet</h1>
<p>Meldingene blir ikke sendt til noen.</p>
{messages}
</main>
</body>
</html>
"""


def create_app(mailbox: Mailbox) -> Starlette:
    return Starlette(
        routes=[
            Route("/meldinger", partial(_all, mailbox), methods=["GET"]),
            Route("/meldinger", partial(_empty, mailbox), methods=["DELETE"]),
            Route("/meldinger/{number:int}.eml", partial(_raw, mailbox), methods=["GET"]),
        ]
    )


async def _all(mailbox: Mailbox, request: Request) -> Response:
    messages = mailbox.newest_first()
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse([_as_json(message) for message in messages])
    articles = "\n".join(_as_html(message) for message in messages) or "<p>Ingen meldinger ennå.</p>"
    return HTMLResponse(
        _PAGE.format(messages=articles), headers={"Content-Security-Policy": "default-src 'none'; base-uri 'none'"}
    )


async def _empty(mailbox: Mailbox, _request: Request) -> Response:
    mailbox.empty()
    return Response(status_code=204)


async def _raw(mailbox: Mailbox, request: Request) -> Response:
    message = mailbox.message(request.path_params["number"])
    if message is None:
        return JSONResponse({"melding": "Meldingen finnes ikke."}, status_code=404)
    return Response(message.raw, media_type="message/rfc822")


def _as_json(message: Message) -> dict[str, object]:
    return {
        "id": message.number,
        "received_at": message.received_at.isoformat(),
        "from": message.sender,
        "to": list(message.recipients),
        "subject": message.subject,
        "text": message.text,
    }


def _as_html(message: Message) -> str:
    return (
        f"<article>\n<h2>{escape(message.subject) or 'Uten emne'}</h2>\n"
        f"<p>Fra {escape(message.sender)} til {escape(', '.join(message.recipients))}, "
        f'{message.received_at:%d.%m.%Y %H:%M:%S} UTC. <a href="/meldinger/{message.number}.eml">Hele meldingen</a></p>\n'
        f"<pre>{escape(message.text)}</pre>\n</article>"
    )
