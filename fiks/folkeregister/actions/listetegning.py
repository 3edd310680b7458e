"""Drawing a list: from the register to a file, in the background or at the command line (`listearbeid`).

The rows are read in one read-only transaction.
"""

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy

from fiks.felles.koder.kalender import OSLO
from fiks.felles.kontekst import Actor, acting
from fiks.felles.regneark import Format, open_book
from fiks.felles.revisjon import subjektmengde
from fiks.felles.revisjon.actions import Handling
from fiks.folkeregister.access import innsyn
from fiks.folkeregister.actions.innbyggerlister import handling_of, require_still
from fiks.folkeregister.actions.listearbeid import (
    MOST_ATTEMPTS,
    Clock,
    Leser,
    Slag,
    finish,
    next_number,
    reporter,
    take_up,
)
from fiks.folkeregister.actions.listemaal import Lagermaal, Maal
from fiks.folkeregister.lister import kolonnesett, listefil, om_listen
from fiks.folkeregister.lister.filnavn import filnavn, stamme
from fiks.folkeregister.lister.kolonneuttrykk import Grunnlag
from fiks.folkeregister.lister.listefil import Listefil
from fiks.folkeregister.lister.om_listen import Endring
from fiks.folkeregister.lister.predikat import predikat
from fiks.folkeregister.lister.utvalg import UtvalgError
from fiks.folkeregister.models import Innbyggerliste, Kolonnesett, Sortering
from fiks.folkeregister.opplysninger import FULL_STATUS
from fiks.folkeregister.queries import innbyggerlister as queries
from fiks.folkeregister.queries.listearbeid import who_ordered
from fiks.folkeregister.queries.sammenligning import compared


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
        draw(liste, by=who_ordered(liste), clock=clock, maal=Lagermaal(), attempts=MOST_ATTEMPTS)


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

    def do(cursor: Leser) -> None:
        drawn = _write(cursor, liste, by=by, maal=maal, at=clock(), on_rows=on_rows)
        _finish(liste, drawn, maal, by=by, at=clock())

    return take_up(liste, TEGNING, do, by=by, clock=clock, attempts=attempts)


def _write(
    cursor: Leser,
    liste: Innbyggerliste,
    *,
    by: Actor,
    maal: Maal,
    at: datetime,
    on_rows: Callable[[int], None] | None,
) -> _Drawn:
    fil = listefil_of(liste, at=at)
    subjects = array("q")
    report = reporter(liste, by=by, on_rows=on_rows)
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


def _finish(liste: Innbyggerliste, drawn: _Drawn, maal: Maal, *, by: Actor, at: datetime) -> None:
    """Register the file and write who is on the list to the audit log, in one transaction."""
    with acting(by):
        finish(
            liste,
            TEGNING,
            maal,
            name=_name(liste, at=at),
            handling=_drawn_handling(liste, drawn),
            by=by,
            at=at,
            antall_skrevet=drawn.antall,
            utfylte=[felt.kode for felt in _filled(liste)],
            nye=len(drawn.endring.nye) if drawn.endring else None,
            borte=drawn.endring.borte if drawn.endring else None,
        )


def _name(liste: Innbyggerliste, *, at: datetime) -> str:
    """The next free name of the day."""
    kommuner, on = queries.utvalg_of(liste).kommuner, at.astimezone(OSLO).date()
    return filnavn(kommuner, on, next_number(liste, stamme(kommuner, on)), liste.filformat)


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


def _failed(liste: Innbyggerliste, feil: str) -> Handling:
    return handling_of("folkeregister.liste_feilet", liste, aarsak=feil)


TEGNING = Slag(
    sider="/folkeregister/innbyggerlister/",
    klar=gettext_lazy("Innbyggerlisten er klar"),
    ikke_klar=gettext_lazy("Innbyggerlisten ble ikke laget"),
    noe_gikk_galt=gettext_lazy("Noe gikk galt da filen ble skrevet, og ingenting er lagret. Lag listen på nytt."),
    nektelser=(UtvalgError,),
    feilet=_failed,
)
