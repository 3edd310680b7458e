"""The fields that both kinds of record have, and the rows of the controller's: what they are called, and their help."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fiks.digiorden.protokoll import grunnlag
from fiks.digiorden.protokoll.felttyper import Felt, Rekke, Seksjon, Slag

OM = Seksjon(
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
FORMAAL = Rekke(
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
GRUPPER = Rekke(
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
LAGRING = Rekke(
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


DATABEHANDLERE = _processors("databehandlere", _("Databehandlere"), _("Databehandler"), _("Legg til databehandler"))
UNDERDATABEHANDLERE = _processors(
    "underdatabehandlere", _("Underdatabehandlere"), _("Underdatabehandler"), _("Legg til underdatabehandler")
)
MOTTAKERE = Rekke(
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
OVERFOERINGER = Rekke(
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
SIKKERHET = Seksjon(
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
UTENFOR_EOES = (
    Felt("overfoeres", _("Sendes opplysningene ut av EØS?"), Slag.JANEI, kort=True),
    OVERFOERINGER,
)
ANNET = (Felt("notater", _("Annet om behandlingen"), Slag.LANG, _("Blir ikke publisert.")),)
