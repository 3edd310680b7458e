"""The columns of the application overview as a file. Their names are stable, in Bokmål whatever the reader's language."""

from dataclasses import dataclass
from enum import StrEnum

SKJEMA = "fiks-applikasjoner-1"
ARK, OM_FILEN = "Applikasjoner", "Om filen"


class Celleslag(StrEnum):
    """What a cell holds. KODE is one of a few; LISTE several, with comma or line breaks between."""

    TEKST = "TEKST"
    TALL = "TALL"
    DATO = "DATO"
    KODE = "KODE"
    LISTE = "LISTE"
    PERSON = "PERSON"
    JA_NEI = "JA_NEI"
    DATABEHANDLERE = "DATABEHANDLERE"
    NOEKKEL = "NOEKKEL"


@dataclass(frozen=True, slots=True)
class Arkkolonne:
    """One column: its heading, the field in JSON and in the row, what it holds, and what is told of it."""

    navn: str
    felt: str
    slag: Celleslag = Celleslag.TEKST
    hva: str = ""


_K, _D, _T = Celleslag.KODE, Celleslag.DATO, Celleslag.TALL
ID, RADVERSJON, SYSTEM, KATALOG_ID = "id", "versjon", "system", "katalog_id"
KOLONNER: tuple[Arkkolonne, ...] = (
    Arkkolonne("Id", ID, Celleslag.NOEKKEL, "Tom på nye applikasjoner."),
    Arkkolonne("Radversjon", RADVERSJON, _T, "Hvilken lagring raden er hentet fra. Skal ikke endres."),
    Arkkolonne("Navn", "navn", hva="Må fylles ut."),
    Arkkolonne("Livsløp", "livsloep", _K, "PLANLAGT, INNFOERES, I_BRUK, FASES_UT eller AVSLUTTET. Må fylles ut."),
    Arkkolonne("System", SYSTEM, Celleslag.NOEKKEL, "Navnet i katalogen, skrevet helt likt."),
    Arkkolonne("Katalog-id", KATALOG_ID, Celleslag.NOEKKEL, "Går foran navnet i kolonnen System."),
    Arkkolonne("Leverandør", "leverandoer_navn", hva="Når systemet ikke står i katalogen."),
    Arkkolonne("Versjon", "programversjon"),
    Arkkolonne("Beskrivelse", "beskrivelse"),
    Arkkolonne("Temaer", "temaer", Celleslag.LISTE, "Høyst to av temaene i Los, når de er andre enn katalogens."),
    Arkkolonne("Felleskomponenter", "felleskomponenter", Celleslag.LISTE, "Koder med komma mellom."),
    Arkkolonne("I bruk fra", "i_bruk_fra_date", _D),
    Arkkolonne("Avsluttes", "avsluttes_date", _D),
    Arkkolonne("Enhet", "enhet"),
    Arkkolonne("Systemeier", "systemeier", Celleslag.PERSON, "E-postadresse eller navn på en bruker hos dere."),
    Arkkolonne("Systemansvarlig", "systemansvarlig", Celleslag.PERSON, "E-postadresse eller navn."),
    Arkkolonne("Antall brukere", "antall_brukere", _T),
    Arkkolonne("Drift", "drift", _K, "SKY, PRIVAT_SKY, LOKAL, EKSTERN eller BLANDET."),
    Arkkolonne("Driftsleverandør", "driftsleverandoer"),
    Arkkolonne("Driftsleverandørens organisasjonsnummer", "driftsleverandoer_orgnr"),
    Arkkolonne("Avtalepart", "avtale_leverandoer"),
    Arkkolonne("Avtalepartens organisasjonsnummer", "avtale_orgnr"),
    Arkkolonne("Avtale inngått", "avtale_inngaatt_date", _D),
    Arkkolonne("Avtale går ut", "avtale_slutt_date", _D),
    Arkkolonne("Oppsigelse måneder", "avtale_oppsigelse_maaneder", _T),
    Arkkolonne("Opsjon måneder", "avtale_opsjon_maaneder", _T),
    Arkkolonne("Opsjoner igjen", "avtale_opsjoner", _T),
    Arkkolonne("Lenke til avtalen", "avtale_lenke"),
    Arkkolonne("Om avtalen", "avtale_tekst"),
    Arkkolonne("Årlig kostnad", "aarlig_kostnad", _T, "Hele kroner uten merverdiavgift."),
    Arkkolonne("Indirekte kostnad", "indirekte_kostnad", _T),
    Arkkolonne("Innkjøpskostnad", "innkjoepskostnad", _T),
    Arkkolonne(
        "Databehandlere",
        "databehandlere",
        Celleslag.DATABEHANDLERE,
        "En på hver linje: navn; organisasjonsnummer; dato avtalen er signert.",
    ),
    Arkkolonne("Kritikalitet", "kritikalitet", _K, "LAV, MIDDELS, HOEY eller KRITISK."),
    Arkkolonne("Innlogging", "innlogging", _K, "ENTRA_ID, ID_PORTEN, FEIDE, EGEN, INGEN eller ANNEN."),
    Arkkolonne("Flerfaktor", "flerfaktor", _K, "ALLE, NOEN eller INGEN."),
    Arkkolonne("Sikkerhetskopi", "sikkerhetskopi", _K, "LOEPENDE, DAGLIG, SJELDNERE eller INGEN."),
    Arkkolonne("Gjenopprettet", "gjenopprettet_date", _D, "Når gjenoppretting sist ble prøvd."),
    Arkkolonne("Om sikkerheten", "sikkerhet_merknad"),
    Arkkolonne("ROS", "ros", _K, "KREVES_IKKE, MANGLER, UNDER_ARBEID eller FERDIG. Det samme for de to neste."),
    Arkkolonne("ROS ligger", "ros_referanse"),
    Arkkolonne("DPIA", "dpia", _K),
    Arkkolonne("DPIA ligger", "dpia_referanse"),
    Arkkolonne("Databehandleravtale", "databehandleravtale", _K),
    Arkkolonne("Databehandleravtale ligger", "databehandleravtale_referanse"),
    Arkkolonne("Deles", "deles", Celleslag.JA_NEI, "ja eller nei."),
)
BY_NAME = {one.navn.casefold(): one for one in KOLONNER}
BY_FIELD = {one.felt: one for one in KOLONNER}
REQUIRED = ("navn", "livsloep")
