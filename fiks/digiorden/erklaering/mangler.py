"""What a notice lacks before it can be published in a language (digiorden.md, section 3)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fiks.digiorden.erklaering.rettigheter import CONSENT, bases
from fiks.digiorden.hode import Hode
from fiks.digiorden.protokoll.grunnlag import INTEREST
from fiks.digiorden.protokoll.innhold import Ansvarlig, Erklaeringstekst, Spraak

_MUST_TELL = frozenset({"LOV", "AVTALE", "INNGAA_AVTALE"})


@dataclass(frozen=True, slots=True)
class Savn:
    """One thing that is lacking: the field where it is mended (empty when it is not in the notice's form), and the words."""

    felt: str
    tekst: str


def lacks(innhold: Ansvarlig, hode: Hode, spraak: Spraak) -> list[Savn]:
    """Everything that stops the notice in a language."""
    texts = innhold.erklaering.tekster.get(spraak, Erklaeringstekst())
    found = [*_owner(hode), *_common(innhold), *_purposes(innhold, texts), *_when_it_applies(innhold, texts)]
    return found if spraak == "nb" else [*found, *_translated(innhold, texts)]


def from_others(innhold: Ansvarlig) -> bool:
    """Whether some of the data come from others than the data subject herself (art. 14)."""
    return any(not one.registrert for one in innhold.kilder)


def from_herself(innhold: Ansvarlig) -> bool:
    """Whether some of the data come from the data subject (art. 13)."""
    return not innhold.kilder or any(one.registrert for one in innhold.kilder)


def _owner(hode: Hode) -> Iterator[Savn]:
    slag = {one.slag for one in hode.kontakter if one.adresse or one.epost or one.telefon}
    if "VIRKSOMHET" not in slag:
        yield Savn("", _("Hvordan innbyggerne kan kontakte virksomheten. Det skrives på siden «Min organisasjon»."))
    if "PERSONVERNOMBUD" not in slag:
        yield Savn(
            "", _("Hvordan innbyggerne kan kontakte personvernombudet. Det skrives på siden «Min organisasjon».")
        )


def _common(innhold: Ansvarlig) -> Iterator[Savn]:
    if from_herself(innhold) and not innhold.erklaering.opplysningsplikt:
        yield Savn("opplysningsplikt", _("Om man må gi opplysningene"))
    for one in innhold.formaal:
        if not one.artikkel_6:
            yield Savn("", _("Rettslig grunnlag for formålet «%(formaal)s»") % {"formaal": one.tekst})
    if not innhold.lagring:
        yield Savn("", _("Hvor lenge opplysningene lagres. Det skrives i behandlingen."))


def _purposes(innhold: Ansvarlig, texts: Erklaeringstekst) -> Iterator[Savn]:
    for one in innhold.formaal:
        if not texts.formaal.get(str(one.nummer), "").strip():
            yield Savn(f"formaal_{one.nummer}", _("Formålet «%(formaal)s» med enkle ord") % {"formaal": one.tekst})


def _when_it_applies(innhold: Ansvarlig, texts: Erklaeringstekst) -> Iterator[Savn]:
    given = bases(innhold)
    if not texts.rettigheter.strip() and not innhold.erklaering.rettigheter_lenke:
        yield Savn("rettigheter", _("Hvordan man bruker rettighetene sine"))
    if INTEREST in given and not texts.interesser.strip():
        yield Savn("interesser", _("Hvilken berettiget interesse det er"))
    if given & CONSENT and not texts.trekke_samtykke.strip():
        yield Savn("trekke_samtykke", _("Hvordan man trekker samtykket tilbake"))
    if innhold.overfoeres and not texts.kopi_av_garanti.strip():
        yield Savn("kopi_av_garanti", _("Hvordan man får en kopi av garantien for overføringen"))
    if innhold.erklaering.opplysningsplikt in _MUST_TELL and not texts.konsekvens.strip():
        yield Savn("konsekvens", _("Hva som skjer når man ikke gir opplysningene"))
    if innhold.automatisering.avgjoerelser and not texts.automatisert_logikk.strip():
        yield Savn("automatisert_logikk", _("Hvordan den automatiske avgjørelsen blir til"))
    if innhold.automatisering.avgjoerelser and not texts.automatisert_foelger.strip():
        yield Savn("automatisert_foelger", _("Hva den automatiske avgjørelsen har å si"))


def _translated(innhold: Ansvarlig, texts: Erklaeringstekst) -> Iterator[Savn]:
    """What the record itself tells in Bokmål, and other languages need in words of their own."""
    if not texts.tittel.strip():
        yield Savn("tittel", _("Tittel"))
    for nr, one in enumerate(innhold.mottakere):
        if not texts.mottakere.get(one.navn, "").strip():
            yield Savn(f"mottaker_{nr}", _("Mottakeren «%(navn)s»") % {"navn": one.navn})
    if innhold.lagring and not texts.lagring.strip():
        yield Savn("lagring", _("Hvor lenge opplysningene lagres"))
    if innhold.kilder and not texts.kilder.strip():
        yield Savn("kilder", _("Hvor opplysningene kommer fra"))
