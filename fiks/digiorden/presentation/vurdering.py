"""An assessment as its page, and its decided versions, show it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from fiks.digiorden.forms.screening import NIVAAER
from fiks.digiorden.forms.vurderinger import BRUDD
from fiks.digiorden.models import Vurdering, Vurderingsstatus
from fiks.digiorden.vurdering.grenser import Grenser, Nivaa, Trinn, level_after, level_before, matrix, unplaced
from fiks.digiorden.vurdering.innhold import STEPS, Innhold, Scenario, rest

_COLOURS = {Nivaa.LAV: "success", Nivaa.MIDDELS: "warning", Nivaa.HOEY: "danger"}


@dataclass(frozen=True, slots=True)
class Merke:
    """A level as a tag: word, colour, and class in the matrix."""

    tekst: str
    farge: str
    klasse: str


@dataclass(frozen=True, slots=True)
class VistScenario:
    """One scenario with its words."""

    nummer: int
    scenario: Scenario
    foer: Merke | None
    etter: Merke | None
    foer_tekst: str
    etter_tekst: str
    brudd: str
    tiltak: str


@dataclass(frozen=True, slots=True)
class VistCelle:
    """One cell of the matrix."""

    merke: Merke
    scenarioer: list[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Matrise:
    """A matrix as a table: its title, rows from the most likely down, and how many scenarios have no place."""

    tittel: str
    rader: list[tuple[int, Trinn, list[VistCelle]]]
    uten_plass: int


@dataclass(frozen=True, slots=True)
class Ledd:
    """A step in the life of an assessment: its name, and whether it is done, now, or to come."""

    navn: str
    hvem: str
    tilstand: str


def described(innhold: Innhold, grenser: Grenser) -> dict[str, Any]:
    """Scenarios with words, and both matrices."""
    return {
        "scenarioer": [_scenario(number, one, innhold, grenser) for number, one in enumerate(innhold.scenarioer, 1)],
        "matriser": [
            _matrix(_("Før nye tiltak"), grenser, innhold, after=False),
            _matrix(_("Etter nye tiltak"), grenser, innhold, after=True),
        ],
        "konsekvenser": [(k, grenser.konsekvens[k - 1]) for k in STEPS],
    }


def merke(level: Nivaa | None) -> Merke | None:
    """A level as a tag."""
    return _merke_of(level) if level else None


def lifeline(vurdering: Vurdering, *, has_raad: bool) -> list[Ledd]:
    """The steps from draft to decision, and who takes each."""
    steps = [(Vurderingsstatus.UTKAST, _("Utkast"), _("Redaktører skriver"))]
    if vurdering.slag == "DPIA":
        steps.append((Vurderingsstatus.TIL_RAAD, _("Råd"), _("Personvernombudet gir råd, og avgjør ikke")))
        steps.append((Vurderingsstatus.UTKAST, _("Svar på rådet"), _("Redaktører svarer og konkluderer")))
    owner = vurdering.risikoeier.navn if vurdering.risikoeier else _("Ikke valgt")
    said = _("Risikoeieren tar stilling: %(navn)s") % {"navn": owner}
    steps.append((Vurderingsstatus.TIL_GODKJENNING, _("Stilling til risikoen"), said))
    now = _now(vurdering, has_raad=has_raad, last=len(steps))
    return [
        Ledd(navn, hvem, "ferdig" if place < now else "naa" if place == now else "senere")
        for place, (_status, navn, hvem) in enumerate(steps)
    ]


def _now(vurdering: Vurdering, *, has_raad: bool, last: int) -> int:
    if vurdering.status == Vurderingsstatus.TIL_RAAD:
        return 1
    if vurdering.status == Vurderingsstatus.UTKAST:
        return 2 if has_raad else 0
    return last - 1 if vurdering.status == Vurderingsstatus.TIL_GODKJENNING else last


def _scenario(number: int, one: Scenario, innhold: Innhold, grenser: Grenser) -> VistScenario:
    titles = {tiltak.id: tiltak.tittel for tiltak in innhold.tiltak}
    return VistScenario(
        nummer=number,
        scenario=one,
        foer=merke(level_before(grenser, one)),
        etter=merke(level_after(grenser, one)),
        foer_tekst=_steps(grenser, one.sannsynlighet, one.konsekvens),
        etter_tekst=_steps(grenser, *rest(one)),
        brudd=", ".join(str(BRUDD[brudd]).partition(":")[0] for brudd in one.brudd),
        tiltak="; ".join(titles[tiltak] for tiltak in one.tiltak if tiltak in titles),
    )


def _steps(grenser: Grenser, sannsynlighet: int, konsekvens: int) -> str:
    if sannsynlighet not in STEPS or konsekvens not in STEPS:
        return _("Ikke vurdert")
    said = _("%(s)s (%(sn)s) og %(k)s (%(kn)s)")
    names = {"sn": grenser.sannsynlighet[sannsynlighet - 1].navn, "kn": grenser.konsekvens[konsekvens - 1].navn}
    return said % {"s": sannsynlighet, "k": konsekvens, **{key: name.lower() for key, name in names.items()}}


def _matrix(title: str, grenser: Grenser, innhold: Innhold, *, after: bool) -> Matrise:
    rows = [
        (s, step, [VistCelle(_merke_of(cell.nivaa), cell.scenarioer) for cell in cells])
        for s, step, cells in matrix(grenser, innhold, after=after)
    ]
    return Matrise(title, rows, unplaced(innhold, after=after))


def _merke_of(level: Nivaa) -> Merke:
    return Merke(str(NIVAAER[level]), _COLOURS[level], f"risiko--{level.value.lower()}")
