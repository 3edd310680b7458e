"""Received messages, kept in memory and, when there is a folder, as .eml files that any e-mail program opens."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache
from pathlib import Path

SETTING = "TESTMILJO_EPOST_MAPPE"


@dataclass(frozen=True, slots=True)
class Message:
    """One delivery; `recipients` are those of the envelope, hidden ones (Bcc) too."""

    number: int
    received_at: datetime
    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def subject(self) -> str:
        return str(self._parsed().get("subject", ""))

    @property
    def text(self) -> str:
        """The plain text, or the HTML when that is all there is."""
        body = self._parsed().get_body(("plain", "html"))
        return str(body.get_content()).replace("\r\n", "\n") if body else ""

    def _parsed(self) -> EmailMessage:
        return message_from_bytes(self.raw, _class=EmailMessage, policy=default)


class Mailbox:
    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._messages: list[Message] = []
        if folder:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def receive(self, sender: str, recipients: Sequence[str], raw: bytes) -> Message:
        now = datetime.now(UTC)
        message = Message(len(self._messages) + 1, now, sender, tuple(recipients), raw)
        self._messages.append(message)
        if self._folder:
            name = f"{now:%Y%m%dT%H%M%S.%f}-{message.number}.eml"
            (self._folder / name).write_bytes(raw)
        return message

    def newest_first(self) -> list[Message]:
        return self._messages[::-1]

    def message(self, number: int) -> Message | None:
        return self._messages[number - 1] if 1 <= number <= len(self._messages) else None

    def empty(self) -> None:
        """Forget what came; files are left."""
        self._messages.clear()


@cache
def shared_mailbox() -> Mailbox:
    """The one that the receiver and the reader of a running test world share."""
    folder = os.environ.get(SETTING)
    return Mailbox(Path(folder) if folder else None)
