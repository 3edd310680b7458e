"""Drawing a list: from the register to a file, in the background or at the command line.

The rows are read in one read-only transaction on a connection of its own, while progress is committed on the other.
A lock that lives as long as the reading tells that somebody draws: when a worker dies it is let go, and whoever tries next
takes the list up from the start.
"""

import logging
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _
from psycopg import Cursor

from fiks.felles.koder.kalender import OSLO, format_dato
from fiks.felles.kontekst import Actor, acting
from fiks.felles.meldinger.actions import notify
from fiks.felles.regneark import Format, open_book
from fiks.felles.revisjon import subjektmengde
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.access import innsyn
from fiks.folkeregister.actions.innbyggerlister import handling_of, require_still
from fiks.folkeregister.actions.listemaal import Lagermaal, Maal
from fiks.folkeregister.lister import kolonnesett, listefil, om_listen
from fiks.folkeregister.lister.filnavn import filnavn, stamme
from fiks.folkeregister.lister.kolonneuttrykk import Grunnlag
from fiks.folkeregister.lister.listefil import Listefil
from fiks.folkeregister.lister.om_listen import Endring
from fiks.folkeregister.lister.predikat import predikat
from fiks.folkeregister.lister.utvalg import UtvalgError
from fiks.folkeregister.models import Innbyggerliste, Kolonnesett, Listestatus, Sortering
from fiks.folkeregister.models.listearbeid import UNDERWAY
from fiks.folkeregister.opplysninger import FULL_STATUS
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.queries.sammenligning import compared
from fiks.folkeregister.registerkopi import registerleser

MOST_ATTEMPTS = 3
_log = logging.getLogger(__name__)
_Cursor = Cursor[tuple[object, ...]]
Clock = Callable[[], datetime]


class Busy(Exception):
    """Another process draws the list now."""


class Cancelled(Exception):
    """Somebody has cancelled the list."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What a draw became."""

    antall: int
    subjects: bytes
    endring: Endring | None


def draw_liste(*, liste_id: UUID, virksomhet_id: UUID, clock: Clock) -> None:
    """Draw an ordered list into the store, as the person who ordered it. Does nothing when there is nothing to draw.

    Can be run again whenever it was broken off. After MOST_ATTEMPTS the list has failed, and whoever ordered it is told.

    Raises:
        Busy, or whatever went wrong: try again later.
    """
    with acting(Actor.system("folkeregister.draw_liste", virksomhet_id=virksomhet_id)):
        liste = queries.underway(virksomhet_id, liste_id)
    if liste is not None:
        draw(liste, by=queries.drawer_of(liste), clock=clock, maal=Lagermaal(), attempts=MOST_ATTEMPTS)


def draw(
    liste: Innbyggerliste,
    *,
    by: Actor,
    clock: Clock,
    maal: Maal,
    attempts: int = 1,
    on_rows: Callable[[int], None] | None = None,
) -> bool:
    """Draw a list, and tell whether there is one now: not when it was cancelled, or when the role has been closed since.

    Raises:
        Busy, or whatever went wrong in the last of the attempts or before it.
    """
    with registerleser.reading() as cursor, translation.override("nb"):
        if not registerleser.lock(cursor, liste.pk):
            raise Busy(liste.pk)
        if not _claim(liste, by=by, at=clock()):
            return False
        try:
            drawn = _write(cursor, liste, by=by, maal=maal, at=clock(), on_rows=on_rows)
            _finish(liste, drawn, maal, by=by, at=clock())
        except Cancelled:
            return False
        except (Refused, UtvalgError) as refusal:
            _fail(liste, _because(refusal), by=by, at=clock())
            return False
        except Exception:
            _give_up_or_wait(liste, by=by, at=clock(), attempts=attempts)
            raise
    return True


def _claim(liste: Innbyggerliste, *, by: Actor, at: datetime) -> bool:
    """Begin, or begin again. The lock is ours, so whoever began before is gone."""
    with acting(by):
        claimed = Innbyggerliste.objects.filter(pk=liste.pk, status__in=UNDERWAY)
        values = {"status": Listestatus.I_ARBEID, "startet_at": at, "antall_skrevet": 0}
        if not claimed.update(forsoek=F("forsoek") + 1, **values):
            return False
        liste.refresh_from_db(fields=["forsoek", "status"])
        return True


def _write(
    cursor: _Cursor,
    liste: Innbyggerliste,
    *,
    by: Actor,
    maal: Maal,
    at: datetime,
    on_rows: Callable[[int], None] | None,
) -> _Drawn:
    fil = listefil_of(liste, at=at)
    subjects = array("q")

    def report(count: int) -> None:
        _report(liste, count, by=by)
        if on_rows:
            on_rows(count)

    with maal.writing() as sink, open_book(Format(liste.filformat), sink) as book:
        with acting(by):
            require_still(liste, by=by, at=at)
        antall = listefil.write_persons(
            cursor, book, fil, on_keys=lambda keys: subjects.extend(map(int, keys)), on_rows=report
        )
        with acting(by):
            endring = compared(liste, subjects)
        listefil.write_about(book, om_listen.lines(liste, fil.kolonner, antall, endring, drawn_at=at))
        if liste.vis_nye and endring is not None:
            listefil.write_new(cursor, book, fil, endring.nye)
        report(antall)
    return _Drawn(antall, subjektmengde.pack(subjects), endring)


def listefil_of(liste: Innbyggerliste, *, at: datetime) -> Listefil:
    """Who, in which columns, in which order: what an order comes to when it is drawn."""
    utvalg = queries.utvalg_of(liste)
    opened = innsyn(liste.rolle)
    found = predikat(utvalg, graded=liste.med_graderte)
    grunnlag = Grunnlag(
        found.sted,
        utvalg.kommuner,
        utvalg.age_date(today=at.astimezone(OSLO).date()),
        full_status=FULL_STATUS in opened.opplysninger,
        fraflyttet=utvalg.utflyttet_siden is not None,
    )
    sett = Kolonnesett(liste.kolonnesett)
    columns = kolonnesett.kolonner(sett, liste.kolonner, opened, utvalg.tilhoerighet, grunnlag)
    return Listefil(found, columns, Sortering(liste.sortering), opened.opens("navn"), len(utvalg.kommuner) == 1)


def _report(liste: Innbyggerliste, count: int, *, by: Actor) -> None:
    """Tell how far it has come, and find out whether somebody has cancelled."""
    with acting(by):
        underway = Innbyggerliste.objects.filter(pk=liste.pk, status=Listestatus.I_ARBEID)
        if not underway.update(antall_skrevet=count):
            raise Cancelled(liste.pk)


def _finish(liste: Innbyggerliste, drawn: _Drawn, maal: Maal, *, by: Actor, at: datetime) -> None:
    """Register the file and write who is on the list to the audit log, in one transaction."""
    with acting(by):
        delete_at = at + timedelta(days=queries.days_kept_for(liste.rolle, liste.formaal))
        dokument = maal.keep(liste, name=(name := _name(liste, at=at)), delete_at=delete_at, at=at)
        row = record(_drawn_handling(liste, drawn), by=by, at=at)
        values = {
            "status": Listestatus.FERDIG,
            "ferdig_at": at,
            "antall": drawn.antall,
            "antall_skrevet": drawn.antall,
            "utfylte": [felt.kode for felt in _filled(liste)],
            "nye": len(drawn.endring.nye) if drawn.endring else None,
            "borte": drawn.endring.borte if drawn.endring else None,
            "revisjon_id": row.id,
            "revisjon_at": row.at,
        }
        if dokument is not None:
            values |= {"dokument": dokument, "filnavn": name, "slettes_at": delete_at}
        if not Innbyggerliste.objects.filter(pk=liste.pk, status=Listestatus.I_ARBEID).update(**values):
            raise Cancelled(liste.pk)
        if dokument is not None:
            text = _("%(navn)s er klar, og slettes %(dato)s.") % {
                "navn": name,
                "dato": format_dato(delete_at.astimezone(OSLO)),
            }
            _tell(liste, _("Innbyggerlisten er klar"), text, by=by, at=at)


def _name(liste: Innbyggerliste, *, at: datetime) -> str:
    """The next free name of the day. Two that end at the same moment wait for one another."""
    kommuner, on = queries.utvalg_of(liste).kommuner, at.astimezone(OSLO).date()
    stem = stamme(kommuner, on)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{liste.virksomhet_id} {stem}"])
    return filnavn(kommuner, on, queries.lists_named(liste.virksomhet_id, stem) + 1, liste.filformat)


def _drawn_handling(liste: Innbyggerliste, drawn: _Drawn) -> Handling:
    tilhoerighet = queries.utvalg_of(liste).tilhoerighet
    elements = {kolonnesett.element_of(felt, tilhoerighet) for felt in _filled(liste)}
    return handling_of(
        "folkeregister.liste_tegnet",
        liste,
        antall=drawn.antall,
        opplysninger=sorted(elements),
        subjektmengde=drawn.subjects,
    )


def _filled(liste: Innbyggerliste) -> list[kolonnesett.Felt]:
    """The columns that the role fills now, and so those that the file holds."""
    sett, tilhoerighet = Kolonnesett(liste.kolonnesett), queries.utvalg_of(liste).tilhoerighet
    columns = kolonnesett.opened_fields(sett, liste.kolonner, innsyn(liste.rolle), tilhoerighet)
    return [felt for _heading, felt, filled in columns if filled]


def _give_up_or_wait(liste: Innbyggerliste, *, by: Actor, at: datetime, attempts: int) -> None:
    """Leave the list to the next attempt, or tell that it has failed. Nothing of the file is left in either case."""
    if liste.forsoek >= attempts:
        text = _("Noe gikk galt da filen ble skrevet, og ingenting er lagret. Lag listen på nytt.")
        _fail(liste, text, by=by, at=at)
        return
    with acting(by):
        Innbyggerliste.objects.filter(pk=liste.pk, status=Listestatus.I_ARBEID).update(status=Listestatus.BESTILT)


def _fail(liste: Innbyggerliste, feil: str, *, by: Actor, at: datetime) -> None:
    with acting(by):
        underway = Innbyggerliste.objects.filter(pk=liste.pk, status=Listestatus.I_ARBEID)
        if not underway.update(status=Listestatus.FEILET, ferdig_at=at, feil=feil):
            return
        record(handling_of("folkeregister.liste_feilet", liste, aarsak=feil), by=by, at=at)
        _tell(liste, _("Innbyggerlisten ble ikke laget"), feil, by=by, at=at)


def _because(refusal: Refused | UtvalgError) -> str:
    return refusal.melding if isinstance(refusal, Refused) else str(refusal)


def _tell(liste: Innbyggerliste, title: str, text: str, *, by: Actor, at: datetime) -> None:
    notify(
        bruker_id=UUID(liste.bestilt_av),
        virksomhet_id=liste.virksomhet_id,
        tittel=title,
        tekst=text,
        lenke=f"/folkeregister/innbyggerlister/{liste.pk}/",
        by=by,
        at=at,
    )
