"""The notice as the reader sees it, in one language. Only what is asked for here is told: internal fields never are."""

from collections.abc import Iterator

import msgspec
from django.utils.translation import gettext as _
from django.utils.translation import override
from msgspec import Struct, field

from fiks.digiorden.erklaering.mangler import from_herself
from fiks.digiorden.erklaering.rettigheter import CONSENT, bases, rights, told
from fiks.digiorden.hode import Hode
from fiks.digiorden.protokoll import grunnlag
from fiks.digiorden.protokoll.innhold import Ansvarlig, Erklaeringstekst, Formaal, Lagring, Spraak
from fiks.digiorden.protokoll.visning import ordnet

DATATILSYNET = "https://www.datatilsynet.no/om-datatilsynet/kontakt-oss/klage-til-datatilsynet/"


class Punkt(Struct, frozen=True, kw_only=True):
    """A line of a list, with an address when it has one."""

    tekst: str
    lenke: str = ""


class Del(Struct, frozen=True, kw_only=True):
    """A section: its heading, paragraphs, and a list after them. `noekkel` is the same in every language."""

    noekkel: str
    tittel: str
    avsnitt: list[str] = field(default_factory=list)
    punkter: list[Punkt] = field(default_factory=list)


class Erklaeringsside(Struct, frozen=True, kw_only=True):
    """The whole notice in one language."""

    spraak: Spraak
    tittel: str
    innledning: str = ""
    deler: list[Del] = field(default_factory=list)


def les(data: object) -> Erklaeringsside:
    """A notice as it lies in the database."""
    return msgspec.convert(data, Erklaeringsside)


def sett_sammen(innhold: Ansvarlig, hode: Hode, spraak: Spraak) -> Erklaeringsside:
    """The notice from the record, with its fixed words in the language."""
    texts = innhold.erklaering.tekster.get(spraak, Erklaeringstekst())
    with override(spraak):
        return Erklaeringsside(
            spraak=spraak,
            tittel=texts.tittel or innhold.navn,
            innledning=texts.innledning,
            deler=[one for one in _parts(innhold, texts, hode) if one.avsnitt or one.punkter],
        )


def _parts(innhold: Ansvarlig, texts: Erklaeringstekst, hode: Hode) -> Iterator[Del]:
    yield Del(noekkel="ansvarlig", tittel=_("Hvem som er ansvarlig"), avsnitt=_responsible(hode))
    yield Del(noekkel="ombud", tittel=_("Personvernombudet"), avsnitt=_reached(hode, "PERSONVERNOMBUD"))
    yield Del(noekkel="formaal", tittel=_("Hvorfor vi bruker opplysningene"), punkter=_purposes(innhold, texts))
    yield Del(noekkel="grunnlag", tittel=_("Hva som gir oss lov"), punkter=_bases(innhold))
    yield Del(noekkel="interesser", tittel=_("Hvilken interesse vi har"), avsnitt=_said(texts.interesser))
    yield Del(noekkel="opplysninger", tittel=_("Hvilke opplysninger vi bruker"), punkter=_categories(innhold))
    yield _sources(innhold, texts)
    yield Del(noekkel="mottakere", tittel=_("Hvem som får opplysningene"), punkter=_recipients(innhold, texts))
    if innhold.overfoeres:
        yield Del(
            noekkel="overfoering",
            tittel=_("Overføring til land utenfor EØS"),
            avsnitt=_said(texts.kopi_av_garanti),
            punkter=[Punkt(tekst=_transfer(one.mottaker, one.land, one.garanti)) for one in innhold.overfoeringer],
        )
    yield _kept(innhold, texts)
    yield Del(noekkel="plikt", tittel=_("Må du gi oss opplysningene?"), avsnitt=_duty(innhold, texts))
    if innhold.automatisering.avgjoerelser:
        both = [*_said(texts.automatisert_logikk), *_said(texts.automatisert_foelger)]
        yield Del(noekkel="automatisert", tittel=_("Automatiske avgjørelser"), avsnitt=both)
    yield Del(noekkel="videre", tittel=_("Annen bruk senere"), avsnitt=_said(texts.videre_formaal))
    yield _rights(innhold, texts)
    yield Del(
        noekkel="klage",
        tittel=_("Hvis du vil klage"),
        avsnitt=[_("Mener du at vi bruker opplysninger om deg i strid med loven, kan du klage til Datatilsynet.")],
        punkter=[Punkt(tekst=_("Slik klager du til Datatilsynet"), lenke=DATATILSYNET)],
    )


def _said(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _responsible(hode: Hode) -> list[str]:
    number = [_("Organisasjonsnummer %(nr)s") % {"nr": hode.eier.orgnr}]
    return [hode.eier.navn, *number, *_reached(hode, "VIRKSOMHET")]


def _reached(hode: Hode, slag: str) -> list[str]:
    """How to reach a contact; persons are not named."""
    return [
        line for one in hode.kontakter if one.slag == slag for line in (one.adresse, one.epost, one.telefon) if line
    ]


def _purposes(innhold: Ansvarlig, texts: Erklaeringstekst) -> list[Punkt]:
    return [Punkt(tekst=texts.formaal.get(str(one.nummer), "") or one.tekst) for one in innhold.formaal]


def _bases(innhold: Ansvarlig) -> list[Punkt]:
    found: dict[tuple[str, str], Punkt] = {}
    for one in innhold.formaal:
        for tekst, lenke in _bases_of(one):
            found.setdefault((tekst, lenke), Punkt(tekst=tekst, lenke=lenke))
    return list(found.values())


def _bases_of(formaal: Formaal) -> Iterator[tuple[str, str]]:
    for kode in formaal.artikkel_6:
        yield str(grunnlag.ARTIKKEL_6.get(kode, kode)), ""
    for kode in formaal.artikkel_9_10:
        yield str(grunnlag.ARTIKKEL_9_10.get(kode, kode)), ""
    for hjemmel in formaal.hjemler:
        if hjemmel.tekst:
            yield hjemmel.tekst, hjemmel.lenke if hjemmel.lenke.startswith("https://") else ""


def _categories(innhold: Ansvarlig) -> list[Punkt]:
    return [Punkt(tekst=f"{one.registrerte}: {ordnet(one.opplysninger)}") for one in innhold.grupper]


def _sources(innhold: Ansvarlig, texts: Erklaeringstekst) -> Del:
    said = _said(texts.kilder)
    if not said and not innhold.kilder:
        said = [_("Opplysningene kommer fra deg.")]
    names = [Punkt(tekst=f"{one.navn} ({_('åpen for alle')})" if one.aapen else one.navn) for one in innhold.kilder]
    return Del(noekkel="kilder", tittel=_("Hvor opplysningene kommer fra"), avsnitt=said, punkter=[] if said else names)


def _recipients(innhold: Ansvarlig, texts: Erklaeringstekst) -> list[Punkt]:
    named = [Punkt(tekst=texts.mottakere.get(one.navn, "") or one.navn) for one in innhold.mottakere]
    processors = [
        Punkt(tekst=_("%(navn)s, som behandler opplysningene for oss") % {"navn": one.navn})
        for one in innhold.databehandlere
    ]
    return [*named, *processors]


def _transfer(mottaker: str, land: str, garanti: str) -> str:
    return ". ".join(part for part in (mottaker, land, str(grunnlag.GARANTIER.get(garanti, garanti))) if part)


def _kept(innhold: Ansvarlig, texts: Erklaeringstekst) -> Del:
    said = _said(texts.lagring)
    rows = [] if said else [Punkt(tekst=_period(one)) for one in innhold.lagring]
    return Del(noekkel="lagring", tittel=_("Hvor lenge vi lagrer opplysningene"), avsnitt=said, punkter=rows)


def _period(one: Lagring) -> str:
    period = ""
    if one.antall is not None:
        period = f"{one.antall} {grunnlag.TIDSENHETER[one.enhet]}"
        if one.fra:
            period = _("%(tid)s fra %(hendelse)s") % {"tid": period, "hendelse": one.fra}
    bevares = _("Tas vare på i arkiv") if one.bevares else ""
    told_so = ". ".join(part for part in (period, one.kriterium.rstrip("."), bevares) if part)
    return f"{one.gjelder}: {told_so}" if one.gjelder else told_so


def _duty(innhold: Ansvarlig, texts: Erklaeringstekst) -> list[str]:
    plikt = innhold.erklaering.opplysningsplikt
    if not from_herself(innhold) or not plikt:
        return []
    return [f"{grunnlag.PLIKTER[plikt]}.", *_said(texts.konsekvens)]


def _rights(innhold: Ansvarlig, texts: Erklaeringstekst) -> Del:
    said = _said(texts.rettigheter)
    if bases(innhold) & CONSENT:
        said += _said(texts.trekke_samtykke)
    points = [Punkt(tekst=told(kode)) for kode in rights(innhold)]
    if innhold.erklaering.rettigheter_lenke.startswith("https://"):
        points.append(Punkt(tekst=_("Bruk rettighetene dine her"), lenke=innhold.erklaering.rettigheter_lenke))
    return Del(noekkel="rettigheter", tittel=_("Rettighetene dine"), avsnitt=said, punkter=points)
