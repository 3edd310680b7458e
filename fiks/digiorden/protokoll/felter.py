"""Every field of a record: what it is called, its help, how it is asked for, and in which section it stands.

Forms, the record's page, faults, differences and prints read this, so that a field is called the same everywhere. The
help texts are the defaults; the operator may put another in place of each, by `Felt.navn` and language (models.Felthjelp).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fiks.digiorden.protokoll import grunnlag


class Slag(Enum):
    """How a field is asked for."""

    TEKST = auto()
    LANG = auto()
    ORD = auto()
    ORDLISTE = auto()
    OPPLYSNINGER = auto()
    LINJER = auto()
    HJEMLER = auto()
    VALG = auto()
    FLERVALG = auto()
    JANEI = auto()
    AVKRYSSING = auto()
    TALL = auto()
    DATO = auto()
    ORGNR = auto()
    PERSON = auto()


@dataclass(frozen=True, slots=True)
class Felt:
    """One field. `navn` is its path in the content, «formaal.tekst»; `kort` fields are those of the short form."""

    navn: str
    ledetekst: Promise
    slag: Slag = Slag.TEKST
    hjelp: Promise | str = ""
    kort: bool = False
    valg: Mapping[str, Promise] | None = None
    begrep: str = ""
    bredde: str = ""

    @property
    def kortnavn(self) -> str:
        """The name within its row: «tekst» of «formaal.tekst»."""
        return self.navn.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Rekke:
    """Rows of the same kind. `noekkel` is the field of a row that tells which it is."""

    navn: str
    ledetekst: Promise
    en: Promise
    legg_til: Promise
    felter: tuple[Felt, ...]
    noekkel: str
    hjelp: Promise | str = ""
    kort: bool = False


@dataclass(frozen=True, slots=True)
class Seksjon:
    """A part of the record, with its own heading."""

    kode: str
    tittel: Promise
    deler: tuple[Felt | Rekke, ...]


_OM = Seksjon(
    "om",
    _("Om behandlingen"),
    (
        Felt(
            "navn",
            _("Navn på behandlingen"),
            hjelp=_("Kort og gjenkjennelig. Unngå navn på fagsystemer."),
            kort=True,
        ),
        Felt(
            "beskrivelse",
            _("Hva går behandlingen ut på?"),
            Slag.LANG,
            _("Forklar det slik at en innbygger forstår det."),
            kort=True,
        ),
        Felt(
            "ansvarlig_id",
            _("Internt ansvarlig"),
            Slag.PERSON,
            _("Den som svarer for behandlingen og holder den oppdatert. Blir aldri publisert."),
            kort=True,
        ),
        Felt(
            "enhet",
            _("Ansvarlig enhet"),
            hjelp=_("Avdelingen eller enheten som gjør arbeidet. Blir aldri publisert."),
            kort=True,
        ),
    ),
)
_FORMAAL = Rekke(
    "formaal",
    _("Formål"),
    _("Formål"),
    _("Legg til formål"),
    (
        Felt(
            "formaal.tekst",
            _("Hva skal opplysningene brukes til?"),
            hjelp=_("Ett formål av gangen, så konkret at alle forstår hva dere gjør."),
            kort=True,
        ),
        Felt(
            "formaal.artikkel_6",
            _("Rettslig grunnlag"),
            Slag.FLERVALG,
            _("Velg det grunnlaget som gjelder for dette formålet."),
            kort=True,
            valg=grunnlag.ARTIKKEL_6,
        ),
        Felt(
            "formaal.hjemler",
            _("Lov eller forskrift"),
            Slag.HJEMLER,
            _("Skriv paragrafen, og lim inn lenken til Lovdata etter den. Én på hver linje."),
            kort=True,
        ),
        Felt(
            "formaal.artikkel_9_10",
            _("Grunnlag for særlige kategorier og straffbare forhold"),
            Slag.FLERVALG,
            _("Bare når dere behandler for eksempel helseopplysninger, eller opplysninger om straffbare forhold."),
            valg=grunnlag.ARTIKKEL_9_10,
        ),
        Felt(
            "formaal.begrunnelse_6",
            _("Begrunnelse for grunnlaget"),
            Slag.LANG,
            _("Hvorfor grunnlaget passer, og hvorfor behandlingen er nødvendig. Blir ikke publisert."),
        ),
        Felt(
            "formaal.begrunnelse_9_10",
            _("Begrunnelse for å behandle særlige kategorier"),
            Slag.LANG,
            _("Hvorfor dere trenger disse opplysningene. Blir ikke publisert."),
        ),
    ),
    "tekst",
    _("Hvert formål har sitt eget grunnlag."),
    kort=True,
)
_GRUPPER = Rekke(
    "grupper",
    _("Hvem og hva"),
    _("Gruppe"),
    _("Legg til gruppe"),
    (
        Felt(
            "grupper.registrerte",
            _("Hvem er opplysningene om?"),
            Slag.ORD,
            _("Velg et ord fra listen, eller skriv et nytt."),
            kort=True,
            begrep="REGISTRERT",
            bredde="w-20",
        ),
        Felt(
            "grupper.opplysninger",
            _("Hvilke opplysninger har dere om dem?"),
            Slag.OPPLYSNINGER,
            _("Kryss av for alt dere behandler om denne gruppen."),
            kort=True,
            begrep="OPPLYSNING",
        ),
    ),
    "registrerte",
    _("Hver gruppe for seg, med opplysningene som gjelder den."),
    kort=True,
)
_LAGRING = Rekke(
    "lagring",
    _("Lagringstider"),
    _("Lagringstid"),
    _("Legg til lagringstid"),
    (
        Felt(
            "lagring.gjelder",
            _("Hva gjelder lagringstiden?"),
            hjelp=_("La stå tomt når den gjelder alle opplysningene."),
        ),
        Felt(
            "lagring.antall",
            _("Hvor lenge lagres opplysningene?"),
            Slag.TALL,
            _("Skriv et tall, for eksempel 10."),
            kort=True,
            bredde="w-5",
        ),
        Felt("lagring.enhet", _("Tidsenhet"), Slag.VALG, kort=True, valg=grunnlag.TIDSENHETER, bredde="w-10"),
        Felt(
            "lagring.fra",
            _("Hva regnes tiden fra?"),
            hjelp=_("Hendelsen som starter fristen, for eksempel «siste vaksinedose»."),
            kort=True,
        ),
        Felt(
            "lagring.kriterium",
            _("Kriterium når dere ikke kan sette et tidsrom"),
            Slag.LANG,
            _("Skriv hva som avgjør når opplysningene slettes. «Så lenge det er nødvendig» er ikke nok."),
        ),
        Felt(
            "lagring.bevares",
            _("Opplysningene skal bevares etter arkivlova"),
            Slag.AVKRYSSING,
        ),
        Felt("lagring.hjemmel", _("Hjemmel for lagringstiden")),
    ),
    "gjelder",
    _("Et tidsrom, hva det regnes fra, og hva det gjelder. Ulike opplysninger kan ha ulik lagringstid."),
    kort=True,
)
_AVTALE = _("Status for databehandleravtalen")


def _processors(navn: str, ledetekst: Promise, en: Promise, legg_til: Promise) -> Rekke:
    return Rekke(
        navn,
        ledetekst,
        en,
        legg_til,
        (
            Felt(f"{navn}.navn", _("Navn"), Slag.ORD, begrep="DATABEHANDLER"),
            Felt(
                f"{navn}.orgnr",
                _("Organisasjonsnummer"),
                Slag.ORGNR,
                _("Ni siffer. Med nummeret finner dere samme leverandør igjen i andre behandlinger."),
                bredde="w-10",
            ),
            Felt(f"{navn}.oppgave", _("Hva gjør de for dere?")),
            Felt(f"{navn}.avtale", _AVTALE, Slag.VALG, valg=grunnlag.AVTALESTATUSER),
            Felt(f"{navn}.avtale_date", _("Signert"), Slag.DATO, _("Skriv datoen slik: 31.12.2026."), bredde="w-10"),
            Felt(
                f"{navn}.avtale_ref", _("Hvor avtalen ligger"), hjelp=_("Saksnummer eller lenke. Blir ikke publisert.")
            ),
        ),
        "navn",
    )


_DATABEHANDLERE = _processors("databehandlere", _("Databehandlere"), _("Databehandler"), _("Legg til databehandler"))
_UNDERDATABEHANDLERE = _processors(
    "underdatabehandlere", _("Underdatabehandlere"), _("Underdatabehandler"), _("Legg til underdatabehandler")
)
_MOTTAKERE = Rekke(
    "mottakere",
    _("Mottakere"),
    _("Mottaker"),
    _("Legg til mottaker"),
    (
        Felt(
            "mottakere.navn",
            _("Hvem får opplysningene?"),
            Slag.ORD,
            _("Noen utenfor kommunen. Velg «Ingen utenfor kommunen» når det er slik."),
            kort=True,
            begrep="MOTTAKER",
        ),
        Felt("mottakere.grunnlag", _("Grunnlag for å gi dem opplysningene")),
    ),
    "navn",
    kort=True,
)
_OVERFOERINGER = Rekke(
    "overfoeringer",
    _("Overføringer ut av EØS"),
    _("Overføring"),
    _("Legg til overføring"),
    (
        Felt("overfoeringer.land", _("Land, eller internasjonal organisasjon"), bredde="w-20"),
        Felt("overfoeringer.mottaker", _("Mottaker")),
        Felt(
            "overfoeringer.garanti",
            _("Garanti"),
            Slag.VALG,
            _("Det som verner opplysningene når de er ute av EØS."),
            valg=grunnlag.GARANTIER,
        ),
        Felt("overfoeringer.tekst", _("Mer om garantien"), Slag.LANG),
    ),
    "land",
)
_SIKKERHET = Seksjon(
    "sikkerhet",
    _("Sikkerhet"),
    (
        Felt(
            "tiltak",
            _("Sikkerhetstiltak"),
            Slag.ORDLISTE,
            _("Kryss av for tiltakene som er på plass."),
            kort=True,
            begrep="TILTAK",
        ),
        Felt(
            "sikkerhet",
            _("Mer om sikkerheten"),
            Slag.LANG,
            _("For eksempel tilgang, kryptering, sikkerhetskopi, logging og jevnlig kontroll. Blir ikke publisert."),
        ),
    ),
)
_UTENFOR_EOES = (
    Felt("overfoeres", _("Sendes opplysningene ut av EØS?"), Slag.JANEI, kort=True),
    _OVERFOERINGER,
)
_ANNET = (Felt("notater", _("Annet om behandlingen"), Slag.LANG, _("Blir ikke publisert.")),)

_ANSVARLIG: tuple[Seksjon, ...] = (
    _OM,
    Seksjon("formaal", _("Formål og rettslig grunnlag"), (_FORMAAL,)),
    Seksjon("hvem", _("Hvem og hva"), (_GRUPPER,)),
    Seksjon(
        "kilder",
        _("Kilder"),
        (
            Rekke(
                "kilder",
                _("Kilder"),
                _("Kilde"),
                _("Legg til kilde"),
                (
                    Felt("kilder.navn", _("Hvor kommer opplysningene fra?"), Slag.ORD, begrep="KILDE"),
                    Felt("kilder.registrert", _("Personen gir opplysningene selv"), Slag.AVKRYSSING),
                    Felt("kilder.aapen", _("Kilden er åpen for alle"), Slag.AVKRYSSING),
                ),
                "navn",
            ),
        ),
    ),
    Seksjon("deling", _("Mottakere og land utenfor EØS"), (_MOTTAKERE, *_UTENFOR_EOES)),
    Seksjon(
        "samarbeid",
        _("Databehandlere og felles ansvar"),
        (
            _DATABEHANDLERE,
            Rekke(
                "felles_ansvarlige",
                _("Felles behandlingsansvarlige"),
                _("Felles behandlingsansvarlig"),
                _("Legg til felles behandlingsansvarlig"),
                (
                    Felt("felles_ansvarlige.navn", _("Navn")),
                    Felt("felles_ansvarlige.orgnr", _("Organisasjonsnummer"), Slag.ORGNR, bredde="w-10"),
                    Felt("felles_ansvarlige.kontakt", _("Kontaktpunkt")),
                    Felt(
                        "felles_ansvarlige.fordeling",
                        _("Hvordan ansvaret er delt"),
                        Slag.LANG,
                        _("Hvem som svarer for hva, særlig overfor dem det gjelder (artikkel 26)."),
                    ),
                ),
                "navn",
            ),
            Rekke(
                "kontakter",
                _("Andre kontaktpunkter"),
                _("Kontaktpunkt"),
                _("Legg til kontaktpunkt"),
                (
                    Felt("kontakter.navn", _("Navn"), hjelp=_("Helst en funksjon eller et kontor.")),
                    Felt("kontakter.epost", _("E-post")),
                    Felt("kontakter.telefon", _("Telefon"), bredde="w-10"),
                ),
                "navn",
            ),
        ),
    ),
    Seksjon("lagring", _("Lagring og sletting"), (_LAGRING,)),
    _SIKKERHET,
    Seksjon(
        "risiko",
        _("Risiko for dem det gjelder"),
        (
            Felt(
                "hoey_risiko",
                _("Kan behandlingen gi høy risiko for dem det gjelder?"),
                Slag.JANEI,
                _("Tenk på art, omfang, formål og sammenheng. Er svaret ja, må dere gjøre en DPIA."),
            ),
            Felt("dpia_ref", _("Hvor DPIA ligger"), hjelp=_("Saksnummer eller lenke. Blir ikke publisert.")),
            Felt("dpia_begrunnelse", _("Hvorfor, eller hvorfor ikke"), Slag.LANG, _("Blir ikke publisert.")),
            Felt(
                "automatisering.avgjoerelser",
                _("Tas avgjørelser helt automatisk?"),
                Slag.JANEI,
                _("Uten at et menneske vurderer saken, og med virkning for personen (artikkel 22)."),
            ),
            Felt(
                "automatisering.profilering",
                _("Brukes opplysningene til profilering?"),
                Slag.JANEI,
                _("Å vurdere eller forutsi noe om en person automatisk."),
            ),
            Felt("automatisering.kunstig_intelligens", _("Brukes kunstig intelligens?"), Slag.JANEI),
            Felt("automatisering.beskrivelse", _("Hvordan det foregår, og hva det fører til"), Slag.LANG),
        ),
    ),
    Seksjon(
        "annet",
        _("Annet"),
        (
            Felt("omraader", _("Virksomhetsområder"), Slag.LINJER, _("Ett på hver linje.")),
            Felt("systemer", _("Fagsystemer som brukes"), Slag.LINJER, _("Ett på hver linje.")),
            Felt("datasett", _("Datasett"), Slag.LINJER, _("Navn eller lenke. Ett på hver linje.")),
            *_ANNET,
        ),
    ),
)
_BEHANDLER: tuple[Seksjon, ...] = (
    _OM,
    Seksjon(
        "oppdragsgivere",
        _("Hvem dere behandler for"),
        (
            Rekke(
                "oppdragsgivere",
                _("Behandlingsansvarlige"),
                _("Behandlingsansvarlig"),
                _("Legg til behandlingsansvarlig"),
                (
                    Felt("oppdragsgivere.navn", _("Navn"), kort=True),
                    Felt("oppdragsgivere.orgnr", _("Organisasjonsnummer"), Slag.ORGNR, kort=True, bredde="w-10"),
                    Felt("oppdragsgivere.kontakt", _("Kontaktpunkt"), kort=True),
                    Felt(
                        "oppdragsgivere.kategorier",
                        _("Hva dere gjør for dem"),
                        Slag.FLERVALG,
                        _("Kategorier av behandling, slik artikkel 4 nr. 2 deler dem inn."),
                        kort=True,
                        valg=grunnlag.KATEGORIER,
                    ),
                    Felt("oppdragsgivere.representant", _("Representant")),
                    Felt("oppdragsgivere.personvernombud", _("Personvernombudet deres")),
                ),
                "navn",
                kort=True,
            ),
            _UNDERDATABEHANDLERE,
        ),
    ),
    Seksjon("deling", _("Land utenfor EØS"), _UTENFOR_EOES),
    _SIKKERHET,
    Seksjon("annet", _("Annet"), _ANNET),
)
SEKSJONER: Mapping[str, tuple[Seksjon, ...]] = {"ANSVARLIG": _ANSVARLIG, "DATABEHANDLER": _BEHANDLER}


def all_felter(slag: str) -> Iterator[Felt]:
    """Every field of one kind of record, in order."""
    for seksjon in SEKSJONER[slag]:
        for del_ in seksjon.deler:
            yield from del_.felter if isinstance(del_, Rekke) else (del_,)


@cache
def by_name() -> Mapping[str, Felt]:
    """Every field by its path. A field that both kinds of record have is the same."""
    return {felt.navn: felt for slag in SEKSJONER for felt in all_felter(slag)}


def seksjon_of(felt: str, slag: str) -> Seksjon:
    """The section where a field stands, by its path or by the id of its place in the form («formaal-1-tekst»)."""
    first = felt.partition("-")[0]
    for seksjon in SEKSJONER[slag]:
        for del_ in seksjon.deler:
            if first in {del_.navn, del_.navn.partition(".")[0]}:
                return seksjon
    return SEKSJONER[slag][0]


def anchor(felt: str) -> str:
    """The id in the form of the place a fault is about («formaal-1-artikkel_6»): in a group of choices, the first."""
    parts = felt.split("-")
    path = ".".join((parts[0], *parts[2:])) if len(parts) > 1 else felt
    known = by_name().get(path)
    grouped = {Slag.FLERVALG, Slag.JANEI, Slag.ORDLISTE, Slag.OPPLYSNINGER}
    return f"id_{felt}_0" if known and known.slag in grouped else f"id_{felt}"
