"""Washing a list that was ordered, in the background or at the command line (`listearbeid`).

The register is read some hundred rows at a time. What was uploaded is destroyed in the very transaction that ends the wash,
however it ends.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy

from fiks.felles.innlesing import tabell
from fiks.felles.innlesing.lesefeil import LeseFeil
from fiks.felles.innlesing.tabell import Ark
from fiks.felles.koder.kalender import OSLO
from fiks.felles.koder.kommuner import file_slug
from fiks.felles.kontekst import Actor, acting
from fiks.felles.regneark import Format, open_book
from fiks.felles.revisjon import subjektmengde
from fiks.felles.revisjon.actions import Handling
from fiks.folkeregister.access import innsyn
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
from fiks.folkeregister.models import Registerrolle, Vask
from fiks.folkeregister.models.rolle import Bruksomraade
from fiks.folkeregister.queries import vask as queries
from fiks.folkeregister.queries.listearbeid import who_ordered
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

ROWS_AT_A_TIME = 500


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
        wash(vask, by=who_ordered(vask), clock=clock, maal=Lagermaal(), attempts=MOST_ATTEMPTS)


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

    def do(cursor: Leser) -> None:
        _work(cursor, vask, content, by=by, clock=clock, maal=maal, on_rows=on_rows)

    return take_up(vask, VASKING, do, by=by, clock=clock, attempts=attempts)


def _work(
    cursor: Leser,
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
    report = reporter(vask, by=by, on_rows=on_rows)
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


def vasker_of(cursor: Leser, rolle: Registerrolle) -> Vasker:
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


def _finish(vask: Vask, washed: _Washed, maal: Maal, *, by: Actor, at: datetime) -> None:
    """Register the result, write whom it tells of to the audit log, and destroy what was uploaded, in one transaction."""
    with acting(by):
        persons, shown = washed.persons, resultat.elements(washed.visning.innsyn)
        vask.utfall = washed.utfall
        handling = handling_of(
            "folkeregister.vask_vasket",
            vask,
            antall=len(persons),
            opplysninger=tuple(shown),
            subjektmengde=subjektmengde.pack(persons),
        )
        told = {"viser": resultat.codes(washed.visning.innsyn), "rammer": _reach(washed, vask.rolle)}
        finish(
            vask,
            VASKING,
            maal,
            name=_name(vask, at=at),
            handling=handling,
            by=by,
            at=at,
            antall_vasket=len(washed.rows),
            utfall=washed.utfall,
            inndeling=vask.inndeling | told,
        )


def _reach(washed: _Washed, rolle: Registerrolle) -> dict[str, object]:
    """How far the wash reached, to know later whether the role still does."""
    grenser = washed.visning.grenser
    return {
        "kommuner": None if grenser.kommuner is None else list(grenser.kommuner),
        "kriterier": [navn for navn in ("historikk", "doede", "utflyttede") if getattr(grenser, navn)],
        "oppslag": Bruksomraade.OPPSLAG in rolle.bruksomraader,
    }


def _name(vask: Vask, *, at: datetime) -> str:
    """«vask-lillesand-31.12.2026.xlsx», the second of a day «…-2.xlsx»."""
    kommuner, on = vask.rolle.kommuner_now, at.astimezone(OSLO).date()
    place = file_slug(kommunenavn(kommuner[0])) if len(kommuner) == 1 and not vask.rolle.landsdekkende else "flere"
    stem = f"vask-{place}-{on:%d.%m.%Y}"
    number = next_number(vask, stem)
    return f"{stem}{f'-{number}' if number > 1 else ''}.{vask.filformat}"


def _failed(vask: Vask, feil: str) -> Handling:
    return handling_of("folkeregister.vask_feilet", vask, aarsak=feil)


VASKING = Slag(
    sider="/folkeregister/vask/",
    klar=gettext_lazy("Listen er vasket"),
    ikke_klar=gettext_lazy("Listen ble ikke vasket"),
    noe_gikk_galt=gettext_lazy("Noe gikk galt da listen ble vasket, og ingenting er lagret. Last den opp på nytt."),
    nektelser=(LeseFeil,),
    feilet=_failed,
    end=end,
)
