"""Folkeregisteret's extracts (uttrekk): whom a package or a municipality has, in batches made ready one by one (b.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import httpx
import msgspec

from fiks.integrasjoner.folkeregisteret import Folkeregisteret, UventetSvar

AT_ONCE: Final = 10  # jobs that one organisation may have at a time
EVERY_STATUS: Final = ("aktiv", "bosatt", "utflyttet", "doed", "inaktiv")


class UttrekkBorte(Exception):
    """410: the job or the batch is no longer there, and must be ordered anew."""


@dataclass(frozen=True, slots=True)
class Bolk:
    """A batch of persons, by number or by the id of an archived document. An empty one is the last."""

    numre: tuple[str, ...] = field(default=(), repr=False)
    dokumenter: tuple[str, ...] = ()

    @property
    def er_siste(self) -> bool:
        return not self.numre and not self.dokumenter


class _Jobb(msgspec.Struct, frozen=True, rename={"jobb_id": "jobbId"}):
    jobb_id: str = ""


class _Data(
    msgspec.Struct, frozen=True, rename={"numre": "foedselsEllerDNummer", "dokumenter": "dokumentidentifikator"}
):
    numre: tuple[str, ...] = ()
    dokumenter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Uttrekk:
    """The real one. All raise FolkeregisteretFeil and MaskinportenFeil; 429 means that too many jobs run."""

    register: Folkeregisteret

    def bestill_komplett(self, sekvensnummer: int) -> str:
        """Order all that the package has as of a sequence number. Gives the job's id."""
        answer = self.register.call("uttrekk/komplett", {"feedsekvensnr": str(sekvensnummer)})
        return _jobb(answer.content)

    def bestill_tilpasset(self, kommunenummer: str, statuser: Sequence[str] = EVERY_STATUS) -> str:
        """Order those whose home is or was in a municipality. Gives the job's id."""
        order = {"personstatustyper": list(statuser), "kommunenummer": {"bostedskommunenummer": kommunenummer}}
        return _jobb(self.register.call("uttrekk/tilpasset", {}, body=order).content)

    def bolk(self, jobb: str, nr: int) -> Bolk | None:
        """Batch number `nr`, from 0; None while it is not ready.

        Raises:
            UttrekkBorte: there is no such job any more.
        """
        expected = (httpx.codes.OK, httpx.codes.NOT_FOUND, httpx.codes.GONE)
        answer = self.register.call(f"uttrekk/{jobb}/batch/{nr}", {}, expected=expected)
        if answer.status == httpx.codes.NOT_FOUND:
            return None
        if answer.status == httpx.codes.GONE:
            raise UttrekkBorte
        try:
            data = msgspec.json.decode(answer.content, type=_Data)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise UventetSvar("not_the_protocol") from None
        return Bolk(data.numre, data.dokumenter)


def _jobb(content: bytes) -> str:
    """A job's id goes into an address, so it must look like one."""
    try:
        found = msgspec.json.decode(content, type=_Jobb).jobb_id
    except (msgspec.DecodeError, UnicodeDecodeError):
        found = ""
    if not found or not found.replace("-", "").isalnum() or len(found) > 100:
        raise UventetSvar("not_the_protocol")
    return found
