"""Washing a list that was ordered, in the background or at the command line. How it holds together: `listetegning`.

The register is read on a connection of its own, some hundred rows at a time, and how far it has come is committed beside it.
A lock tells that somebody washes; a wash that was broken off begins again. What was uploaded is destroyed in the very
transaction that ends the wash, however it ends.
"""

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _
from psycopg import Cursor

from fiks.felles.innlesing import tabell
from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.innlesing.tabell import Ark
from fiks.felles.koder.kalender import OSLO, format_dato
from fiks.felles.koder.kommuner import file_slug
from fiks.felles.kontekst import Actor, acting
from fiks.felles.meldinger.actions import notify
from fiks.felles.regneark import Format, open_book
from fiks.felles.revisjon import subjektmengde
from fiks.felles.revisjon.actions import record
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.access import innsyn
from fiks.folkeregister.actions.listemaal import Lagermaal, Maal
from fiks.folkeregister.actions.vask import (
    WASH,
    content_of,
    end,
    handling_of,
    inndeling_of,
    miljoe,
    require_still,
    sheet_at,
)
from fiks.folkeregister.lister.utvalgstekst import kommunenavn
from fiks.folkeregister.models import Registerrolle, Vask, Vaskestatus
from fiks.folkeregister.models.rolle import Bruksomraade
from fiks.folkeregister.models.vask import WASHING
from fiks.folkeregister.queries import innbyggerlister as listequeries
from fiks.folkeregister.queries import vask as queries
from fiks.folkeregister.registerkopi import registerleser
from fiks.folkeregister.soek.soekeregler import open_criteria
from fiks.folkeregister.vask import frekvens, rader, resultat, vaskefil
from fiks.folkeregister.vask.dom import Dom
from fiks.folkeregister.vask.kandidatsoek import Grenser
from fiks.folkeregister.vask.kolonner import Inndeling
from fiks.folkeregister.vask.motor import Vasker
from fiks.folkeregister.vask.om_vasken import Om
from fiks.folkeregister.vask.poeng import Sammenligning
from fiks.folkeregister.vask.rader import Rad
from fiks.folkeregister.vask.resultat import Visning

MOST_ATTEMPTS = 3
ROWS_AT_A_TIME = 500
_log = logging.getLogger(__name__)
_Cursor = Cursor[tuple[object, ...]]
Clock = Callable[[], datetime]


class Busy(Exception):
    """Another process washes the list now."""


class Cancelled(Exception):
    """Somebody has cancelled the wash."""


@dataclass(frozen=True, slots=True)
class _Washed:
    """What a wash became."""

    rows: Sequence[tuple[Rad, Dom]]
    utfall: dict[str, int]
    visning: Visning

    @property
    def persons(self) -> set[str]:
        return set(resultat.shown(self.rows))


def vask_liste(*, vask_id: UUID, virksomhet_id: UUID, clock: Clock) -> None:
    """Wash an ordered list into the store, as the person who ordered it. Does nothing when there is nothing to wash.

    Raises:
        Busy, or whatever went wrong: try again later.
    """
    with acting(Actor.system(WASH, virksomhet_id=virksomhet_id)):
        vask = queries.underway(virksomhet_id, vask_id)
    if vask is not None:
        wash(vask, by=listequeries.drawer_of(vask), clock=clock, maal=Lagermaal(), attempts=MOST_ATTEMPTS)


def wash(
    vask: Vask,
    *,
    by: Actor,
    clock: Clock,
    maal: Maal,
    content: bytes | None = None,
    attempts: int = 1,
    on_rows: Callable[[int], None] | None = None,
) -> bool:
    """Wash, and tell whether there is a result: not when it was cancelled, or when the role has been closed since.

    Args:
        content: the list, when it is not in the store.

    Raises:
        Busy, or whatever went wrong in the last of the attempts or before it.
    """
    with registerleser.reading() as cursor, translation.override("nb"):
        if not registerleser.lock(cursor, vask.pk):
            raise Busy(vask.pk)
        if not _claim(vask, by=by, at=clock()):
            return False
        try:
            _work(cursor, vask, content, by=by, clock=clock, maal=maal, on_rows=on_rows)
        except Cancelled:
            return False
        except (Refused, LeseFeil) as refusal:
            because = refusal.melding if isinstance(refusal, Refused) else str(refusal)
            _fail(vask, because, by=by, at=clock())
            return False
        except Exception:
            _give_up_or_wait(vask, by=by, at=clock(), attempts=attempts)
            raise
    return True


def _claim(vask: Vask, *, by: Actor, at: datetime) -> bool:
    """Begin, or begin again. The lock is ours, so whoever began before is gone."""
    with acting(by):
        claimed = Vask.objects.filter(pk=vask.pk, status__in=WASHING)
        if not claimed.update(forsoek=F("forsoek") + 1, status=Vaskestatus.I_ARBEID, startet_at=at, antall_vasket=0):
            return False
        vask.refresh_from_db(fields=["forsoek", "status"])
        return True


def _work(
    cursor: _Cursor,
    vask: Vask,
    content: bytes | None,
    *,
    by: Actor,
    clock: Clock,
    maal: Maal,
    on_rows: Callable[[int], None] | None,
) -> None:
    at = clock()
    place, inndeling = inndeling_of(vask)
    with acting(by):
        require_still(vask, inndeling, by=by, at=at)
        ark = sheet_at(tabell.read(content if content is not None else content_of(vask)), place)

    def report(count: int) -> None:
        _report(vask, count, by=by)
        if on_rows:
            on_rows(count)

    found = list(rader.rows(ark, inndeling, miljoe=miljoe(), today=at.astimezone(OSLO).date()))
    washed = _wash_rows(vasker_of(cursor, vask.rolle), found, vask.rolle, by=by, report=report)
    om = Om(
        vask,
        ark.navn,
        _felter(ark, inndeling),
        washed.utfall,
        sum(1 for rad in found if rad.feil),
        washed.visning.grenser.kommuner,
        at,
    )
    with maal.writing() as sink, open_book(Format(vask.filformat), sink) as book:
        vaskefil.write(book, inndeling.headings(ark), washed.rows, washed.visning, om)
    _finish(vask, washed, maal, by=by, at=clock())


def _felter(ark: Ark, inndeling: Inndeling) -> list[tuple[str, str]]:
    headings = inndeling.headings(ark)
    return [(str(felt.label), headings[nr]) for nr, felt in inndeling.felter.items() if nr < len(headings)]


def _wash_rows(
    vasker: Vasker, rows: Sequence[Rad], rolle: Registerrolle, *, by: Actor, report: Callable[[int], None]
) -> _Washed:
    washed: list[tuple[Rad, Dom]] = []
    for start in range(0, len(rows), ROWS_AT_A_TIME):
        part = rows[start : start + ROWS_AT_A_TIME]
        with acting(by):
            washed += zip(part, vasker.wash(part), strict=True)
        report(len(washed))
    counts = Counter(str(dom.utfall) for _rad, dom in washed)
    return _Washed(washed, dict(counts), visning_of(rolle, vasker.grenser))


def visning_of(rolle: Registerrolle, grenser: Grenser) -> Visning:
    """What a role's result may tell. Its own municipalities are those it covers; of the whole country, the owner's."""
    own = (rolle.virksomhet.kommunenummer,) if rolle.landsdekkende else tuple(rolle.kommuner_now)
    return Visning(innsyn(rolle), grenser, own)


def vasker_of(cursor: _Cursor, rolle: Registerrolle) -> Vasker:
    """What a role's wash may search by and compare."""
    opened = innsyn(rolle)
    criteria = open_criteria(opened)
    grenser = Grenser(
        None if rolle.landsdekkende else tuple(rolle.kommuner_now),
        historikk="historikk" in criteria,
        doede="doede" in criteria,
        utflyttede="utflyttede" in criteria,
    )
    sammenligning = Sammenligning(
        frekvens.read(cursor),
        navn="navn" in criteria,
        foedt="foedselsdato" in criteria,
        sted="gate" in criteria,
        historikk="historikk" in criteria,
    )
    return Vasker(cursor, grenser, sammenligning, everywhere=Bruksomraade.OPPSLAG in rolle.bruksomraader)


def _report(vask: Vask, count: int, *, by: Actor) -> None:
    """Tell how far it has come, and find out whether somebody has cancelled."""
    with acting(by):
        if not Vask.objects.filter(pk=vask.pk, status=Vaskestatus.I_ARBEID).update(antall_vasket=count):
            raise Cancelled(vask.pk)


def _finish(vask: Vask, washed: _Washed, maal: Maal, *, by: Actor, at: datetime) -> None:
    """Register the result, write whom it tells of to the audit log, and destroy what was uploaded, in one transaction."""
    with acting(by):
        delete_at = at + timedelta(days=listequeries.days_kept_for(vask.rolle, vask.formaal))
        dokument = maal.keep(vask, name=(name := _name(vask, at=at)), delete_at=delete_at, at=at)
        persons, shown = washed.persons, resultat.elements(washed.visning.innsyn)
        vask.utfall = washed.utfall
        handling = handling_of(
            "folkeregister.vask_vasket",
            vask,
            antall=len(persons),
            opplysninger=tuple(shown),
            subjektmengde=subjektmengde.pack(persons),
        )
        row = record(handling, by=by, at=at)
        values: dict[str, object] = {
            "antall": len(persons),
            "antall_vasket": len(washed.rows),
            "utfall": washed.utfall,
            "inndeling": vask.inndeling
            | {"viser": resultat.codes(washed.visning.innsyn), "rammer": _reach(washed, vask.rolle)},
            "revisjon_id": row.id,
            "revisjon_at": row.at,
        }
        if dokument is not None:
            values |= {"dokument": dokument, "filnavn": name, "slettes_at": delete_at}
        if not end(vask, Vaskestatus.FERDIG, since=(Vaskestatus.I_ARBEID,), at=at, **values):
            raise Cancelled(vask.pk)
        if dokument is not None:
            text = _("%(navn)s er klar, og slettes %(dato)s.")
            when = format_dato(delete_at.astimezone(OSLO))
            _tell(vask, _("Listen er vasket"), text % {"navn": name, "dato": when}, by=by, at=at)


def _reach(washed: _Washed, rolle: Registerrolle) -> dict[str, object]:
    """How far the wash reached, to know later whether the role still does."""
    grenser = washed.visning.grenser
    return {
        "kommuner": None if grenser.kommuner is None else list(grenser.kommuner),
        "kriterier": [navn for navn in ("historikk", "doede", "utflyttede") if getattr(grenser, navn)],
        "oppslag": Bruksomraade.OPPSLAG in rolle.bruksomraader,
    }


def _name(vask: Vask, *, at: datetime) -> str:
    """«vask-lillesand-31.12.2026.xlsx», the second of a day «…-2.xlsx». Two that end at once wait for one another."""
    kommuner, on = vask.rolle.kommuner_now, at.astimezone(OSLO).date()
    place = file_slug(kommunenavn(kommuner[0])) if len(kommuner) == 1 and not vask.rolle.landsdekkende else "flere"
    stem = f"vask-{place}-{on:%d.%m.%Y}"
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{vask.virksomhet_id} {stem}"])
    count = queries.washes_named(vask.virksomhet_id, stem)
    return f"{stem}{f'-{count + 1}' if count else ''}.{vask.filformat}"


def _give_up_or_wait(vask: Vask, *, by: Actor, at: datetime, attempts: int) -> None:
    """Leave the wash to the next attempt, or tell that it has failed. Nothing of the result is left in either case."""
    if vask.forsoek >= attempts:
        text = _("Noe gikk galt da listen ble vasket, og ingenting er lagret. Last den opp på nytt.")
        _fail(vask, text, by=by, at=at)
        return
    with acting(by):
        Vask.objects.filter(pk=vask.pk, status=Vaskestatus.I_ARBEID).update(status=Vaskestatus.BESTILT)


def _fail(vask: Vask, feil: str, *, by: Actor, at: datetime) -> None:
    with acting(by):
        if not end(vask, Vaskestatus.FEILET, since=(Vaskestatus.I_ARBEID,), at=at, feil=feil):
            return
        record(handling_of("folkeregister.vask_feilet", vask, aarsak=feil), by=by, at=at)
        _tell(vask, _("Listen ble ikke vasket"), feil, by=by, at=at)


def _tell(vask: Vask, title: str, text: str, *, by: Actor, at: datetime) -> None:
    notify(
        bruker_id=UUID(vask.bestilt_av),
        virksomhet_id=vask.virksomhet_id,
        tittel=title,
        tekst=text,
        lenke=f"/folkeregister/vask/{vask.pk}/",
        by=by,
        at=at,
    )
