"""Doing what was ordered of a list, drawn or washed: take it up, tell how far it has come, end it well or badly.

The register is read on a connection of its own, while progress is committed on the other. A lock that lives as long as the
reading tells that somebody is at work: when a worker dies it is let go, and whoever tries next begins again from the start.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from psycopg import Cursor

from fiks.felles.koder.kalender import OSLO, format_dato
from fiks.felles.kontekst import Actor, acting
from fiks.felles.lager import actions as lager
from fiks.felles.lager.models import Dokument
from fiks.felles.meldinger.actions import notify
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.actions.listemaal import Maal
from fiks.folkeregister.models.listearbeid import AT_WORK, DELETED, FAILED, ORDERED, READY, UNDERWAY, Listearbeid
from fiks.folkeregister.queries.listearbeid import Arbeid, count_named, days_kept_for
from fiks.folkeregister.registerkopi import registerleser

MOST_ATTEMPTS = 3
Clock = Callable[[], datetime]
Leser = Cursor[tuple[object, ...]]
Report = Callable[[int], None]


class Busy(Exception):
    """Another process is at work on the list now."""


class Cancelled(Exception):
    """Somebody has cancelled it."""


class NotUnderway(Exception):
    """It is done, failed or cancelled already."""


class NotReady(Exception):
    """There is no file: it is not made, or it is deleted."""


@dataclass(frozen=True, slots=True)
class Fil:
    """A file to send. `innhold` can be read after the transaction has closed."""

    filnavn: str
    medietype: str
    size: int
    innhold: Iterator[bytes]


def end(arbeid: Listearbeid, status: str, *, since: Collection[str], at: datetime, **values: object) -> bool:
    """Change to a status that ends the work. False when it has ended already."""
    found = type(arbeid).objects.filter(pk=arbeid.pk, virksomhet_id=arbeid.virksomhet_id, status__in=since)
    return bool(found.update(**({"ferdig_at": at} | values | {"status": status})))


@dataclass(frozen=True, slots=True)
class Slag(Generic[Arbeid]):
    """What differs between drawing and washing: who may stop it, how its end is told, and where its pages are."""

    sider: str
    klar: str | Promise
    ikke_klar: str | Promise
    noe_gikk_galt: str | Promise
    nektelser: tuple[type[Exception], ...]
    feilet: Callable[[Arbeid, str], Handling]
    end: Callable[..., bool] = end


def take_up(
    arbeid: Arbeid, slag: Slag[Arbeid], do: Callable[[Leser], None], *, by: Actor, clock: Clock, attempts: int
) -> bool:
    """Do the work, and tell whether there is a file: not when it was cancelled, or when the role has been closed since.

    Raises:
        Busy, or whatever went wrong in the last of the attempts or before it.
    """
    with registerleser.reading() as cursor, translation.override("nb"):
        if not registerleser.lock(cursor, arbeid.pk):
            raise Busy(arbeid.pk)
        if not _claim(arbeid, by=by, at=clock()):
            return False
        refusals: tuple[type[Exception], ...] = (Refused, *slag.nektelser)
        try:
            do(cursor)
        except Cancelled:
            return False
        except refusals as refusal:
            because = refusal.melding if isinstance(refusal, Refused) else str(refusal)
            _fail(arbeid, slag, because, by=by, at=clock())
            return False
        except Exception:
            _give_up_or_wait(arbeid, slag, by=by, at=clock(), attempts=attempts)
            raise
    return True


def _claim(arbeid: Listearbeid, *, by: Actor, at: datetime) -> bool:
    """Begin, or begin again. The lock is ours, so whoever began before is gone."""
    with acting(by):
        claimed = type(arbeid).objects.filter(pk=arbeid.pk, status__in=UNDERWAY)
        values = {"status": AT_WORK, "startet_at": at, arbeid.GJORT: 0}
        if not claimed.update(forsoek=F("forsoek") + 1, **values):
            return False
        arbeid.refresh_from_db(fields=["forsoek", "status"])
        return True


def reporter(arbeid: Listearbeid, *, by: Actor, on_rows: Report | None) -> Report:
    """What tells how far it has come, and finds out whether somebody has cancelled it. Raises Cancelled then."""

    def report(count: int) -> None:
        with acting(by):
            if not _at_work(arbeid).update(**{arbeid.GJORT: count}):
                raise Cancelled(arbeid.pk)
        if on_rows:
            on_rows(count)

    return report


def finish(
    arbeid: Arbeid,
    slag: Slag[Arbeid],
    maal: Maal,
    *,
    name: str,
    handling: Handling,
    by: Actor,
    at: datetime,
    **values: object,
) -> None:
    """Register the file and write who is in it to the audit log, in the transaction that is open. `values` are kept with it.

    Raises:
        Cancelled
    """
    delete_at = at + timedelta(days=days_kept_for(arbeid.rolle, arbeid.formaal))
    dokument = maal.keep(arbeid, name=name, delete_at=delete_at, at=at)
    row = record(handling, by=by, at=at)
    values |= {"antall": handling.antall, "revisjon_id": row.id, "revisjon_at": row.at}
    if dokument is not None:
        values |= {"dokument": dokument, "filnavn": name, "slettes_at": delete_at}
    if not slag.end(arbeid, READY, since=(AT_WORK,), at=at, **values):
        raise Cancelled(arbeid.pk)
    if dokument is not None:
        when = format_dato(delete_at.astimezone(OSLO))
        text = _("%(navn)s er klar, og slettes %(dato)s.") % {"navn": name, "dato": when}
        _tell(arbeid, slag, slag.klar, text, by=by, at=at)


def next_number(arbeid: Listearbeid, stem: str) -> int:
    """The next free number of a name. Two that end at the same moment wait for one another."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{arbeid.virksomhet_id} {stem}"])
    return count_named(type(arbeid), arbeid.virksomhet_id, stem) + 1


def _give_up_or_wait(arbeid: Arbeid, slag: Slag[Arbeid], *, by: Actor, at: datetime, attempts: int) -> None:
    """Leave it to the next attempt, or tell that it has failed. Nothing of the file is left in either case."""
    if arbeid.forsoek >= attempts:
        _fail(arbeid, slag, str(slag.noe_gikk_galt), by=by, at=at)
        return
    with acting(by):
        _at_work(arbeid).update(status=ORDERED)


def _fail(arbeid: Arbeid, slag: Slag[Arbeid], feil: str, *, by: Actor, at: datetime) -> None:
    with acting(by):
        if not slag.end(arbeid, FAILED, since=(AT_WORK,), at=at, feil=feil):
            return
        record(slag.feilet(arbeid, feil), by=by, at=at)
        _tell(arbeid, slag, slag.ikke_klar, feil, by=by, at=at)


def _tell(arbeid: Arbeid, slag: Slag[Arbeid], title: str | Promise, text: str, *, by: Actor, at: datetime) -> None:
    notify(
        bruker_id=UUID(arbeid.bestilt_av),
        virksomhet_id=arbeid.virksomhet_id,
        tittel=str(title),
        tekst=text,
        lenke=f"{slag.sider}{arbeid.pk}/",
        by=by,
        at=at,
    )


def _at_work(arbeid: Arbeid) -> QuerySet[Arbeid]:
    return type(arbeid).objects.filter(pk=arbeid.pk, status=AT_WORK)


def require_ready(found: QuerySet[Arbeid], arbeid: Arbeid, *, at: datetime) -> tuple[Arbeid, Dokument]:
    """One of these with its file.

    Raises:
        NotReady
    """
    ready = found.select_related("dokument").filter(pk=arbeid.pk, status=READY).first()
    if ready is None or ready.dokument is None or (ready.slettes_at and ready.slettes_at <= at):
        raise NotReady(arbeid.pk)
    return ready, ready.dokument


def file_of(arbeid: Listearbeid, dokument: Dokument) -> Fil:
    """The file, opened for sending."""
    return Fil(arbeid.filnavn, dokument.medietype, dokument.size, lager.read(dokument))


def delete_file(arbeid: Listearbeid, *, by: Actor, at: datetime) -> bool:
    """Destroy the file. False when there is none."""
    claimed = type(arbeid).objects.filter(pk=arbeid.pk, virksomhet_id=by.tenant, status=READY)
    if not claimed.update(status=DELETED, slettet_at=at):
        return False
    if arbeid.dokument:
        lager.delete(arbeid.dokument, at=at)
    return True
