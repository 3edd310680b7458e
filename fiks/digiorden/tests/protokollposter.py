"""Records that use every field, for files and prints."""

from fiks.digiorden.hode import Eier, Hode, Kontaktlinje
from fiks.digiorden.protokoll.ark import Post
from fiks.digiorden.protokoll.innhold import (
    Ansvarlig,
    Automatisering,
    Behandler,
    Databehandler,
    Erklaering,
    Erklaeringstekst,
    FellesAnsvarlig,
    Formaal,
    Gruppe,
    Hjemmel,
    Innhold,
    Kilde,
    Kontakt,
    Lagring,
    Mottaker,
    Oppdragsgiver,
    Opplysning,
    Overfoering,
)

HODE = Hode(
    eier=Eier("Lillesand kommune", "964965404"),
    kontakter=[Kontaktlinje("PERSONVERNOMBUD", "Personvernombud", "Odd Moen", epost="ombud@lillesand.test")],
    bunntekst="Skrevet ut 25. november 2026 kl. 10.48 av Ingrid Aas",
)
VAKSINASJON = Ansvarlig(
    navn="Vaksinasjon av barn og unge",
    beskrivelse="Kommunen tilbyr vaksiner.\nForeldre samtykker for barn under 16 år.",
    enhet="Helsestasjonen",
    tiltak=["Tilgangsstyring", "Kryptering"],
    sikkerhet="Tilgang gis av leder. #ikke *fet*",
    overfoeres=True,
    overfoeringer=[Overfoering(mottaker="Cloud Inc.", land="USA", garanti="46.2.c", tekst="Vilkår av 2021")],
    notater="- strek\n=1+1",
    formaal=[
        Formaal(
            nummer=1,
            tekst="Gi vaksiner",
            artikkel_6=["6.1.e", "6.1.c"],
            artikkel_9_10=["9.2.h"],
            hjemler=[
                Hjemmel(tekst="smittevernloven § 3-8", lenke="https://lovdata.no/lov/1994-08-05-55/§3-8"),
                Hjemmel(tekst="forskrift om vaksiner"),
                Hjemmel(lenke="https://lovdata.no/x"),
            ],
            begrunnelse_6="Lovpålagt.",
            begrunnelse_9_10="Helsehjelp.",
        ),
        Formaal(nummer=2, tekst="Melde til SYSVAK", artikkel_6=["6.1.c"]),
    ],
    grupper=[
        Gruppe(
            registrerte="Barn",
            opplysninger=[
                Opplysning(navn="Navn"),
                Opplysning(navn="Vaksiner", art="SAERLIG"),
                Opplysning(navn="Dommer", art="STRAFF"),
            ],
        ),
        Gruppe(registrerte="Foresatte", opplysninger=[Opplysning(navn="Telefonnummer")]),
    ],
    mottakere=[Mottaker(navn="Folkehelseinstituttet", grunnlag="SYSVAK-registerforskriften")],
    kilder=[Kilde(navn="Foresatte", registrert=True), Kilde(navn="Folkeregisteret", aapen=True)],
    lagring=[
        Lagring(
            gjelder="Journal",
            antall=10,
            enhet="AAR",
            fra="siste kontakt",
            bevares=True,
            hjemmel="pasientjournalloven § 25",
        ),
        Lagring(kriterium="Når barnet fyller 20 år", enhet="DAG"),
    ],
    databehandlere=[
        Databehandler(
            navn="Drift AS",
            orgnr="936796702",
            oppgave="Drift",
            avtale="SIGNERT",
            avtale_date="2024-02-29",
            avtale_ref="24/1234",
        )
    ],
    felles_ansvarlige=[
        FellesAnsvarlig(
            navn="Birkenes kommune", orgnr="964964610", kontakt="post@birkenes.test", fordeling="Vi svarer."
        )
    ],
    automatisering=Automatisering(avgjoerelser=False, profilering=True, beskrivelse="Varsel om vaksine"),
    hoey_risiko=True,
    dpia_ref="24/55",
    dpia_begrunnelse="Stort omfang.",
    omraader=["Helse"],
    systemer=["Journal"],
    datasett=["https://data.norge.no/datasets/1"],
    kontakter=[Kontakt(navn="Helsestasjonen", epost="helse@lillesand.test", telefon="+47 900 00 000")],
    erklaering=Erklaering(
        opplysningsplikt="FRIVILLIG",
        rettigheter_lenke="https://lillesand.test/innsyn",
        rettet_mot_barn=True,
        unntak="14.5.c",
        unntak_begrunnelse="Fastsatt i lov",
        tekster={
            "nb": Erklaeringstekst(
                tittel="Vaksiner", formaal={"1": "Vi gir vaksiner"}, mottakere={"Folkehelseinstituttet": "FHI"}
            ),
            "en": Erklaeringstekst(tittel="Vaccines", lagring="Ten years"),
        },
    ),
)
REGNSKAP = Behandler(
    navn="Regnskap for nabokommunen",
    enhet="Økonomi",
    tiltak=["Logging"],
    overfoeres=False,
    oppdragsgivere=[
        Oppdragsgiver(
            navn="Birkenes kommune",
            orgnr="964964610",
            kontakt="post@birkenes.test",
            representant="Berit",
            personvernombud="Odd",
            kategorier=["LAGRING", "BRUK"],
        )
    ],
    underdatabehandlere=[Databehandler(navn="Sky AS", avtale="INGEN")],
)
TOM = Ansvarlig(navn="Nesten tom")
ALLE: tuple[Innhold, ...] = (VAKSINASJON, REGNSKAP, TOM)


def posts(innhold: tuple[Innhold, ...] = ALLE) -> list[Post]:
    """The records as they go out."""
    return [Post(one, nr, "Godkjent", 2, "01.02.2026", "01.02.2027") for nr, one in enumerate(innhold, start=1)]
