"""The columns of a protocol as a spreadsheet: names that never change, whatever the language of the page.

One record stands on one row or more: what it has one of stands on its first row, and its purposes, groups, recipients …
stand one on each row, beside each other. `Nummer` is the same on all of them. docs/bruk/protokoll-formater.md lists them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from django.utils.functional import Promise

from fiks.digiorden.protokoll import grunnlag

NUMMER, PROTOKOLL, NAVN = "Nummer", "Protokoll", "Navn"
OPPLYSNINGSPLIKT = "Erklæring: opplysningsplikt"


class Celleslag(Enum):
    """How a value stands in a cell."""

    TEKST = auto()
    KODE = auto()
    KODER = auto()
    LINJER = auto()
    JANEI = auto()
    KRYSS = auto()
    TALL = auto()
    DATO = auto()
    ORGNR = auto()
    LENKE = auto()
    HJEMLER = auto()
    OPPLYSNINGER = auto()


@dataclass(frozen=True, slots=True)
class Kolonne:
    """A column. `sti` is the path in the content; a path in a row of something is «formaal.tekst»."""

    navn: str
    sti: str
    hva: str
    slag: Celleslag = Celleslag.TEKST
    koder: Mapping[str, Promise] | None = None

    @property
    def rekke(self) -> str:
        """What it is one of many of («formaal»), or empty."""
        first = self.sti.partition(".")[0]
        return first if first in REKKER else ""


# Fields that hold rows, by the kind of record that has them; the notice's texts are rows too.
REKKER: dict[str, frozenset[str]] = {
    "formaal": frozenset({"ANSVARLIG"}),
    "grupper": frozenset({"ANSVARLIG"}),
    "kilder": frozenset({"ANSVARLIG"}),
    "mottakere": frozenset({"ANSVARLIG"}),
    "overfoeringer": frozenset({"ANSVARLIG", "DATABEHANDLER"}),
    "lagring": frozenset({"ANSVARLIG"}),
    "databehandlere": frozenset({"ANSVARLIG"}),
    "felles_ansvarlige": frozenset({"ANSVARLIG"}),
    "kontakter": frozenset({"ANSVARLIG"}),
    "oppdragsgivere": frozenset({"DATABEHANDLER"}),
    "underdatabehandlere": frozenset({"DATABEHANDLER"}),
    "tekster": frozenset({"ANSVARLIG"}),
}
_BEGGE = frozenset(
    {"navn", "beskrivelse", "ansvarlig_id", "ansvarlig_navn", "enhet", "tiltak", "sikkerhet", "overfoeres", "notater"}
)
K, C = Kolonne, Celleslag


def slag_with(kolonne: Kolonne) -> frozenset[str]:
    """The kinds of record that have the column."""
    if kolonne.rekke:
        return REKKER[kolonne.rekke]
    return frozenset({"ANSVARLIG", "DATABEHANDLER"}) if kolonne.sti in _BEGGE else frozenset({"ANSVARLIG"})


def _processors(sti: str, navn: str) -> tuple[Kolonne, ...]:
    return (
        K(navn, f"{sti}.navn", "Navnet på leverandøren"),
        K(f"{navn}: orgnr", f"{sti}.orgnr", "Organisasjonsnummer, ni siffer", C.ORGNR),
        K(f"{navn}: oppgave", f"{sti}.oppgave", "Hva de gjør"),
        K(f"{navn}: avtale", f"{sti}.avtale", "Status for databehandleravtalen", C.KODE, grunnlag.AVTALESTATUSER),
        K(f"{navn}: avtale signert", f"{sti}.avtale_date", "Dato", C.DATO),
        K(f"{navn}: avtale ligger", f"{sti}.avtale_ref", "Saksnummer eller lenke"),
    )


KOLONNER: tuple[Kolonne, ...] = (
    K(NAVN, "navn", "Navnet på behandlingen. Står på hver rad"),
    K("Beskrivelse", "beskrivelse", "Hva behandlingen går ut på"),
    K("Formål", "formaal.tekst", "Hva opplysningene skal brukes til. Ett formål på hver rad"),
    K("Formål: artikkel 6", "formaal.artikkel_6", "Rettslig grunnlag", C.KODER, grunnlag.ARTIKKEL_6),
    K(
        "Formål: artikkel 9 og 10",
        "formaal.artikkel_9_10",
        "Grunnlag for særlige kategorier",
        C.KODER,
        grunnlag.ARTIKKEL_9_10,
    ),
    K("Formål: lov eller forskrift", "formaal.hjemler", "Paragraf, og lenke etter loddrett strek", C.HJEMLER),
    K("Formål: begrunnelse", "formaal.begrunnelse_6", "Hvorfor grunnlaget passer"),
    K("Formål: begrunnelse for særlige", "formaal.begrunnelse_9_10", "Hvorfor de særlige kategoriene trengs"),
    K("Formål: nummer", "formaal.nummer", "Knytter tekstene i personvernerklæringen til formålet", C.TALL),
    K("Registrerte", "grupper.registrerte", "Hvem opplysningene er om. Én gruppe på hver rad"),
    K("Personopplysninger", "grupper.opplysninger", "En på hver linje; [SAERLIG] eller [STRAFF] bak", C.OPPLYSNINGER),
    K("Mottaker", "mottakere.navn", "Hvem som får opplysningene"),
    K("Mottaker: grunnlag", "mottakere.grunnlag", "Grunnlag for å gi dem opplysningene"),
    K("Ut av EØS", "overfoeres", "Om opplysningene sendes ut av EØS", C.JANEI),
    K("Overføring: land", "overfoeringer.land", "Land, eller internasjonal organisasjon"),
    K("Overføring: mottaker", "overfoeringer.mottaker", "Hvem som får dem der"),
    K("Overføring: garanti", "overfoeringer.garanti", "Det som verner opplysningene", C.KODE, grunnlag.GARANTIER),
    K("Overføring: mer om garantien", "overfoeringer.tekst", "Forklaring"),
    K("Lagring: gjelder", "lagring.gjelder", "Hvilke opplysninger; tom for alle"),
    K("Lagring: tid", "lagring.antall", "Et tall", C.TALL),
    K("Lagring: enhet", "lagring.enhet", "Tidsenhet", C.KODE, grunnlag.TIDSENHETER),
    K("Lagring: fra", "lagring.fra", "Hendelsen som starter fristen"),
    K("Lagring: kriterium", "lagring.kriterium", "Når dere ikke kan sette et tidsrom"),
    K("Lagring: bevares", "lagring.bevares", "Skal bevares etter arkivlova", C.KRYSS),
    K("Lagring: hjemmel", "lagring.hjemmel", "Hjemmel for lagringstiden"),
    K("Sikkerhetstiltak", "tiltak", "Ett på hver linje", C.LINJER),
    K("Mer om sikkerheten", "sikkerhet", "Beskrivelse"),
    K("Kilde", "kilder.navn", "Hvor opplysningene kommer fra"),
    K("Kilde: fra personen selv", "kilder.registrert", "Personen gir opplysningene selv", C.KRYSS),
    K("Kilde: åpen for alle", "kilder.aapen", "Kilden er åpen for alle", C.KRYSS),
    *_processors("databehandlere", "Databehandler"),
    K("Felles ansvarlig", "felles_ansvarlige.navn", "Felles behandlingsansvarlig"),
    K("Felles ansvarlig: orgnr", "felles_ansvarlige.orgnr", "Organisasjonsnummer, ni siffer", C.ORGNR),
    K("Felles ansvarlig: kontakt", "felles_ansvarlige.kontakt", "Kontaktpunkt"),
    K("Felles ansvarlig: fordeling", "felles_ansvarlige.fordeling", "Hvordan ansvaret er delt"),
    K("Behandler for", "oppdragsgivere.navn", "Behandlingsansvarlig som dere behandler for"),
    K("Behandler for: orgnr", "oppdragsgivere.orgnr", "Organisasjonsnummer, ni siffer", C.ORGNR),
    K("Behandler for: kontakt", "oppdragsgivere.kontakt", "Kontaktpunkt"),
    K("Behandler for: representant", "oppdragsgivere.representant", "Representant"),
    K("Behandler for: personvernombud", "oppdragsgivere.personvernombud", "Personvernombudet deres"),
    K("Behandler for: kategorier", "oppdragsgivere.kategorier", "Hva dere gjør for dem", C.KODER, grunnlag.KATEGORIER),
    *_processors("underdatabehandlere", "Underdatabehandler"),
    K("Høy risiko", "hoey_risiko", "Om behandlingen kan gi høy risiko", C.JANEI),
    K("DPIA ligger", "dpia_ref", "Saksnummer eller lenke"),
    K("DPIA: begrunnelse", "dpia_begrunnelse", "Hvorfor, eller hvorfor ikke"),
    K("Automatiske avgjørelser", "automatisering.avgjoerelser", "Artikkel 22", C.JANEI),
    K("Profilering", "automatisering.profilering", "Artikkel 4 nr. 4", C.JANEI),
    K("Kunstig intelligens", "automatisering.kunstig_intelligens", "Om det brukes", C.JANEI),
    K("Automatisering: beskrivelse", "automatisering.beskrivelse", "Hvordan det foregår, og hva det fører til"),
    K("Virksomhetsområder", "omraader", "Ett på hver linje", C.LINJER),
    K("Fagsystemer", "systemer", "Ett på hver linje", C.LINJER),
    K("Datasett", "datasett", "Navn eller lenke, ett på hver linje", C.LINJER),
    K("Kontaktpunkt", "kontakter.navn", "Navn eller funksjon"),
    K("Kontaktpunkt: e-post", "kontakter.epost", "Adresse"),
    K("Kontaktpunkt: telefon", "kontakter.telefon", "Nummer"),
    K("Internt ansvarlig", "ansvarlig_navn", "Navn og stilling. Blir aldri publisert"),
    K("Internt ansvarlig: id", "ansvarlig_id", "Brukeren hos dere. La stå tom for behandlinger fra andre"),
    K("Ansvarlig enhet", "enhet", "Avdeling eller enhet. Blir aldri publisert"),
    K("Notater", "notater", "Annet om behandlingen. Blir aldri publisert"),
    K(OPPLYSNINGSPLIKT, "erklaering.opplysningsplikt", "Om opplysningene må gis", C.KODE, grunnlag.PLIKTER),
    K("Erklæring: lenke", "erklaering.rettigheter_lenke", "Hvor man ber om innsyn og annet", C.LENKE),
    K("Erklæring: for barn", "erklaering.rettet_mot_barn", "Rettet mot barn", C.KRYSS),
    K("Erklæring: unntak", "erklaering.unntak", "Unntak fra å informere", C.KODE, grunnlag.UNNTAK),
    K("Erklæring: unntak begrunnet", "erklaering.unntak_begrunnelse", "Hvorfor unntaket gjelder"),
    K("Tekst: språk", "tekster.spraak", "nb, nn eller en. Én tekst på hver rad"),
    K("Tekst: felt", "tekster.felt", "Hvilken tekst i erklæringen"),
    K("Tekst: gjelder", "tekster.gjelder", "Nummeret på formålet, eller navnet på mottakeren"),
    K("Tekst", "tekster.tekst", "Teksten"),
)
# Columns that a file of ours has, and that are not read back in.
BARE_UT: tuple[tuple[str, str], ...] = (
    ("Status", "Utkast, til godkjenning, godkjent eller trukket tilbake"),
    ("Versjon", "Nummeret på versjonen"),
    ("Godkjent", "Dato"),
    ("Ses over innen", "Dato"),
    ("Behandlingsansvarlig", "Virksomheten som har protokollen"),
    ("Organisasjonsnummer", "Nummeret til virksomheten"),
)
HELE: tuple[tuple[str, str], ...] = (
    (NUMMER, "Nummeret i protokollen. Står på hver rad, og holder radene til en behandling sammen"),
    (PROTOKOLL, "ANSVARLIG eller DATABEHANDLER: artikkel 30 nr. 1 eller nr. 2"),
)


@cache
def by_name() -> Mapping[str, Kolonne]:
    """The columns that are read, by their name in small letters."""
    return {kolonne.navn.casefold(): kolonne for kolonne in KOLONNER}


def headings() -> list[tuple[str, str]]:
    """Every column of a file of ours, in order, and what it holds."""
    return [*HELE, *((kolonne.navn, _told(kolonne)) for kolonne in KOLONNER), *BARE_UT]


def _told(kolonne: Kolonne) -> str:
    if kolonne.koder is None:
        return kolonne.hva
    several = " En på hver linje." if kolonne.slag is C.KODER else ""
    return f"{kolonne.hva}.{several} Koder: {', '.join(kolonne.koder)}"
