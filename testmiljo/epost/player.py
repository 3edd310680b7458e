"""The SMTP receiver as a player of the test world. `TESTMILJO_EPOST_MAPPE` names the folder for .eml files."""

import asyncio
import logging
import socket

from aiosmtpd.smtp import SMTP, Envelope, Session

from testmiljo.epost.mailbox import Mailbox, shared_mailbox
from testmiljo.players import Player, World

REFUSED_DOMAIN = "avvist.example"


class Receiver:
    """What aiosmtpd calls for each recipient and each message."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def handle_RCPT(  # noqa: N802 – aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse everyone at `avvist.example`, as a server does whose user has left; take all others."""
        if address.endswith(f"@{REFUSED_DOMAIN}"):
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 – aiosmtpd's name
        """The answer to the client, by RFC 5321."""
        content = envelope.content
        raw = content if isinstance(content, bytes) else str(content).encode()
        self._mailbox.receive(envelope.mail_from or "", envelope.rcpt_tos, raw)
        return "250 Message accepted"


async def serve_smtp(mailbox: Mailbox, sock: socket.socket, stop: asyncio.Event) -> None:
    """Receive on the socket until `stop` is set."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)  # it logs every address that it hears
    receiver = Receiver(mailbox)
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(receiver, enable_SMTPUTF8=True, hostname="testmiljo"), sock=sock
    )
    async with server:
        await stop.wait()


async def _serve(sock: socket.socket, world: World, stop: asyncio.Event) -> None:
    del world  # e-mail needs nothing from the others
    await serve_smtp(shared_mailbox(), sock, stop)


PLAYER = Player("epost", 8025, _serve, scheme="smtp")
