"""The feed as Atom, as Skatteetaten's page on the feed shows it."""

from datetime import UTC, datetime
from html import escape

from testmiljo.befolkning import Document
from testmiljo.folkeregisteret import xml

_NAMES = {"xmlns": "http://www.w3.org/2005/Atom", "event": xml.EVENT}
_TAG = f"tag:skatteetaten.no,2017-10-10:{xml.EVENT}"


def feed_document(items: list[Document], address: str, sequence: int, now: datetime) -> bytes:
    updated = now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    following = _sequence_of(items[-1]) + 1 if items else sequence
    links = (("self", sequence), ("first", 0), ("next", following))
    return "".join(
        [
            "<?xml version='1.0' encoding='UTF-8'?>\n",
            f'<feed xmlns="{_NAMES["xmlns"]}">',
            f"<id>{escape(address)}</id><title>Offentlig hendelsesliste</title>",
            "<author><name>Skatteetaten</name></author>",
            *(
                f'<link rel="{name}" type="application/atom+xml" href="{escape(address)}?seq={at}"/>'
                for name, at in links
            ),
            f"<updated>{updated}</updated>",
            *(_entry(item, updated) for item in items),
            "</feed>",
        ]
    ).encode()


def _entry(item: Document, updated: str) -> str:
    content = xml.fragment(item, "lagretHendelse").replace("<", "<ns2:").replace("<ns2:/", "</ns2:")
    return (
        f'<entry xmlns:ns2="{_NAMES["event"]}"><title>Hendelse</title><id>{_TAG}:{_sequence_of(item)}</id>'
        f"<updated>{_happened(item) or updated}</updated><content>{content}</content></entry>"
    )


def _sequence_of(item: Document) -> int:
    sequence = item["sekvensnummer"]
    assert isinstance(sequence, int)
    return sequence


def _happened(item: Document) -> object:
    event = item["hendelse"]
    return event["ajourholdstidspunkt"] if isinstance(event, dict) else None
