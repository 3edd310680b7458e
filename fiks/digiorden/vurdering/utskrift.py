"""An assessment as a document for print."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from fiks.digiorden.hode import Hode, spraak
from fiks.digiorden.vurdering.grenser import Grenser, Nivaa
from fiks.digiorden.vurdering.innhold import STEPS, Innhold, Scenario, rest
from fiks.felles.pdf.blokker import (
    Avsnitt,
    Blokk,
    Celle,
    Dokument,
    Fakta,
    Faktum,
    Kolonne,
    Overskrift,
    Stil,
    Tabell,
    Tone,
)

_TONES = {Nivaa.LAV: Tone.LAV, Nivaa.MIDDELS: Tone.MIDDELS, Nivaa.HOEY: Tone.HOEY}


@dataclass(frozen=True, slots=True)
class Om:
    """What stands about the assessment beside its content: `linje` is kind, version and state, as one line."""

    tittel: str
    linje: str
    gjelder: Sequence[str]
    avgjoerelse: Sequence[tuple[str, str]]
    statuser: dict[str, str]


def document(om: Om, innhold: Innhold, grenser: Grenser, hode: Hode) -> Dokument:
    """The assessment whole."""
    return Dokument(
        tittel=om.tittel,
        undertittel=om.linje,
        avsender=hode.eier.navn,
        bunntekst=hode.bunntekst,
        spraak=spraak(),
        innhold=1,
        blokker=[
            Overskrift(_("Hvem som er ansvarlig")),
            hode.fakta(),
            *_decision(om),
            *_about(om, innhold),
            *_dpia(innhold),
            *_picture(innhold, grenser),
            *_scenarios(innhold, grenser),
            *_measures(om, innhold),
            *_limits(grenser),
        ],
    )


def _decision(om: Om) -> Iterator[Blokk]:
    if om.avgjoerelse:
        yield Overskrift(_("Avgjørelse"))
        yield Fakta([Faktum(name, [text]) for name, text in om.avgjoerelse])


def _about(om: Om, innhold: Innhold) -> Iterator[Blokk]:
    facts = [
        (_("Gjelder"), list(om.gjelder)),
        (_("Omfang"), [innhold.omfang]),
        (_("Avgrensning"), [innhold.avgrensning]),
    ]
    shown = [Faktum(name, [text for text in texts if text]) for name, texts in facts if any(texts)]
    if shown:
        yield Overskrift(_("Omfang"))
        yield Fakta(shown)


def _dpia(innhold: Innhold) -> Iterator[Blokk]:
    if (dpia := innhold.dpia) is None:
        return
    parts = (
        (_("Beskrivelse av behandlingen"), dpia.beskrivelse),
        (_("Nødvendighet"), dpia.noedvendighet),
        (_("Proporsjonalitet"), dpia.proporsjonalitet),
        (_("Rettighetene til dem det gjelder"), dpia.rettigheter),
        (_("Synspunkter fra dem det gjelder"), dpia.synspunkter),
    )
    for heading, text in parts:
        yield Overskrift(heading)
        yield Avsnitt(text or _("Ikke fylt ut"))
    yield Overskrift(_("Råd fra personvernombudet"))
    if dpia.raad is None:
        yield Avsnitt(_("Personvernombudet har ikke gitt råd ennå."))
    else:
        yield Avsnitt(dpia.raad.tekst)
        given = _("Gitt %(dato)s av %(hvem)s.") % {"dato": _day(dpia.raad.given_date), "hvem": dpia.raad.given_by}
        yield Avsnitt(given, Stil.MERKNAD)
    if dpia.svar_paa_raad:
        yield Overskrift(_("Slik er rådet fulgt"), 3)
        yield Avsnitt(dpia.svar_paa_raad)
    if dpia.konklusjon:
        yield Overskrift(_("Konklusjon"))
        yield Avsnitt(dpia.konklusjon)


def _picture(innhold: Innhold, grenser: Grenser) -> Iterator[Blokk]:
    if not innhold.scenarioer:
        return
    yield Overskrift(_("Risikobildet"))
    yield Avsnitt(_("Tallene i rutene er numrene på scenarioene."), Stil.MERKNAD)
    for heading, after in ((_("Før tiltak"), False), (_("Etter tiltak"), True)):
        yield Overskrift(heading, 3)
        yield _matrix(innhold, grenser, after=after)


def _matrix(innhold: Innhold, grenser: Grenser, *, after: bool) -> Tabell:
    places: dict[tuple[int, int], list[str]] = {}
    for nr, one in enumerate(innhold.scenarioer, start=1):
        places.setdefault(rest(one) if after else (one.sannsynlighet, one.konsekvens), []).append(str(nr))
    columns = [
        Kolonne(_("Sannsynlighet"), 2),
        *(Kolonne(f"{step} {grenser.konsekvens[step - 1].navn}", 1) for step in STEPS),
    ]
    rows: list[list[str | Celle]] = [
        [f"{s} {grenser.sannsynlighet[s - 1].navn}", *(_square(grenser, s, k, places.get((s, k), [])) for k in STEPS)]
        for s in reversed(STEPS)
    ]
    return Tabell(columns, rows)


def _square(grenser: Grenser, s: int, k: int, numbers: Sequence[str]) -> Celle:
    level = grenser.level(s, k)
    return Celle(f"{_level(level)}\n{', '.join(numbers)}".strip(), _TONES[level] if level else Tone.INGEN)


def _level(level: Nivaa | None) -> str:
    words = {Nivaa.LAV: _("Lav"), Nivaa.MIDDELS: _("Middels"), Nivaa.HOEY: _("Høy")}
    return words[level] if level else _("Ikke satt")


def _scenarios(innhold: Innhold, grenser: Grenser) -> Iterator[Blokk]:
    if not innhold.scenarioer:
        return
    yield Overskrift(_("Scenarioer"))
    titles = {one.id: one.tittel for one in innhold.tiltak}
    for nr, one in enumerate(innhold.scenarioer, start=1):
        yield Overskrift(f"{nr} {one.hendelse or _('Uten navn')}", 3)
        yield Fakta([Faktum(name, texts) for name, texts in _scenario(one, grenser, titles) if any(texts)])


def _scenario(one: Scenario, grenser: Grenser, titles: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    breaks = {"K": _("Konfidensialitet"), "I": _("Integritet"), "T": _("Tilgjengelighet"), "P": _("Personvern")}
    yield _("Hva som brytes"), [", ".join(breaks[brudd.value] for brudd in one.brudd)]
    yield _("Årsaker"), [one.aarsaker]
    yield _("Det som er på plass"), [one.eksisterende]
    yield (
        _("Risiko før tiltak"),
        [_risk(grenser, one.sannsynlighet, one.konsekvens), one.sannsynlighet_hvorfor, one.konsekvens_hvorfor],
    )
    yield _("Tiltak"), [titles[id] for id in one.tiltak if id in titles]
    yield _("Risiko etter tiltak"), [_risk(grenser, *rest(one)), one.rest_hvorfor]
    if one.akseptert is not None:
        yield (
            _("Risikoeieren"),
            [_("Aksepterer risikoen") if one.akseptert else _("Aksepterer ikke risikoen"), one.akseptert_hvorfor],
        )


def _risk(grenser: Grenser, s: int, k: int) -> str:
    if s not in STEPS or k not in STEPS:
        return _("Ikke satt")
    told = {
        "nivaa": _level(grenser.level(s, k)),
        "s": s,
        "sn": grenser.sannsynlighet[s - 1].navn.lower(),
        "k": k,
        "kn": grenser.konsekvens[k - 1].navn.lower(),
    }
    return _("%(nivaa)s: sannsynlighet %(s)s (%(sn)s), konsekvens %(k)s (%(kn)s)") % told


def _measures(om: Om, innhold: Innhold) -> Iterator[Blokk]:
    if not innhold.tiltak:
        return
    yield Overskrift(_("Tiltak"))
    columns = [Kolonne(_("Tiltak"), 4), Kolonne(_("Ansvarlig"), 2), Kolonne(_("Frist"), 1), Kolonne(_("Status"), 2)]
    rows = [
        [
            "\n".join(filter(None, (one.tittel, one.beskrivelse))),
            one.ansvarlig or one.ansvarlig_rolle,
            _day(one.frist),
            om.statuser.get(one.status, one.status),
        ]
        for one in innhold.tiltak
    ]
    yield Tabell(columns, rows)


def _limits(grenser: Grenser) -> Iterator[Blokk]:
    yield Overskrift(_("Trinnene"))
    for heading, steps in ((_("Sannsynlighet"), grenser.sannsynlighet), (_("Konsekvens"), grenser.konsekvens)):
        yield Overskrift(heading, 3)
        yield Fakta([Faktum(f"{nr} {step.navn}", [step.betyr]) for nr, step in enumerate(steps, start=1)])


def _day(given: date | None) -> str:
    return f"{given:%d.%m.%Y}" if given else ""
