"""Reads of how the copy follows its source: whom to fetch next, and what pages and metrics tell. Nothing about a person
leaves here but the numbers that the reader itself fetches.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection

from fiks.folkeregister.hendelsesliste.siden import Hull
from fiks.folkeregister.hendelsesliste.typer import DUBLETT
from fiks.folkeregister.models import Avstemming, Grunnlast, Hendelsesavvik, Hendelseshull, Hendelsesleser

# Those who have waited longest first; all of a person's events at once.
_WAITING = """
    with due as (
        select nummer from hendelse where status <> 'BEHANDLET' and status = 'VENTER' and coalesce(neste_at <= %s, true)
        group by nummer order by min(sekvensnummer) limit %s
    )
    select nummer, array_agg(sekvensnummer), bool_or(hendelsetype = %s), max(forsoek)
    from hendelse join due using (nummer) where status <> 'BEHANDLET' and status = 'VENTER' group by nummer
"""
_COUNTS = """
    select count(*) filter (where status = 'VENTER' and forsoek = 0),
        count(*) filter (where status = 'BORTE' or status = 'VENTER' and forsoek > 0),
        count(*) filter (where status = 'AVVIST'),
        min(coalesce(ajourholdt_at, mottatt_at)) filter (where status = 'VENTER' and forsoek = 0)
    from hendelse where status <> 'BEHANDLET'
"""


@dataclass(frozen=True, slots=True)
class Ventende:
    """A person to fetch, and the events that are done with it."""

    nummer: str = field(repr=False)
    sekvensnumre: tuple[int, ...]
    er_dublett: bool
    forsoek: int


@dataclass(frozen=True, slots=True)
class Koe:
    """Events that are not dealt with: those that wait, those whose person or document was not to be had."""

    venter: int
    borte: int
    avvist: int
    eldste_at: datetime | None


@dataclass(frozen=True, slots=True)
class Tilstand:
    """How the copy stands to its source. `ajour_at` is the time that the copy is right as of."""

    leser: Hendelsesleser
    koe: Koe
    avvik: Sequence[Hendelsesavvik]
    grunnlast: Grunnlast | None

    @property
    def lest(self) -> int:
        """The last sequence number that was read."""
        return self.leser.neste_sekvensnummer - 1

    @property
    def ulest(self) -> int:
        """How many numbers the source is ahead."""
        return max(0, (self.leser.siste_i_kilden or 0) - self.lest)

    @property
    def etterslep(self) -> int:
        """Events that the copy lacks: those not read, and those read that wait."""
        return self.ulest + self.koe.venter

    @property
    def ajour_at(self) -> datetime | None:
        if self.koe.venter:
            return self.koe.eldste_at
        return self.leser.hendelse_at if self.ulest else self.leser.til_slutt_at

    def minutter(self, at: datetime) -> int | None:
        """Whole minutes that the copy is behind; None when nobody knows yet."""
        return max(0, (at - self.ajour_at) // timedelta(minutes=1)) if self.ajour_at else None


def leser() -> Hendelsesleser | None:
    """The reader; None before it has been started."""
    return Hendelsesleser.objects.filter(pk=1).first()


def ventende(*, most: int, at: datetime) -> list[Ventende]:
    """The persons to fetch next."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [at, most, DUBLETT])
        return [Ventende(nummer, tuple(numbers), twin, tries) for nummer, numbers, twin, tries in cursor.fetchall()]


def hull_to_ask_for(at: datetime, *, most: int) -> list[Hull]:
    """Holes whose time has come to be asked for again."""
    due = Hendelseshull.objects.filter(neste_at__lte=at).order_by("neste_at", "fra")
    return [Hull(fra, til) for fra, til in due.values_list("fra", "til")[:most]]


def koe() -> Koe:
    """How many wait."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS)
        return Koe(*cursor.fetchone())


def tilstand() -> Tilstand | None:
    """How the copy stands to its source; None when it does not follow any."""
    found = leser()
    if found is None:
        return None
    open_ = Hendelsesavvik.objects.filter(lukket_at=None).order_by("foerst_at", "id")
    underway = Grunnlast.objects.filter(ferdig_at=None).order_by("-startet_at").first()
    return Tilstand(found, koe(), list(open_), underway)


def nyeste_avstemming() -> Avstemming | None:
    """The last time that a sample was held against the source."""
    return Avstemming.objects.order_by("-startet_at", "-id").first()
