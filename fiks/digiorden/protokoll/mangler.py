"""What is wrong with a record: each fault with its code, a sentence that says what to do, and the field to go to.

Some stop a record from being sent to approval, since GDPR art. 30 asks for them; the others are told, also to the approver.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.digiorden.protokoll import grunnlag
from fiks.digiorden.protokoll.innhold import Ansvarlig, Behandler, Databehandler, Innhold, Lagring, arter

FORFALT = "FORFALT"
# What each fault is called in lists and filters.
NAVN: dict[str, Promise] = {
    "UTEN_ANSVARLIG": gettext_lazy("Mangler internt ansvarlig"),
    "UTEN_FORMAAL": gettext_lazy("Mangler formål"),
    "UTEN_GRUNNLAG": gettext_lazy("Mangler rettslig grunnlag"),
    "UTEN_HJEMMEL": gettext_lazy("Mangler lov eller forskrift"),
    "BERETTIGET_INTERESSE": gettext_lazy("Bruker berettiget interesse"),
    "UTEN_GRUPPER": gettext_lazy("Mangler hvem og hva"),
    "SAERLIG_UTEN_GRUNNLAG": gettext_lazy("Særlige kategorier uten grunnlag"),
    "STRAFF_UTEN_GRUNNLAG": gettext_lazy("Straffbare forhold uten grunnlag"),
    "UTEN_MOTTAKERE": gettext_lazy("Mangler mottakere"),
    "UTEN_LAGRINGSTID": gettext_lazy("Mangler lagringstid"),
    "VAG_LAGRINGSTID": gettext_lazy("«Så lenge det er nødvendig»"),
    "UTEN_SIKKERHET": gettext_lazy("Mangler sikkerhetstiltak"),
    "OVERFOERING_UBESVART": gettext_lazy("Ikke svart om land utenfor EØS"),
    "OVERFOERING_UTEN_LAND": gettext_lazy("Overføring uten land"),
    "OVERFOERING_UTEN_GARANTI": gettext_lazy("Overføring uten garanti"),
    "UTEN_AVTALE": gettext_lazy("Databehandler uten avtale"),
    "UTEN_FORDELING": gettext_lazy("Felles ansvar uten fordeling"),
    "RISIKO_UBESVART": gettext_lazy("Ikke svart om risiko"),
    "UTEN_DPIA": gettext_lazy("Høy risiko uten DPIA"),
    "AUTOMATISERT_UTEN_FORKLARING": gettext_lazy("Automatisering uten forklaring"),
    "UTEN_OPPDRAGSGIVER": gettext_lazy("Mangler behandlingsansvarlig"),
    "UTEN_KATEGORIER": gettext_lazy("Mangler kategorier av behandling"),
    FORFALT: gettext_lazy("Skulle vært sett over"),
}
_VAGUE = re.compile(
    r"s(å|aa)\s+lenge\s.*\b(nødvendig|nødvendige|naudsynt|behov|trengs|relevant)"
    r"|nødvendig\s+for\s+(formålet|behandlingen)|as\s+long\s+as\s+necessary|inntil\s+videre|ubestemt",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"^\W*(ikke (relevant|aktuelt|vurdert)|ingen|n/?a|vet ikke|-|\?)?\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mangel:
    """A fault. `felt` is its place in the form: «navn», or name, row and field, «formaal-1-artikkel_6»."""

    kode: str
    felt: str
    tekst: str
    stopper: bool = True


def finn(innhold: Innhold) -> list[Mangel]:
    """The faults of the content, in the order of the form."""
    rules = _FOR_ANSVARLIG if isinstance(innhold, Ansvarlig) else _FOR_BEHANDLER
    return [mangel for rule in rules for mangel in rule(innhold)]


def stoppende(innhold: Innhold) -> list[Mangel]:
    """The faults that must be mended before the record is sent to approval."""
    return [mangel for mangel in finn(innhold) if mangel.stopper]


def forfalt(neste_revisjon: date | None, *, today: date) -> Mangel | None:
    """The fault of time: a record in force that should have been reviewed."""
    if neste_revisjon is None or neste_revisjon >= today:
        return None
    return Mangel(
        FORFALT,
        "",
        _("Se over behandlingen. Fristen var %(dato)s.") % {"dato": f"{neste_revisjon:%d.%m.%Y}"},
        stopper=False,
    )


def is_vague(text: str) -> bool:
    """Whether a text on retention says no more than «as long as necessary», which Datatilsynet does not accept."""
    return bool(_VAGUE.search(text))


def _ansvarlig(innhold: Innhold) -> Iterator[Mangel]:
    if not innhold.ansvarlig_id:
        yield Mangel("UTEN_ANSVARLIG", "ansvarlig_id", _("Velg hvem som er internt ansvarlig."))
    if not innhold.enhet.strip():
        yield Mangel("UTEN_ANSVARLIG", "enhet", _("Skriv hvilken enhet som er ansvarlig."))


def _formaal(innhold: Ansvarlig) -> Iterator[Mangel]:
    if not innhold.formaal:
        yield Mangel("UTEN_FORMAAL", "formaal-0-tekst", _("Skriv hva opplysningene skal brukes til."))
    for nr, formaal in enumerate(innhold.formaal):
        at = f"formaal-{nr}-"
        if not formaal.tekst.strip():
            yield Mangel("UTEN_FORMAAL", f"{at}tekst", _("Skriv hva opplysningene skal brukes til."))
        name = {"formaal": formaal.tekst or nr + 1}
        if not formaal.artikkel_6:
            said = _("Velg rettslig grunnlag for formålet «%(formaal)s».")
            yield Mangel("UTEN_GRUNNLAG", f"{at}artikkel_6", said % name)
        if grunnlag.NEEDS_LAW & set(formaal.artikkel_6) and not any(one.tekst or one.lenke for one in formaal.hjemler):
            said = _("Skriv loven eller forskriften som formålet «%(formaal)s» bygger på.")
            yield Mangel("UTEN_HJEMMEL", f"{at}hjemler", said % name, stopper=False)
        if grunnlag.INTEREST in formaal.artikkel_6:
            said = _("Vurder et annet grunnlag. Kommunen kan ikke bruke berettiget interesse for oppgavene sine.")
            yield Mangel("BERETTIGET_INTERESSE", f"{at}artikkel_6", said, stopper=False)


def _grupper(innhold: Ansvarlig) -> Iterator[Mangel]:
    if not innhold.grupper:
        yield Mangel("UTEN_GRUPPER", "grupper-0-registrerte", _("Skriv hvem opplysningene er om."))
    for nr, gruppe in enumerate(innhold.grupper):
        if not gruppe.registrerte:
            yield Mangel("UTEN_GRUPPER", f"grupper-{nr}-registrerte", _("Skriv hvem opplysningene er om."))
        if not gruppe.opplysninger:
            yield Mangel("UTEN_GRUPPER", f"grupper-{nr}-opplysninger", _("Velg hvilke opplysninger dere har om dem."))


def _arter(innhold: Ansvarlig) -> Iterator[Mangel]:
    given = {kode for formaal in innhold.formaal for kode in formaal.artikkel_9_10}
    found = arter(innhold)
    if "SAERLIG" in found and not given & grunnlag.FOR_SAERLIG:
        said = _("Velg grunnlag for å behandle særlige kategorier av opplysninger.")
        yield Mangel("SAERLIG_UTEN_GRUNNLAG", "formaal-0-artikkel_9_10", said)
    if "STRAFF" in found and not given & grunnlag.FOR_STRAFF:
        said = _("Velg grunnlag for å behandle opplysninger om straffbare forhold.")
        yield Mangel("STRAFF_UTEN_GRUNNLAG", "formaal-0-artikkel_9_10", said)


def _mottakere(innhold: Ansvarlig) -> Iterator[Mangel]:
    if not any(mottaker.navn for mottaker in innhold.mottakere):
        said = _("Skriv hvem som får opplysningene, eller velg at ingen utenfor kommunen får dem.")
        yield Mangel("UTEN_MOTTAKERE", "mottakere-0-navn", said)


def _overfoeringer(innhold: Innhold) -> Iterator[Mangel]:
    if innhold.overfoeres is None:
        yield Mangel("OVERFOERING_UBESVART", "overfoeres", _("Svar på om opplysningene sendes ut av EØS."))
    if not innhold.overfoeres:
        return
    if not innhold.overfoeringer:
        yield Mangel("OVERFOERING_UTEN_LAND", "overfoeringer-0-land", _("Skriv hvilket land opplysningene sendes til."))
    for nr, one in enumerate(innhold.overfoeringer):
        if _NOTHING.match(one.land):
            said = _("Skriv hvilket land opplysningene sendes til.")
            yield Mangel("OVERFOERING_UTEN_LAND", f"overfoeringer-{nr}-land", said)
        if one.garanti not in grunnlag.GARANTIER:
            said = _("Velg garantien for overføringen til %(land)s.") % {"land": one.land or _("landet")}
            yield Mangel("OVERFOERING_UTEN_GARANTI", f"overfoeringer-{nr}-garanti", said)


def _lagring(innhold: Ansvarlig) -> Iterator[Mangel]:
    if not innhold.lagring:
        yield Mangel("UTEN_LAGRINGSTID", "lagring-0-antall", _("Skriv hvor lenge opplysningene lagres."))
    for nr, rad in enumerate(innhold.lagring):
        yield from _lagringsrad(rad, f"lagring-{nr}-")


def _lagringsrad(rad: Lagring, at: str) -> Iterator[Mangel]:
    said = _("Skriv et tidsrom, for eksempel 10 år. «Så lenge det er nødvendig» er ikke nok.")
    for name in ("gjelder", "fra", "kriterium"):
        if is_vague(getattr(rad, name)):
            yield Mangel("VAG_LAGRINGSTID", f"{at}{name}", said)
            return
    if rad.antall is None and not rad.bevares and _NOTHING.match(rad.kriterium):
        yield Mangel("UTEN_LAGRINGSTID", f"{at}antall", _("Skriv hvor lenge opplysningene lagres."))
    if rad.antall is not None and not rad.fra.strip():
        yield Mangel("UTEN_LAGRINGSTID", f"{at}fra", _("Skriv hva lagringstiden regnes fra."))


def _sikkerhet(innhold: Innhold) -> Iterator[Mangel]:
    if not innhold.tiltak and _NOTHING.match(innhold.sikkerhet):
        yield Mangel("UTEN_SIKKERHET", "tiltak", _("Velg eller beskriv sikkerhetstiltakene."))


def _databehandlere(innhold: Ansvarlig) -> Iterator[Mangel]:
    return _avtaler("databehandlere", innhold.databehandlere)


def _underdatabehandlere(innhold: Behandler) -> Iterator[Mangel]:
    return _avtaler("underdatabehandlere", innhold.underdatabehandlere)


def _avtaler(navn: str, rader: list[Databehandler]) -> Iterator[Mangel]:
    for nr, en in enumerate(rader):
        if en.avtale != "SIGNERT":
            said = _("Få på plass databehandleravtale med %(navn)s.") % {"navn": en.navn or _("databehandleren")}
            yield Mangel("UTEN_AVTALE", f"{navn}-{nr}-avtale", said, stopper=False)


def _felles(innhold: Ansvarlig) -> Iterator[Mangel]:
    for nr, en in enumerate(innhold.felles_ansvarlige):
        if not en.fordeling.strip():
            said = _("Skriv hvordan ansvaret er delt med %(navn)s.") % {"navn": en.navn or _("den andre")}
            yield Mangel("UTEN_FORDELING", f"felles_ansvarlige-{nr}-fordeling", said, stopper=False)


def _risiko(innhold: Ansvarlig) -> Iterator[Mangel]:
    if innhold.hoey_risiko is None:
        said = _("Svar på om behandlingen kan gi høy risiko for dem det gjelder.")
        yield Mangel("RISIKO_UBESVART", "hoey_risiko", said, stopper=False)
    if innhold.hoey_risiko and _NOTHING.match(innhold.dpia_ref):
        said = _("Gjør en DPIA, og skriv hvor den ligger.")
        yield Mangel("UTEN_DPIA", "dpia_ref", said, stopper=False)
    auto = innhold.automatisering
    if (auto.avgjoerelser or auto.profilering) and not auto.beskrivelse.strip():
        said = _("Skriv hvordan avgjørelsene eller profileringen foregår, og hva det fører til.")
        yield Mangel("AUTOMATISERT_UTEN_FORKLARING", "automatisering.beskrivelse", said, stopper=False)


def _oppdragsgivere(innhold: Behandler) -> Iterator[Mangel]:
    if not innhold.oppdragsgivere:
        yield Mangel("UTEN_OPPDRAGSGIVER", "oppdragsgivere-0-navn", _("Skriv hvem dere behandler opplysningene for."))
    for nr, en in enumerate(innhold.oppdragsgivere):
        at = f"oppdragsgivere-{nr}-"
        if not en.navn.strip():
            yield Mangel("UTEN_OPPDRAGSGIVER", f"{at}navn", _("Skriv hvem dere behandler opplysningene for."))
        if not en.kategorier:
            said = _("Velg hva dere gjør for %(navn)s.") % {"navn": en.navn or _("den behandlingsansvarlige")}
            yield Mangel("UTEN_KATEGORIER", f"{at}kategorier", said)


_FOR_ANSVARLIG: tuple[Callable[..., Iterator[Mangel]], ...] = (
    _ansvarlig,
    _formaal,
    _arter,
    _grupper,
    _mottakere,
    _overfoeringer,
    _databehandlere,
    _felles,
    _lagring,
    _sikkerhet,
    _risiko,
)
_FOR_BEHANDLER: tuple[Callable[..., Iterator[Mangel]], ...] = (
    _ansvarlig,
    _oppdragsgivere,
    _underdatabehandlere,
    _overfoeringer,
    _sikkerhet,
)
