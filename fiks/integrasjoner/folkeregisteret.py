"""Folkeregisteret: bulk look-up of whole documents (Skatteetaten, OpenAPI 1.5).

No national number is ever part of an address, an exception's text or a log line.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Protocol

import httpx
import msgspec

from fiks.integrasjoner.maskinporten import MaskinportenUtilgjengelig, Token, Tokenkilde

MAX_BULK: Final = 1000
TIMEOUT: Final = httpx.Timeout(30, connect=5)  # Skatteetaten promises a bulk answer within 10 seconds
ATTEMPTS: Final = 7
LONGEST_WAIT: Final = 90.0  # seconds; the limit on calls is counted by the minute
_FIRST_WAIT = 0.5
_Query = Mapping[str, str | Sequence[str]]
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,30}", re.ASCII)

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
    """It did not answer, or asked us to come back, more often than we try. It may help to try later."""


class FolkeregisteretAvvist(FolkeregisteretFeil):
    """It refused the call: 401 and 403 mean that the access is not in order. `kode` is Skatteetaten's, or empty."""

    def __init__(self, status: int, kode: str) -> None:
        super().__init__(f"http_{status} {kode}".strip())
        self.status = status
        self.kode = kode


class UventetSvar(FolkeregisteretFeil):
    """The answer is not the protocol."""


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
        content = self._ask(query, msgspec.json.encode({"foedselsEllerDNummer": numre}))
        try:
            found = msgspec.json.decode(content, type=_Svar).oppslag
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise UventetSvar("not_the_protocol") from None
        return [_as_oppslag(answer) for answer in found]

    def _ask(self, query: _Query, body: bytes) -> bytes:
        """Try until there is an answer, waiting twice as long each time, or as long as we are asked to."""
        for attempt in range(ATTEMPTS):
            try:
                return self._attempt(query, body)
            except _Passing as passing:
                if attempt == ATTEMPTS - 1 or passing.wait > LONGEST_WAIT:
                    raise FolkeregisteretUtilgjengelig(passing.reason) from passing
                self.sleep(max(passing.wait, _FIRST_WAIT * 2**attempt))
        raise AssertionError("unreachable")

    def _attempt(self, query: _Query, body: bytes) -> bytes:
        """One call, with another token if the first is refused."""
        answer, token = self._post(query, body)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            self.tokens.forget(token)
            answer, _token = self._post(query, body)
        if answer.status_code == httpx.codes.TOO_MANY_REQUESTS or answer.is_server_error:
            raise _Passing(f"http_{answer.status_code}", _asked_to_wait(answer))
        if answer.status_code != httpx.codes.OK:
            raise _refused(answer)
        return answer.content

    def _post(self, query: _Query, body: bytes) -> tuple[httpx.Response, Token]:
        url = f"{self.url.rstrip('/')}/folkeregisteret/{self.pakke.navn}/api/v1/personer/bulkoppslag"
        try:
            token = self.tokens.token(self.pakke.scope)
            headers = {
                "Authorization": f"Bearer {token.verdi}",
                "Accept": "application/json",
                "Content-Type": "application/json",
            }
            return self.http.post(url, params=query, content=body, headers=headers), token
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise FolkeregisteretUtilgjengelig(type(error).__name__) from error
        except (httpx.HTTPError, MaskinportenUtilgjengelig) as error:
            raise _Passing(type(error).__name__) from error


def _as_oppslag(answer: _Oppslag) -> Oppslag:
    """The document keeps its bytes; line breaks, which stand between tokens only, become spaces."""
    dokument = bytes(answer.dokument).replace(b"\n", b" ").replace(b"\r", b" ")
    message = answer.feilmelding.feilmelding if answer.feilmelding else ""
    return Oppslag(answer.nummer, None if dokument == b"null" else dokument, message)


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


def _asked_to_wait(answer: httpx.Response) -> float:
    """Seconds. Retry-After is in milliseconds here, by the OpenAPI file; a date, or nothing, is 0."""
    text = answer.headers.get("retry-after", "")
    return int(text) / 1000 if text.isascii() and text.isdecimal() else 0.0


def _refused(answer: httpx.Response) -> FolkeregisteretFeil:
    """Only the code: the sentence may repeat what was asked for. A gateway's page in HTML has none."""
    try:
        found = msgspec.json.decode(answer.content, type=_Refusal)
    except (msgspec.DecodeError, UnicodeDecodeError):
        found = _Refusal()
    code = found.feilkode or found.kode or found.code
    return FolkeregisteretAvvist(answer.status_code, code if _CODE.fullmatch(code) else "")
