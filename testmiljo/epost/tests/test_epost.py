"""Sending with Python's own client, reading over HTTP: both as real servers."""

import smtplib
from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from testmiljo.epost.lesing.player import PLAYER as READER
from testmiljo.epost.mailbox import SETTING, shared_mailbox
from testmiljo.epost.player import PLAYER
from testmiljo.kjoerende import running


class NoRegister:
    def document(self, number: str) -> None:
        return None


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mapping[str, str]]:
    monkeypatch.setenv(SETTING, str(tmp_path / "post"))
    shared_mailbox.cache_clear()
    with running([PLAYER, READER], NoRegister()) as addresses:
        yield addresses
    shared_mailbox.cache_clear()


def _send(world: Mapping[str, str], subject: str = "Listen er klar", text: str = "Hei på deg, Øystein.\n") -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "fiks@kommunen.example", "kari@kommunen.example", subject
    message.set_content(text)
    address = urlsplit(world["epost"])
    with smtplib.SMTP(str(address.hostname), int(address.port or 0), timeout=5) as smtp:
        smtp.send_message(message, to_addrs=["kari@kommunen.example", "skjult@kommunen.example"])


def test_message_can_be_read_by_a_program(world: Mapping[str, str]) -> None:
    _send(world)
    (message,) = httpx.get(f"{world['innboks']}/meldinger").json()
    assert message["subject"] == "Listen er klar"
    assert message["text"] == "Hei på deg, Øystein.\n"
    assert message["to"] == ["kari@kommunen.example", "skjult@kommunen.example"]


def test_newest_message_comes_first(world: Mapping[str, str]) -> None:
    _send(world, "en")
    _send(world, "to")
    messages = httpx.get(f"{world['innboks']}/meldinger").json()
    assert [message["subject"] for message in messages] == ["to", "en"]


def test_message_is_kept_as_a_file(world: Mapping[str, str], tmp_path: Path) -> None:
    _send(world)
    (file,) = (tmp_path / "post").glob("*.eml")
    assert b"Subject: Listen er klar" in file.read_bytes()
    assert httpx.get(f"{world['innboks']}/meldinger/1.eml").content == file.read_bytes()


def test_page_shows_messages_as_text(world: Mapping[str, str]) -> None:
    page = httpx.get(f"{world['innboks']}/meldinger", headers={"accept": "text/html"})
    assert "Ingen meldinger ennå" in page.text
    _send(world, "<b>Emne</b>", "<script>")
    page = httpx.get(f"{world['innboks']}/meldinger", headers={"accept": "text/html"})
    assert "&lt;b&gt;Emne&lt;/b&gt;" in page.text
    assert "<script>" not in page.text


def test_mailbox_can_be_emptied(world: Mapping[str, str]) -> None:
    _send(world)
    httpx.delete(f"{world['innboks']}/meldinger")
    assert httpx.get(f"{world['innboks']}/meldinger").json() == []
    assert httpx.get(f"{world['innboks']}/meldinger/1.eml").status_code == 404


def test_recipient_at_the_refused_domain_is_turned_away(world: Mapping[str, str]) -> None:
    address = urlsplit(world["epost"])
    with (
        smtplib.SMTP(str(address.hostname), int(address.port or 0), timeout=5) as smtp,
        pytest.raises(smtplib.SMTPRecipientsRefused),
    ):
        smtp.sendmail("fiks@kommunen.example", ["borte@avvist.example"], "Subject: Hei\n\nHei.")
    assert httpx.get(f"{world['innboks']}/meldinger").json() == []
