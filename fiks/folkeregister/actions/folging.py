"""Following the source: read pages until there are no more, fetch whom they tell of, and mark the events as done.

The network is never asked inside a transaction. A page is kept together with the pointer past it; documents are kept
together with the marks on their events. Whatever dies between two of these is simply done again from where it stood.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.db import connection, transaction

from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import Handling, record
from fiks.folkeregister.actions import hendelsesliste as liste
from fiks.folkeregister.hendelsesliste import avvik, feil
from fiks.folkeregister.hendelsesliste.oppslag import look_up
from fiks.folkeregister.models import Avviksslag, Hendelse, Hendelsesleser, Hendelsesstatus, Persondokument
from fiks.folkeregister.queries import hendelsesliste as queries
from fiks.folkeregister.queries.hendelsesliste import Ventende
from fiks.folkeregister.registerkopi import codec
from fiks.folkeregister.registerkopi.documents import current_numbers
from fiks.folkeregister.registerkopi.loading import Summary, load
from fiks.integrasjoner.folkeregisteret import MAX_BULK, Bulkoppslag, FolkeregisteretFeil, Oppslag, UventetSvar
from fiks.integrasjoner.hendelsesliste import ForGammeltSekvensnummer, Hendelseskilde, Side
from fiks.integrasjoner.maskinporten import MaskinportenFeil

MOST_WAITING: Final = 50_000  # events read ahead of the fetching; more of them wait in the source
_HOLES_A_ROUND = 20
# Who is not found at once may be there soon: the list of events can be ahead of the documents.
TRY_AGAIN: Final = (timedelta(minutes=10), timedelta(hours=6), timedelta(days=1))
_LOCK = "select pg_try_advisory_lock(hashtext('folkeregister.folg'))"
_DONE = """
    update hendelse set status = 'BEHANDLET', behandlet_at = %s, neste_at = null where sekvensnummer = any(%s::bigint[])
"""
_DONE_AFTER_ALL = """
    update hendelse set status = 'BEHANDLET', behandlet_at = %s
    where nummer = any(%s::varchar[]) and status <> 'BEHANDLET' and status in ('BORTE', 'AVVIST')
"""
_UNLOCK = "select pg_advisory_unlock(hashtext('folkeregister.folg'))"


class IkkeStartet(Exception):
    """There is no pointer to read from: nothing has been loaded, or nobody has said where to begin."""


class Stoppet(Exception):
    """The reader has stopped itself, and only the operator can start it."""


class FeilPakke(Exception):
    """The pointer is of another access package than the settings have. Each package has a sequence of its own."""


class Opptatt(Exception):
    """Another process follows already."""


@dataclass
class Runde:
    """What a round brought. `problem` is the first trouble with the source; `vent_til` when it may be asked again."""

    lest: int = 0
    hentet: int = 0
    behandlet: int = 0
    borte: int = 0
    avvist: int = 0
    problem: FolkeregisteretFeil | MaskinportenFeil | None = None
    vent_til: datetime | None = None


@contextmanager
def alone() -> Iterator[None]:
    """Be the only one who follows, until the block ends or the process dies.

    Raises:
        Opptatt: somebody else is.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        if not cursor.fetchone()[0]:
            raise Opptatt
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute(_UNLOCK)


def follows(pakke: str) -> bool:
    """Whether there is a reader of this package that has not stopped."""
    leser = queries.leser()
    return leser is not None and leser.pakke == pakke and not leser.is_stopped


@dataclass
class Folger:
    """`by` is an operator. `stop` says whether to leave off, and is asked between transactions; `told` hears of progress."""

    kilde: Hendelseskilde
    register: Bulkoppslag
    pakke: str
    by: Actor
    clock: Callable[[], datetime]
    stop: Callable[[], bool] = lambda: False
    told: Callable[[Runde], None] = lambda _runde: None
    _siste: int = field(default=0, init=False)

    def runde(self) -> Runde:
        """Read and fetch until there is no more of either, or the source fails.

        Raises:
            Opptatt, IkkeStartet, Stoppet, FeilPakke
        """
        with alone():
            runde = Runde()
            if self._asked_to_stay_away(runde):
                return runde
            for step in (self._ask_how_far, self._read_and_fetch, self._fill_holes, self._fetch):
                self._try(step, runde)
            if runde.problem is None:
                with acting(self.by):
                    avvik.close(feil.FORBIGAAENDE, at=self.clock())
            return runde

    def _try(self, step: Callable[[Runde], None], runde: Runde) -> None:
        """A source that fails in one way may answer in another, so each step is tried."""
        if self.stop() or runde.vent_til:
            return
        try:
            step(runde)
        except ForGammeltSekvensnummer as problem:
            runde.problem = runde.problem or problem
            with acting(self.by):
                liste.stop_leser(by=self.by, at=self.clock())
        except liste.LeserFlyttet:
            return  # the next round begins where the operator said
        except feil.Kildefeil as problem:
            runde.problem = runde.problem or problem
            self._note(problem, runde)

    def _note(self, problem: FolkeregisteretFeil | MaskinportenFeil, runde: Runde) -> None:
        slag, detaljer = feil.trouble(problem)
        at, wait = self.clock(), feil.asked_to_wait(problem)
        with acting(self.by):
            avvik.note(slag, at=at, detaljer=detaljer)
            if wait:
                runde.vent_til = at + timedelta(seconds=wait)
                liste.stay_away(until=runde.vent_til)

    def _leser(self) -> Hendelsesleser:
        with acting(self.by):
            leser = queries.leser()
        if leser is None:
            raise IkkeStartet
        if leser.pakke != self.pakke:
            with acting(self.by):
                avvik.note(Avviksslag.FEIL_PAKKE, at=self.clock(), detaljer={"lest": leser.pakke, "satt": self.pakke})
            raise FeilPakke
        return leser

    def _asked_to_stay_away(self, runde: Runde) -> bool:
        leser = self._leser()
        if leser.is_stopped and not self._waiting():
            raise Stoppet
        if leser.neste_forsoek_at and leser.neste_forsoek_at > self.clock():
            runde.vent_til = leser.neste_forsoek_at
        return runde.vent_til is not None

    def _waiting(self) -> int:
        with acting(self.by):
            return queries.koe().venter

    def _ask_how_far(self, _runde: Runde) -> None:
        self._siste = self.kilde.siste()
        at, lest = self.clock(), self._leser().neste_sekvensnummer - 1
        with acting(self.by):
            liste.note_source(siste=self._siste, at=at)
            if self._siste < lest:
                avvik.note(Avviksslag.KILDEN_BAKOVER, at=at, detaljer={"siste": self._siste, "lest": lest})
            else:
                avvik.close([Avviksslag.KILDEN_BAKOVER], at=at)

    def _read_and_fetch(self, runde: Runde) -> None:
        """Read ahead, so that all events about a person are met by one fetching; but not without end."""
        while not self.stop() and not self._leser().is_stopped:
            waiting = self._waiting()
            if waiting < MOST_WAITING:
                if not self._read_page(runde):
                    break
                continue
            with acting(self.by):
                avvik.note(Avviksslag.PAUSE, at=self.clock(), detaljer={"venter": waiting})
            self._fetch(runde)
        with acting(self.by):
            avvik.close([Avviksslag.PAUSE], at=self.clock())

    def _read_page(self, runde: Runde) -> bool:
        """Whether there may be more."""
        leser = self._leser()
        side = self.kilde.side(leser.neste_sekvensnummer, leser.etag)
        self._require_within(side)
        at = self.clock()
        with acting(self.by):
            if not side.hendelser:
                return self._at_the_end(leser, side, at)
            found = liste.keep_page(fra=leser.neste_sekvensnummer, hendelser=side.hendelser, by=self.by, at=at)
        runde.lest += len(found.nye)
        self.told(runde)
        return found.neste != leser.neste_sekvensnummer

    def _require_within(self, side: Side) -> None:
        """A number past the source's own last would take the pointer past events that are still to come."""
        highest = max((hendelse.sekvensnummer for hendelse in side.hendelser), default=0)
        if highest > self._siste:
            self._siste = self.kilde.siste()
        if highest > self._siste:
            raise UventetSvar("sequence_past_the_last")

    def _at_the_end(self, leser: Hendelsesleser, side: Side, at: datetime) -> bool:
        missing = self._siste >= leser.neste_sekvensnummer
        liste.note_source(til_slutt=not missing, etag=side.etag, at=at)
        if missing:
            avvik.note(Avviksslag.TOM_SIDE, at=at, detaljer={"fra": leser.neste_sekvensnummer, "siste": self._siste})
        else:
            avvik.close([Avviksslag.TOM_SIDE], at=at)
        return False

    def _fill_holes(self, runde: Runde) -> None:
        with acting(self.by):
            holes = queries.hull_to_ask_for(self.clock(), most=_HOLES_A_ROUND)
        for hull in holes:
            try:
                side = self.kilde.side(hull.fra)
            except ForGammeltSekvensnummer:
                side = Side(())
            with acting(self.by):
                runde.lest += liste.keep_late(hendelser=side.hendelser, hull=hull, by=self.by, at=self.clock())

    def _fetch(self, runde: Runde) -> None:
        """A thousand persons at a time, until none waits."""
        while not self.stop():
            with acting(self.by):
                waiting = queries.ventende(most=MAX_BULK, at=self.clock())
            if not waiting:
                return
            found = look_up(self.register, [one.nummer for one in waiting])
            with acting(self.by):
                _finish(waiting, found, runde, by=self.by, at=self.clock())
            self.told(runde)


@transaction.atomic
def _finish(waiting: Sequence[Ventende], found: dict[str, Oppslag], runde: Runde, *, by: Actor, at: datetime) -> None:
    """Keep the documents and mark the events, in one transaction. Nothing counts as kept before it is seen to be there."""
    documents = {nummer: oppslag.dokument for nummer, oppslag in found.items() if oppslag.dokument}
    summary = _load(list(documents.values()), by=by, at=at)
    current = current_numbers(one.nummer for one in waiting)
    kept = _kept(documents, current)
    done = [one for one in waiting if one.nummer in kept or _leads_on(one, documents, current)]
    settled = {one.nummer for one in done}
    rest = [one for one in waiting if one.nummer not in settled]
    gone = [one for one in rest if one.nummer not in documents]
    unfit = [one for one in rest if one.nummer in documents]
    _mark_done(done, at=at)
    _mark_gone(gone, at=at)
    Hendelse.objects.filter(sekvensnummer__in=_events(unfit)).update(status=Hendelsesstatus.AVVIST, behandlet_at=at)
    Hendelsesleser.objects.filter(pk=1).update(behandlet_at=at)
    _count_troubles(summary, unfit=unfit, at=at)
    detaljer = {"personer": len(done), "borte": len(gone), "avvist": len(unfit)}
    record(Handling("folkeregister.hendelser_behandlet", antall=len(_events(done)), detaljer=detaljer), by=by, at=at)
    runde.hentet += len(documents)
    runde.behandlet += len(_events(done))
    runde.borte += len(gone)
    runde.avvist += len(unfit)


def _load(documents: list[bytes], *, by: Actor, at: datetime) -> Summary:
    """What cannot be used is not kept in any file: it can always be fetched again."""
    if not documents:
        return Summary()
    with tempfile.TemporaryDirectory(prefix="fiks-folg-") as folder:
        return load(documents, by=by, at=at, reject_path=Path(folder) / "avvist", statistics=False)


def _kept(documents: dict[str, bytes], current: dict[str, str]) -> frozenset[str]:
    """Those whose current number has one of these very documents."""
    prints = {codec.fingerprint(document) for document in documents.values()}
    stored = Persondokument.objects.filter(pk__in={current[nummer] for nummer in documents})
    there = {row["identifikator"] for row in stored.values("identifikator", "hash") if bytes(row["hash"]) in prints}
    return frozenset(nummer for nummer in documents if current[nummer] in there)


def _leads_on(one: Ventende, documents: dict[str, bytes], current: dict[str, str]) -> bool:
    """A twin that has ended has no document of its own: it is done when its number leads to the one who lives on."""
    return one.nummer not in documents and one.er_dublett and current[one.nummer] != one.nummer


def _events(persons: Sequence[Ventende]) -> list[int]:
    return [number for one in persons for number in one.sekvensnumre]


def _mark_done(done: Sequence[Ventende], *, at: datetime) -> None:
    """Events about the same persons that were in vain before are done as well."""
    with connection.cursor() as cursor:
        cursor.execute(_DONE, [at, _events(done)])
        cursor.execute(_DONE_AFTER_ALL, [at, [one.nummer for one in done]])


def _mark_gone(gone: Sequence[Ventende], *, at: datetime) -> None:
    for one in gone:
        events = Hendelse.objects.filter(sekvensnummer__in=one.sekvensnumre)
        if one.forsoek < len(TRY_AGAIN):
            events.update(forsoek=one.forsoek + 1, neste_at=at + TRY_AGAIN[one.forsoek])
        else:
            events.update(status=Hendelsesstatus.BORTE, neste_at=None, behandlet_at=at)


def _count_troubles(summary: Summary, *, unfit: Sequence[Ventende], at: datetime) -> None:
    koe = queries.koe()
    avvik.set_count(Avviksslag.BORTE, koe.borte, at=at)
    reasons = {"grunner": sorted({rejection.reason for rejection in summary.rejections})[:5]} if unfit else None
    avvik.set_count(Avviksslag.DOKUMENT_AVVIST, koe.avvist, at=at, detaljer=reasons)
