"""Folkeregisteret: calls, and bulk look-up of whole documents (Skatteetaten, OpenAPI 1.5).

No national number is ever part of an address, an exception's text or a log line. Events and extracts are beside, in
`hendelsesliste` and `uttrekk`.
"""

import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Protocol

import httpx
import msgspec

from fiks.integrasjoner.maskinporten import MaskinportenUtilgjengelig, Token, Tokenkilde

MAX_BULK: Final = 1000
TIMEOUT: Final = httpx.Timeout(30, connect=5)  # Skatteetaten promises a bulk answer within 10 seconds
LONGEST_ANSWER: Final = 120.0  # seconds from the first byte to the last: a server may drip for ever within the timeout
LARGEST_ANSWER: Final = 256 * 1024 * 1024
ATTEMPTS: Final = 7
LONGEST_WAIT: Final = 90.0  # seconds; the limit on calls is counted by the minute
_FIRST_WAIT = 0.5
_Query = Mapping[str, str | Sequence[str]]
_NO_HEADERS: Final[Mapping[str, str]] = {}
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,30}", re.ASCII)
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)", re.IGNORECASE | re.DOTALL)
# What a firewall's page tells to ask about: longer than a national number, so that none is taken for one.
_SUPPORT_ID = re.compile(rb"support[ -]?id[^0-9<]{0,20}([0-9]{15,25})(?![0-9])", re.IGNORECASE)

# Everything that a package gives, history included (dataminimering.md, Endepunkter.md). The parts that are not in a group
# of Skatteetaten's are named one by one.
_OPEN_PARTS = (
    "person-basis",
    "historikk",
    "vergemaalEllerFremtidsfullmakt",
    "falskIdentitet",
    "foedselINorge",
    "innflytting",
    "utflytting",
    "rettsligHandleevne",
    "preferertKontaktadresse",
)
_CONFIDENTIAL_PARTS = (
    "identitetsgrunnlag-utvidet",
    "relasjon-utvidet",
    "utlendingsmyndighetenesIdentifikasjonsnummer",
    "opphold",
    "oppholdPaaSvalbard",
    "bibehold",
    "brukAvSamiskSpraak",
    "forholdTilSametingetsValgmanntall",
)


class FolkeregisteretFeil(Exception):
    """No answer that can be used. The texts are for the log and hold nothing about any person."""


class FolkeregisteretUtilgjengelig(FolkeregisteretFeil):
    """It did not answer, or asked us to come back, more often than we try. It may help to try later.

    `wait` is the seconds that it asked us to stay away, 0 when it did not say.
    """

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.wait = wait


class FolkeregisteretAvvist(FolkeregisteretFeil):
    """It refused the call: 401 and 403 mean that the access is not in order. `kode` is Skatteetaten's, or empty."""

    def __init__(self, status: int, kode: str) -> None:
        super().__init__(f"http_{status} {kode}".strip())
        self.status = status
        self.kode = kode


class UventetSvar(FolkeregisteretFeil):
    """The answer is not the protocol."""


class Brannmur(FolkeregisteretAvvist, UventetSvar):
    """A page in HTML instead of an answer: a firewall or a proxy on the way. `referanse` is its support id, or empty."""

    def __init__(self, status: int, referanse: str) -> None:
        super().__init__(status, "")
        self.referanse = referanse


@dataclass(frozen=True, slots=True)
class Pakke:
    """An access package (rettighetspakke): its name in the address, and everything that it gives."""

    navn: str
    parts: tuple[str, ...]

    @property
    def scope(self) -> str:
        """What a token must have."""
        return f"folkeregister:deling/{self.navn.replace('-', '')}"


PAKKER: Final = {
    pakke.navn: pakke
    for pakke in (
        Pakke("offentlig-med-hjemmel", _OPEN_PARTS + _CONFIDENTIAL_PARTS),
        Pakke("offentlig-uten-hjemmel", _OPEN_PARTS),
    )
}


@dataclass(frozen=True, slots=True)
class Oppslag:
    """The answer about one number. `dokument` is JSON on one line, and None when nobody has the number.

    `feilmelding` is Skatteetaten's own words, for a number without document, and may repeat the number. What is personal is
    left out of repr.
    """

    nummer: str = field(repr=False)
    dokument: bytes | None = field(default=None, repr=False)
    feilmelding: str = field(default="", repr=False)


class Bulkoppslag(Protocol):
    """What looks numbers up."""

    def oppslag(self, numre: Iterable[str]) -> Iterator[Oppslag]:
        """One answer for each number, in the order asked. Raises FolkeregisteretFeil and MaskinportenFeil."""


class _Passing(Exception):
    """It may go better in a while; `wait` is the seconds that we were asked to stay away."""

    def __init__(self, reason: str, wait: float = 0.0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.wait = wait


class _Feilmelding(msgspec.Struct, frozen=True):
    feilmelding: str = ""


class _Oppslag(
    msgspec.Struct, frozen=True, rename={"nummer": "foedselsEllerDNummer", "dokument": "folkeregisterperson"}
):
    nummer: str
    feilmelding: _Feilmelding | None = None
    dokument: msgspec.Raw = msgspec.Raw(b"null")


class _Svar(msgspec.Struct, frozen=True):
    oppslag: list[_Oppslag]


class _Number(msgspec.Struct, frozen=True, rename={"nummer": "foedselsEllerDNummer"}):
    nummer: str


class _Numbers(msgspec.Struct, frozen=True):
    identifikasjonsnummer: list[_Number] = []


class _Refusal(msgspec.Struct, frozen=True):
    feilkode: str = ""
    kode: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Svar:
    """An answer with a status that was asked for."""

    status: int
    headers: httpx.Headers
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Folkeregisteret:
    """The real one. `url` is its origin, such as `https://folkeregisteret.api.skatteetaten.no`; `http` must have timeouts
    (TIMEOUT). `parts` is everything that the package gives when it is empty."""

    url: str
    pakke: Pakke
    http: httpx.Client
    tokens: Tokenkilde
    parts: Sequence[str] = ()
    sleep: Callable[[float], None] = time.sleep

    def oppslag(self, numre: Iterable[str]) -> Iterator[Oppslag]:
        """One answer for each number, in the order asked, a thousand numbers a call as they are asked for.

        An ended number leads to the person who has another now.

        Raises:
            FolkeregisteretUtilgjengelig, FolkeregisteretAvvist, UventetSvar: with nothing personal in the text.
            MaskinportenFeil: there is no token to be had.
        """
        remaining = iter(numre)
        while batch := list(islice(remaining, MAX_BULK)):
            yield from self._batch(batch)

    def _batch(self, numre: list[str]) -> Iterator[Oppslag]:
        """Asked as ordered, ended numbers get only an error; those are asked for once more the other way."""
        answers = {answer.nummer: answer for answer in self._bulk(numre, as_ordered=True)}
        missing = [nummer for nummer in dict.fromkeys(numre) if nummer not in answers or not answers[nummer].dokument]
        if missing:
            answers |= _by_any_number(self._bulk(missing, as_ordered=False), missing)
        for nummer in numre:
            yield answers.get(nummer) or Oppslag(nummer)

    def _bulk(self, numre: list[str], *, as_ordered: bool) -> list[Oppslag]:
        query = {"part": list(self.parts or self.pakke.parts), "somBestilt": "true" if as_ordered else "false"}
        answer = self.call("personer/bulkoppslag", query, body={"foedselsEllerDNummer": numre})
        return _read_oppslag(answer.content)

    def arkiv(self, dokumenter: Iterable[str]) -> Iterator[bytes]:
        """Documents as of a past event, by their ids, in no given order; those that are gone are left out.

        Raises as `oppslag`.
        """
        remaining = iter(dokumenter)
        while batch := list(islice(remaining, MAX_BULK)):
            query = {"part": list(self.parts or self.pakke.parts)}
            answer = self.call("personer/bulkoppslag/arkiv", query, body={"dokumentidentifikator": batch})
            yield from _read_archive(answer.content)

    def call(
        self,
        path: str,
        query: _Query,
        *,
        body: object = None,
        headers: Mapping[str, str] = _NO_HEADERS,
        expected: Collection[int] = (httpx.codes.OK,),
        attempts: int = ATTEMPTS,
    ) -> Svar:
        """Post `body` to an address under the package's own, or get it when there is no body.

        Tried until there is an answer, waiting twice as long each time, or as long as we are asked to.

        Raises:
            FolkeregisteretFeil, MaskinportenFeil: as `oppslag`; FolkeregisteretAvvist for a status not in `expected`.
        """
        content = None if body is None else msgspec.json.encode(body)
        request = _Request(
            f"{self.url.rstrip('/')}/folkeregisteret/{self.pakke.navn}/api/v1/{path}", query, content, headers
        )
        for attempt in range(attempts):
            try:
                return self._attempt(request, expected)
            except _Passing as passing:
                if attempt == attempts - 1 or passing.wait > LONGEST_WAIT:
                    raise FolkeregisteretUtilgjengelig(passing.reason, passing.wait) from passing
                self.sleep(max(passing.wait, _FIRST_WAIT * 2**attempt))
        raise AssertionError("unreachable")

    def _attempt(self, request: "_Request", expected: Collection[int]) -> Svar:
        """One call, with another token if the first is refused."""
        answer, token = self._send(request)
        if answer.status == httpx.codes.UNAUTHORIZED:
            self.tokens.forget(token)
            answer, _token = self._send(request)
        if answer.status == httpx.codes.TOO_MANY_REQUESTS or httpx.codes.is_server_error(answer.status):
            raise _Passing(f"http_{answer.status}", _asked_to_wait(answer))
        if answer.content and _HTML.match(answer.content[:2000]):
            raise _firewall(answer)
        if answer.status not in expected:
            raise _refused(answer)
        return answer

    def _send(self, request: "_Request") -> tuple[Svar, Token]:
        try:
            token = self.tokens.token(self.pakke.scope)
            headers = {"Authorization": f"Bearer {token.verdi}", "Accept": "application/json", **request.headers}
            if request.content is not None:
                headers["Content-Type"] = "application/json"
            method = "GET" if request.content is None else "POST"
            with self.http.stream(
                method, request.url, params=request.query, content=request.content, headers=headers
            ) as response:
                return Svar(response.status_code, response.headers, _read(response)), token
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise FolkeregisteretUtilgjengelig(type(error).__name__) from error
        except (httpx.HTTPError, MaskinportenUtilgjengelig) as error:
            raise _Passing(type(error).__name__) from error


@dataclass(frozen=True, slots=True)
class _Request:
    """What is sent, the token apart."""

    url: str
    query: _Query
    content: bytes | None = field(repr=False)
    headers: Mapping[str, str]


def _read(response: httpx.Response) -> bytes:
    """The body, within bounds of time and size."""
    deadline = time.monotonic() + LONGEST_ANSWER
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if time.monotonic() > deadline:
            raise _Passing("too_slow")
        if len(content) > LARGEST_ANSWER:
            raise UventetSvar("too_large")
    return bytes(content)


def _read_archive(content: bytes) -> list[bytes]:
    """A list of documents. What is published tells of one document, and not whether they stand in look-ups."""
    try:
        found = msgspec.json.decode(content, type=list[msgspec.Raw] | _Svar)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise UventetSvar("not_the_protocol") from None
    if isinstance(found, _Svar):
        return [document for answer in found.oppslag if (document := _as_oppslag(answer).dokument)]
    return [_on_one_line(document) for document in found]


def _read_oppslag(content: bytes) -> list[Oppslag]:
    """The answers in a bulk look-up.

    Raises:
        UventetSvar: it is none.
    """
    try:
        found = msgspec.json.decode(content, type=_Svar).oppslag
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise UventetSvar("not_the_protocol") from None
    return [_as_oppslag(answer) for answer in found]


def _as_oppslag(answer: _Oppslag) -> Oppslag:
    dokument = _on_one_line(answer.dokument)
    message = answer.feilmelding.feilmelding if answer.feilmelding else ""
    return Oppslag(answer.nummer, None if dokument == b"null" else dokument, message)


def _on_one_line(dokument: msgspec.Raw) -> bytes:
    """The document keeps its bytes; line breaks, which stand between tokens only, become spaces."""
    return bytes(dokument).replace(b"\n", b" ").replace(b"\r", b" ")


def _by_any_number(found: list[Oppslag], asked: Sequence[str]) -> dict[str, Oppslag]:
    """By the numbers asked for. Whether an answer carries that number or the person's current one is not published."""
    wanted = set(asked)
    answers: dict[str, Oppslag] = {}
    for oppslag in found:
        if oppslag.dokument:
            for nummer in wanted & {oppslag.nummer, *_numbers(oppslag.dokument)}:
                answers[nummer] = Oppslag(nummer, oppslag.dokument)
    return answers


def _numbers(dokument: bytes) -> list[str]:
    try:
        return [row.nummer for row in msgspec.json.decode(dokument, type=_Numbers).identifikasjonsnummer]
    except (msgspec.DecodeError, UnicodeDecodeError):
        return []


def _asked_to_wait(answer: Svar) -> float:
    """Seconds. Retry-After is in milliseconds here, by the OpenAPI file; a date, or nothing, is 0."""
    text = answer.headers.get("retry-after", "")
    return int(text) / 1000 if text.isascii() and text.isdecimal() else 0.0


def _firewall(answer: Svar) -> Brannmur:
    found = _SUPPORT_ID.search(answer.content[:20_000])
    return Brannmur(answer.status, found[1].decode() if found else "")


def _refused(answer: Svar) -> FolkeregisteretFeil:
    """Only the code: the sentence may repeat what was asked for."""
    try:
        found = msgspec.json.decode(answer.content, type=_Refusal)
    except (msgspec.DecodeError, UnicodeDecodeError):
        found = _Refusal()
    code = found.feilkode or found.kode or found.code
    return FolkeregisteretAvvist(answer.status, code if _CODE.fullmatch(code) else "")
