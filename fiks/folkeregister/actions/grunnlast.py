"""Loading everything through the source's interface, so that nothing that changes meanwhile is lost.

The last sequence number is kept first. Then whom to load is ordered, for all or a municipality at a time, and the documents
are fetched and loaded. When all is there, the reader begins after the number that was kept, and so meets whatever changed
meanwhile once more. Where it was is kept after each batch; what died goes on from there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from django.db import transaction

from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import Handling, record
from fiks.folkeregister.actions.hendelsesliste import start_leser
from fiks.folkeregister.models import Grunnlast, Uttrekksjobb
from fiks.folkeregister.registerkopi.loading import Summary, load
from fiks.folkeregister.registerkopi.store import refresh_statistics
from fiks.integrasjoner.folkeregisteret import MAX_BULK, Bulkoppslag
from fiks.integrasjoner.hendelsesliste import Hendelseskilde
from fiks.integrasjoner.uttrekk import AT_ONCE, Bolk, UttrekkBorte

POLL_SECONDS: Final = 5.0
LONGEST_POLL: Final = 4 * 3600  # a job for the whole country is made in hours
_MOST_ORDERS: Final = 3  # of the same job, when the source has thrown it away


class AlleredeIGang(Exception):
    """Another load has begun and is not done: of other municipalities, or of another package."""


class UttrekkUteblir(Exception):
    """The source does not make what was ordered ready, or throws it away each time."""


class Kilde(Bulkoppslag, Protocol):
    """What documents come from, by number or as of a past event."""

    def arkiv(self, dokumenter: Iterable[str]) -> Iterator[bytes]:
        """The documents by their ids."""


class Uttrekkskilde(Protocol):
    """What tells whom there is."""

    def bestill_komplett(self, sekvensnummer: int) -> str: ...
    def bestill_tilpasset(self, kommunenummer: str) -> str: ...
    def bolk(self, jobb: str, nr: int) -> Bolk | None: ...


@dataclass
class Lastet:
    """Counts of persons. `uten_dokument` are numbers that the source named and did not find."""

    personer: int = 0
    nye: int = 0
    erstattet: int = 0
    uendret: int = 0
    avvist: int = 0
    uten_dokument: int = 0

    def add(self, summary: Summary) -> None:
        self.nye += summary.loaded
        self.erstattet += summary.replaced
        self.uendret += summary.unchanged
        self.avvist += summary.rejected


@transaction.atomic
def begin(*, kommuner: Sequence[str], pakke: str, siste: int, by: Actor, at: datetime) -> Grunnlast:
    """Begin a load, or go on with the one that was begun. `siste` is the source's last sequence number now.

    Raises:
        AlleredeIGang
    """
    wanted = sorted(set(kommuner))
    found = Grunnlast.objects.select_for_update().filter(ferdig_at=None).first()
    if found:
        if found.pakke != pakke or found.kommuner != wanted:
            raise AlleredeIGang
        return found
    made = Grunnlast.objects.create(pakke=pakke, sekvensnummer=siste, kommuner=wanted, startet_at=at)
    Uttrekksjobb.objects.bulk_create(Uttrekksjobb(grunnlast=made, kommunenummer=kommune) for kommune in wanted or [""])
    detaljer = {"kommuner": wanted, "sekvensnummer": siste, "pakke": pakke}
    record(Handling("folkeregister.grunnlast_startet", detaljer=detaljer), by=by, at=at)
    return made


@transaction.atomic
def drop(*, by: Actor, at: datetime) -> None:
    """Give up the load that was begun. What was loaded stays."""
    Grunnlast.objects.filter(ferdig_at=None).delete()
    record(Handling("folkeregister.grunnlast_avbrutt"), by=by, at=at)


@transaction.atomic
def _complete(grunnlast: Grunnlast, lastet: Lastet, *, by: Actor, at: datetime) -> None:
    """The copy is whole as of the number that was kept, and is followed from there."""
    Grunnlast.objects.filter(pk=grunnlast.pk).update(ferdig_at=at)
    start_leser(fra=grunnlast.sekvensnummer + 1, pakke=grunnlast.pakke, by=by, at=at)
    refresh_statistics()
    detaljer = {"kommuner": grunnlast.kommuner, "sekvensnummer": grunnlast.sekvensnummer, "avvist": lastet.avvist}
    record(Handling("folkeregister.grunnlast_ferdig", antall=lastet.personer, detaljer=detaljer), by=by, at=at)


@dataclass
class Grunnlaster:
    """`by` is an operator; `aside` the folder for documents that cannot be used. `told` hears of each batch."""

    kilde: Hendelseskilde
    uttrekk: Uttrekkskilde
    register: Kilde
    pakke: str
    by: Actor
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    aside: Path
    told: Callable[[Lastet], None] = lambda _lastet: None

    def run(self, kommuner: Sequence[str]) -> Lastet:
        """Load all, or what is left of it, and set the reader to follow from where it began.

        Raises:
            AlleredeIGang, UttrekkUteblir, FolkeregisteretFeil, MaskinportenFeil: run it again to go on.
        """
        siste = self.kilde.siste()
        with acting(self.by):
            grunnlast = begin(kommuner=kommuner, pakke=self.pakke, siste=siste, by=self.by, at=self.clock())
            jobs = list(Uttrekksjobb.objects.filter(grunnlast=grunnlast, ferdig_at=None).order_by("id"))
        lastet = Lastet()
        for start in range(0, len(jobs), AT_ONCE):
            for job in jobs[start : start + AT_ONCE]:
                self._order(job, grunnlast)
            for job in jobs[start : start + AT_ONCE]:
                self._load(job, grunnlast, lastet)
        with acting(self.by):
            _complete(grunnlast, lastet, by=self.by, at=self.clock())
        return lastet

    def _order(self, job: Uttrekksjobb, grunnlast: Grunnlast) -> None:
        """The same orders again cost nothing but time; a batch that was loaded twice is known by its documents."""
        if job.jobb:
            return
        if job.kommunenummer:
            job.jobb = self.uttrekk.bestill_tilpasset(job.kommunenummer)
        else:
            job.jobb = self.uttrekk.bestill_komplett(grunnlast.sekvensnummer)
        job.neste_bolk = 0
        self._keep(job)

    def _load(self, job: Uttrekksjobb, grunnlast: Grunnlast, lastet: Lastet) -> None:
        for _ in range(_MOST_ORDERS):
            try:
                while not (bolk := self._batch(job)).er_siste:
                    for documents in self._documents(bolk, lastet):
                        self._put(job, documents, lastet)
                    job.neste_bolk += 1
                    self._keep(job)
            except UttrekkBorte:
                job.jobb = ""
                self._order(job, grunnlast)
                continue
            job.ferdig_at = self.clock()
            self._keep(job)
            return
        raise UttrekkUteblir

    def _batch(self, job: Uttrekksjobb) -> Bolk:
        waited = 0.0
        while waited < LONGEST_POLL:
            bolk = self.uttrekk.bolk(job.jobb, job.neste_bolk)
            if bolk is not None:
                return bolk
            self.sleep(POLL_SECONDS)
            waited += POLL_SECONDS
        raise UttrekkUteblir

    def _documents(self, bolk: Bolk, lastet: Lastet) -> Iterator[list[bytes]]:
        for start in range(0, len(bolk.numre), MAX_BULK):
            asked = bolk.numre[start : start + MAX_BULK]
            found = [oppslag.dokument for oppslag in self.register.oppslag(asked) if oppslag.dokument]
            lastet.uten_dokument += len(asked) - len(found)
            yield found
        for start in range(0, len(bolk.dokumenter), MAX_BULK):
            ids = bolk.dokumenter[start : start + MAX_BULK]
            found = list(self.register.arkiv(ids))
            lastet.uten_dokument += len(ids) - len(found)
            yield found

    def _put(self, job: Uttrekksjobb, documents: list[bytes], lastet: Lastet) -> None:
        name = f"last-alt-{job.kommunenummer or 'alle'}-{job.neste_bolk}-{lastet.personer}.avvist"
        summary = load(documents, by=self.by, at=self.clock(), reject_path=self.aside / name, statistics=False)
        lastet.personer += len(documents)
        lastet.add(summary)
        self.told(lastet)

    def _keep(self, job: Uttrekksjobb) -> None:
        with acting(self.by):
            Uttrekksjobb.objects.filter(pk=job.pk).update(
                jobb=job.jobb, neste_bolk=job.neste_bolk, ferdig_at=job.ferdig_at
            )
