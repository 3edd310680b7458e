"""Searching: who fits, cut to the role, and every person shown is a subject of the audit row of that display."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from fiks.felles.koder import hjemler
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.folkeregister.access import innsyn as innsyn_of
from fiks.folkeregister.access import require_geography
from fiks.folkeregister.actions.oppslag import require_may
from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle
from fiks.folkeregister.opplysninger import HISTORIKK
from fiks.folkeregister.queries.soek import Vist, opened_by, shown
from fiks.folkeregister.soek import gater, motor
from fiks.folkeregister.soek.kriterier import Ramme, Soek
from fiks.folkeregister.soek.soekeregler import check_allowed, open_criteria

SOEK = "folkeregister.soek"
ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Soekesvar:
    """What one display holds. `antall` is how many fit; with `mange` more than MOST, and one for each name is shown."""

    soek: Soek
    at: datetime
    innsyn: Innsyn
    treff: list[Vist] = field(default_factory=list)
    antall: int = 0
    mange: bool = False
    side: int = 1
    may_look_up: bool = False

    @property
    def sider(self) -> int:
        return 1 if self.mange else max(1, -(-self.antall // ON_A_PAGE))


@transaction.atomic
def soek_person(*, soek: Soek, rolle: Registerrolle, by: Actor, at: datetime, side: int = 1) -> Soekesvar:
    """Search, show a page of it, and write one audit row. What was asked for is not in the row, only which criteria.

    Raises:
        Refused: the role, the service, the purpose or the geography does not allow it.
        SoekError: the criteria are too little to search by, or the role does not open them.
        TooSlow: the database did not answer in time.
    """
    require_may(rolle, by=by, at=at, bruk=Bruksomraade.SOEK)
    require_geography(rolle, list(soek.kommuner))
    opened, ramme = innsyn_of(rolle), ramme_of(rolle)
    check_allowed(soek, opened)
    soek.check(one_municipality=ramme.one_municipality)
    funn = motor.search(soek, ramme)
    first = 0 if funn.mange else (max(1, side) - 1) * ON_A_PAGE
    page = funn.treff[first : first + ON_A_PAGE]
    svar = Soekesvar(
        soek,
        at,
        opened,
        treff=shown(page, soek, opened, ramme),
        antall=len(funn.treff),
        mange=funn.mange,
        side=max(1, side),
        may_look_up=ramme.looks_up,
    )
    _record(svar, rolle, by=by, at=at)
    return svar


def may_search(rolle: Registerrolle, *, by: Actor, at: datetime) -> tuple[Ramme, frozenset[str]]:
    """Where the actor may search in this role, and by what.

    Raises:
        Refused
    """
    require_may(rolle, by=by, at=at, bruk=Bruksomraade.SOEK)
    return ramme_of(rolle), open_criteria(innsyn_of(rolle))


def foreslaa_gater(*, tekst: str, kommuner: list[str], rolle: Registerrolle, by: Actor, at: datetime) -> list[str]:
    """Street names that begin so, within the role. Nobody is shown, so nothing is logged.

    Raises:
        Refused
    """
    ramme, opened = may_search(rolle, by=by, at=at)
    require_geography(rolle, kommuner)
    return gater.suggestions(tekst, kommuner or ramme.kommuner) if "gate" in opened else []


def ramme_of(rolle: Registerrolle) -> Ramme:
    """The municipalities that a role searches in, by today's numbers, and what its hits may show and stand in order of."""
    return Ramme(
        None if rolle.landsdekkende else tuple(rolle.kommuner_now),
        looks_up=Bruksomraade.OPPSLAG in rolle.bruksomraader,
        by_age=innsyn_of(rolle).opens("foedsel", "foedselsdato"),
    )


def _record(svar: Soekesvar, rolle: Registerrolle, *, by: Actor, at: datetime) -> None:
    former = [HISTORIKK] if svar.soek.historikk else []
    handling = Handling(
        SOEK,
        subjekter=[vist.nummer for vist in svar.treff],
        antall=len(svar.treff),
        opplysninger=[*opened_by(svar.innsyn), *former] if svar.treff else [],
        rolle_navn=rolle.navn,
        tjenesteomraade=rolle.tjenesteomraade,
        konfidensiell=hjemler.tjenesteomraader()[rolle.tjenesteomraade].konfidensiell_logg,
        detaljer={"kriterier": svar.soek.used(), "mange": svar.mange, "side": svar.side},
    )
    record(handling, by=by, at=at)
