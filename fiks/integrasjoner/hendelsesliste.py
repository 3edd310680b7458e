"""Folkeregisteret's list of events (hendelsesliste): pages of a thousand from a sequence number on (OpenAPI 1.5, b.2).

Every package has a sequence of its own. What an event is about is not part of any exception's text, nor of repr.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

import httpx
import msgspec

from fiks.integrasjoner.folkeregisteret import (
    Folkeregisteret,
    FolkeregisteretAvvist,
    Svar,
    UventetSvar,
)

PAGE: Final = 1000
# A reader asks again soon by itself, and tells of what is wrong meanwhile.
_ATTEMPTS = 2


class ForGammeltSekvensnummer(FolkeregisteretAvvist):
    """406: the number is older than 36 months, and the events from then are deleted. Only a new load helps."""

    def __init__(self) -> None:
        super().__init__(httpx.codes.NOT_ACCEPTABLE, "")


class HalvSide(UventetSvar):
    """A page that ends before its list does."""


@dataclass(frozen=True, slots=True)
class Hendelse:
    """One event. `nummer` is empty in packages without identifiers, and the document ids in packages without documents."""

    sekvensnummer: int
    hendelsetype: str
    nummer: str = field(default="", repr=False)
    ajourholdt_at: datetime | None = None
    hendelsesdokument: str = ""
    persondokument: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A page, as the source ordered it. `uendret`: nothing has come since the page with this ETag (304)."""

    hendelser: tuple[Hendelse, ...]
    etag: str = ""
    uendret: bool = False


class Hendelseskilde(Protocol):
    """Where events come from. Both raise FolkeregisteretFeil and MaskinportenFeil."""

    def side(self, fra: int, etag: str = "") -> Side:
        """The page that begins with a sequence number, or with the first after it; empty when there are no more."""

    def siste(self) -> int:
        """The last sequence number there is."""


class _Hendelse(msgspec.Struct, frozen=True):
    folkeregisteridentifikator: str | None = None
    hendelsetype: str | None = None
    hendelsesdokument: str | None = None
    persondokument: str | None = None
    ajourholdstidspunkt: str | None = None


class _Lagret(msgspec.Struct, frozen=True):
    sekvensnummer: int
    hendelse: _Hendelse


class _Sekvensnummer(msgspec.Struct, frozen=True):
    sekvensnummer: int


@dataclass(frozen=True, slots=True)
class Hendelsesliste:
    """The real one, over the client of Folkeregisteret."""

    register: Folkeregisteret

    def side(self, fra: int, etag: str = "") -> Side:
        """The page from `fra` on. With the `etag` of a page that was read from there before, the answer may be `uendret`.

        Raises:
            ForGammeltSekvensnummer: the events are deleted.
            HalvSide, Brannmur, UventetSvar, FolkeregisteretUtilgjengelig, FolkeregisteretAvvist, MaskinportenFeil
        """
        headers = {"If-None-Match": etag} if etag else {}
        expected = (httpx.codes.OK, httpx.codes.NOT_MODIFIED, httpx.codes.NOT_ACCEPTABLE)
        answer = self.register.call(
            "hendelser/feed", {"seq": str(fra)}, headers=headers, expected=expected, attempts=_ATTEMPTS
        )
        if answer.status == httpx.codes.NOT_ACCEPTABLE:
            raise ForGammeltSekvensnummer
        if answer.status == httpx.codes.NOT_MODIFIED:
            return Side((), etag, uendret=True)
        return Side(_read(answer), answer.headers.get("etag", ""))

    def siste(self) -> int:
        """The last sequence number there is; 0 when the list is empty. Raises as `side`."""
        answer = self.register.call("hendelser/siste/sekvensnummer", {}, attempts=_ATTEMPTS)
        try:
            found = msgspec.json.decode(answer.content, type=int | _Sekvensnummer)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise UventetSvar("not_the_protocol") from None
        return found.sekvensnummer if isinstance(found, _Sekvensnummer) else found


def _read(answer: Svar) -> tuple[Hendelse, ...]:
    try:
        found = msgspec.json.decode(answer.content, type=list[_Lagret])
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        if _is_half(answer.content, problem):
            raise HalvSide("half_a_page") from None
        raise UventetSvar("not_the_protocol") from None
    return tuple(_as_hendelse(event) for event in found)


def _is_half(content: bytes, problem: Exception) -> bool:
    """It begins as a list, and no shape is wrong: it just stops."""
    begun = content.lstrip().startswith(b"[")
    return begun and not isinstance(problem, msgspec.ValidationError) and not content.rstrip().endswith(b"]")


def _as_hendelse(lagret: _Lagret) -> Hendelse:
    event = lagret.hendelse
    return Hendelse(
        lagret.sekvensnummer,
        event.hendelsetype or "",
        event.folkeregisteridentifikator or "",
        _time(event.ajourholdstidspunkt),
        event.hendelsesdokument or "",
        event.persondokument or "",
    )


def _time(text: str | None) -> datetime | None:
    """A time with an offset; anything else is None, as the event counts without it too."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else None
