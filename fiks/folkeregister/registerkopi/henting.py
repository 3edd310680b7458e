"""Fetching the documents of given numbers from Folkeregisteret, for the loader.

Numbers come one a line. A line that is no number, or whose number nobody has, is put aside with its reason, and stops
nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

import httpx
from django.conf import settings
from django.utils.translation import gettext as _

from fiks.felles.koder import identifikator
from fiks.felles.koder.identifikator import FeilNummer, Miljoe
from fiks.folkeregister.registerkopi.loading import SHOWN_REJECTIONS, Aside, Rejection
from fiks.integrasjoner.folkeregisteret import (
    MAX_BULK,
    PAKKER,
    TIMEOUT,
    Bulkoppslag,
    Folkeregisteret,
    FolkeregisteretAvvist,
    FolkeregisteretFeil,
    UventetSvar,
)
from fiks.integrasjoner.maskinporten import (
    Klient,
    Maskinporten,
    MaskinportenAvvist,
    MaskinportenFeil,
    UgyldigNoekkel,
    read_key,
)

_SETTINGS = {
    "FIKS_MASKINPORTEN_UTSTEDER": "MASKINPORTEN_ISSUER",
    "FIKS_MASKINPORTEN_KLIENT": "MASKINPORTEN_CLIENT_ID",
    "FIKS_MASKINPORTEN_NOEKKEL": "MASKINPORTEN_KEY",
    "FIKS_FOLKEREGISTERET_ADRESSE": "FOLKEREGISTERET_URL",
}


class FeilOppsett(Exception):
    """The settings for Maskinporten and Folkeregisteret are not there, or cannot be used. The text names them."""


@dataclass
class Henting:
    """Turns numbers into documents. `stopped` is why it ended before the lines did."""

    register: Bulkoppslag
    aside: Aside
    progress: Callable[[], None] = lambda: None
    read: int = 0
    fetched: int = 0
    rejected: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    stopped: FolkeregisteretFeil | MaskinportenFeil | None = None

    def documents(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The document of each line, or nothing (b"") for a line without, so that lines keep their numbers.

        When Folkeregisteret cannot be reached it ends, so that what has been fetched is loaded.
        """
        numbered = enumerate(lines, start=1)
        while batch := [_Linje(line, raw) for line, raw in islice(numbered, MAX_BULK)]:
            try:
                found = self._fetch(batch)
            except (FolkeregisteretFeil, MaskinportenFeil) as problem:
                self.stopped = problem
                return
            yield from (self._document(linje, found) for linje in batch)
            self.progress()

    def _fetch(self, batch: "list[_Linje]") -> dict[str, bytes | None]:
        wanted = dict.fromkeys(linje.nummer for linje in batch if linje.nummer)
        return {oppslag.nummer: oppslag.dokument for oppslag in self.register.oppslag(wanted)}

    def _document(self, linje: "_Linje", found: dict[str, bytes | None]) -> bytes:
        """A number that stands twice in a batch has given its document the first time."""
        if not linje.raw:
            return b""
        self.read += 1
        if not linje.nummer:
            return self._reject(linje, linje.reason)
        document = found.get(linje.nummer)
        if document is None:
            return self._reject(linje, _("Folkeregisteret har ingen person med dette nummeret."))
        found[linje.nummer] = b""
        self.fetched += bool(document)
        return document

    def _reject(self, linje: "_Linje", reason: str) -> bytes:
        self.aside.put(linje.line, linje.raw, reason)
        self.rejected += 1
        if len(self.rejections) < SHOWN_REJECTIONS:
            self.rejections.append(Rejection(linje.line, reason))
        return b""


class _Linje:
    """One line: a number that may be asked for, or the reason why not."""

    def __init__(self, line: int, raw: bytes) -> None:
        self.line, self.raw = line, raw
        self.nummer = self.reason = ""
        if raw:
            try:
                self.nummer = _number(raw)
            except FeilNummer as problem:
                self.reason = problem.text(_)


def _number(raw: bytes) -> str:
    found = identifikator.parse(raw.decode("utf-8-sig", errors="replace"))
    identifikator.require_allowed(found, miljoe=Miljoe(settings.MODUS))
    return found.verdi


@contextmanager
def folkeregisteret(clock: Callable[[], datetime]) -> Iterator[Folkeregisteret]:
    """Folkeregisteret as the settings have it. Raises FeilOppsett."""
    missing = [name for name, setting in _SETTINGS.items() if not getattr(settings, setting)]
    if missing:
        text = _("Sett %(navn)s før personer kan hentes fra Folkeregisteret. Se docs/drift/innstillinger.md.")
        raise FeilOppsett(text % {"navn": ", ".join(missing)})
    pakke = PAKKER.get(settings.FOLKEREGISTERET_PACKAGE)
    if pakke is None:
        raise FeilOppsett(_("FIKS_FOLKEREGISTERET_PAKKE må være en av disse: %(navn)s.") % {"navn": ", ".join(PAKKER)})
    try:
        noekkel = read_key(settings.MASKINPORTEN_KEY)
    except UgyldigNoekkel:
        text = _("FIKS_MASKINPORTEN_NOEKKEL er ikke en privat RSA-nøkkel som PEM eller JWK.")
        raise FeilOppsett(text) from None
    klient = Klient(settings.MASKINPORTEN_ISSUER, settings.MASKINPORTEN_CLIENT_ID, noekkel)
    with httpx.Client(timeout=TIMEOUT) as http:
        yield Folkeregisteret(settings.FOLKEREGISTERET_URL, pakke, http, Maskinporten(klient, http, clock))


def explain(problem: FolkeregisteretFeil | MaskinportenFeil) -> str:
    """What the operator can do about it."""
    match problem:
        case MaskinportenAvvist():
            text = _("Maskinporten avviste oss (%(grunn)s). Se etter at klienten er registrert og har fått tilgangen.")
        case FolkeregisteretAvvist():
            text = _(
                "Folkeregisteret avviste oss (%(grunn)s). Se etter at virksomheten har tilgang til rettighetspakken."
            )
        case UventetSvar():
            text = _("Svaret er ikke fra Folkeregisteret. Se etter at FIKS_FOLKEREGISTERET_ADRESSE er riktig.")
        case MaskinportenFeil():
            text = _("Maskinporten svarer ikke (%(grunn)s). Prøv igjen senere.")
        case _:
            text = _("Folkeregisteret svarer ikke (%(grunn)s). Prøv igjen senere.")
    return text % {"grunn": problem}
