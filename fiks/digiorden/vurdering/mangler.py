"""What an assessment lacks before it can be sent on, each with the part of it where it is mended."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from fiks.digiorden.vurdering.innhold import UNSET, Droefting, Innhold, Scenario, Tiltak, rest


class Del(StrEnum):
    """The part of an assessment that has a page of its own."""

    OM = "OM"
    SCENARIO = "SCENARIO"
    TILTAK = "TILTAK"


@dataclass(frozen=True, slots=True)
class Mangel:
    """One thing that is missing. `id` is the scenario's or the measure's; `felt` the field on its page."""

    tekst: str
    del_: Del = Del.OM
    id: str = ""
    felt: str = ""


def missing(innhold: Innhold, *, has_omfang: bool, has_risikoeier: bool, for_raad: bool = False) -> list[Mangel]:
    """All that is missing, in the order of the page. `for_raad`: what follows on the advice is not asked for yet."""
    found = list(_om(innhold, has_omfang=has_omfang, has_risikoeier=has_risikoeier))
    if innhold.dpia:
        found += _dpia(innhold)
        if not for_raad:
            found += _after_raad(innhold)
    if not innhold.scenarioer:
        found.append(Mangel(_("Beskriv minst ett scenario."), Del.SCENARIO, "ny"))
    for number, one in enumerate(innhold.scenarioer, 1):
        found += _scenario(number, one, innhold)
    for tiltak in innhold.tiltak:
        found += _tiltak(tiltak)
    return found


def _om(innhold: Innhold, *, has_omfang: bool, has_risikoeier: bool) -> Iterator[Mangel]:
    if not has_omfang:
        yield Mangel(_("Velg hva vurderingen gjelder."), felt="gjelder_TJENESTE_0")
    if not has_risikoeier:
        yield Mangel(_("Velg risikoeier."), felt="risikoeier")
    if not innhold.omfang.strip():
        yield Mangel(_("Beskriv omfanget."), felt="omfang")


def _dpia(innhold: Innhold) -> Iterator[Mangel]:
    texts = {
        "beskrivelse": _("Beskriv behandlingen systematisk."),
        "noedvendighet": _("Forklar hvorfor behandlingen er nødvendig."),
        "proporsjonalitet": _("Forklar hvorfor inngrepet står i forhold til formålet."),
        "rettigheter": _("Beskriv hvordan de registrerte får rettighetene sine."),
        "synspunkter": _("Skriv hva de registrerte mener, eller hvorfor de ikke er spurt."),
    }
    for felt, tekst in texts.items():
        if not getattr(innhold.dpia, felt).strip():
            yield Mangel(tekst, felt=felt)


def _after_raad(innhold: Innhold) -> Iterator[Mangel]:
    dpia = innhold.dpia
    assert dpia is not None
    if not dpia.svar_paa_raad.strip():
        yield Mangel(_("Svar på rådet fra personvernombudet."), felt="svar_paa_raad")
    if not dpia.konklusjon.strip():
        yield Mangel(_("Skriv en konklusjon."), felt="konklusjon")
    if dpia.droefting is Droefting.UBESVART:
        yield Mangel(_("Ta stilling til om Datatilsynet må spørres først."), felt="droefting")
    elif not dpia.droefting_hvorfor.strip():
        yield Mangel(_("Skriv hvorfor Datatilsynet må spørres først, eller ikke."), felt="droefting_hvorfor")


def _scenario(number: int, one: Scenario, innhold: Innhold) -> Iterator[Mangel]:
    texts = {
        "hendelse": (not one.hendelse.strip(), _("Skriv hva som kan skje i scenario %(nummer)s.")),
        "brudd": (not one.brudd, _("Velg hva scenario %(nummer)s går ut over.")),
        "sannsynlighet": (one.sannsynlighet == UNSET, _("Velg sannsynlighet for scenario %(nummer)s.")),
        "sannsynlighet_hvorfor": (
            not one.sannsynlighet_hvorfor.strip(),
            _("Begrunn sannsynligheten for scenario %(nummer)s."),
        ),
        "konsekvens": (one.konsekvens == UNSET, _("Velg konsekvens for scenario %(nummer)s.")),
        "konsekvens_hvorfor": (
            not one.konsekvens_hvorfor.strip(),
            _("Begrunn konsekvensen av scenario %(nummer)s."),
        ),
        "rest_sannsynlighet": (
            bool(one.tiltak) and UNSET in rest(one),
            _("Velg hva som er igjen av risiko etter tiltakene i scenario %(nummer)s."),
        ),
        "rest_hvorfor": (
            bool(one.tiltak) and not one.rest_hvorfor.strip(),
            _("Begrunn hva tiltakene gjør med scenario %(nummer)s."),
        ),
    }
    for felt, (wrong, tekst) in texts.items():
        if wrong:
            yield Mangel(tekst % {"nummer": number}, Del.SCENARIO, one.id, felt)
    known = {tiltak.id for tiltak in innhold.tiltak}
    if set(one.tiltak) - known:
        yield Mangel(
            _("Scenario %(nummer)s viser til et tiltak som ikke finnes.") % {"nummer": number}, Del.SCENARIO, one.id
        )


def _tiltak(tiltak: Tiltak) -> Iterator[Mangel]:
    if tiltak.status == "FORKASTET":
        return
    named = {"tiltak": tiltak.tittel}
    if not tiltak.ansvarlig_id:
        yield Mangel(_("Velg hvem som har ansvaret for «%(tiltak)s».") % named, Del.TILTAK, tiltak.id, "ansvarlig")
    if not tiltak.frist and tiltak.status != "GJENNOMFOERT":
        yield Mangel(_("Skriv en frist for «%(tiltak)s».") % named, Del.TILTAK, tiltak.id, "frist")
