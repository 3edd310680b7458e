"""The standard words of the registers that records share. An organisation adds its own beside them (models.Begrep).

The words are ours, gathered from what municipalities write in records that they have published.
"""

from collections.abc import Mapping
from types import MappingProxyType

_SAERLIG, _STRAFF = "SAERLIG", "STRAFF"
REGISTRERT = (
    "Ansatte",
    "Barn i barnehage",
    "Barn og unge under 18 år",
    "Brukere av tjenesten",
    "Elever",
    "Foresatte",
    "Folkevalgte",
    "Grunneiere og hjemmelshavere",
    "Innbyggere",
    "Jobbsøkere",
    "Kontaktpersoner hos leverandører",
    "Parter i en sak",
    "Pasienter",
    "Pårørende",
    "Søkere",
    "Tidligere ansatte",
    "Verger",
)
OPPLYSNING = {
    "Navn": "",
    "Adresse": "",
    "Fødselsdato": "",
    "Fødselsnummer": "",
    "Telefonnummer": "",
    "E-postadresse": "",
    "Arbeidsforhold": "",
    "Bilder og video": "",
    "Eiendom": "",
    "Familieforhold": "",
    "Inntekt og økonomi": "",
    "Kontonummer": "",
    "Karakterer og vurderinger": "",
    "Lokasjon": "",
    "Pålogging og logger": "",
    "Saksopplysninger": "",
    "Språk": "",
    "Statsborgerskap": "",
    "Utdanning": "",
    "Biometriske opplysninger": _SAERLIG,
    "Etnisk opprinnelse": _SAERLIG,
    "Fagforeningsmedlemskap": _SAERLIG,
    "Genetiske opplysninger": _SAERLIG,
    "Helseopplysninger": _SAERLIG,
    "Politisk oppfatning": _SAERLIG,
    "Religion eller livssyn": _SAERLIG,
    "Seksuelle forhold eller legning": _SAERLIG,
    "Politiattest": _STRAFF,
    "Straffedommer og lovovertredelser": _STRAFF,
}
MOTTAKER = (
    "Andre kommuner",
    "Arkivdepot",
    "Barnevernet",
    "Fylkeskommunen",
    "Helseforetak",
    "Ingen utenfor kommunen",
    "Innbyggere som ber om innsyn",
    "KS",
    "NAV",
    "Politiet",
    "Skatteetaten",
    "Statsforvalteren",
    "Statistisk sentralbyrå",
    "Utdanningsdirektoratet",
)
KILDE = {
    "Den registrerte selv": "registrert",
    "Andre offentlige myndigheter": "",
    "Arbeidsgiver": "",
    "Enhetsregisteret": "aapen",
    "Folkeregisteret": "",
    "Foresatte": "",
    "Kontakt- og reservasjonsregisteret": "",
    "Matrikkelen": "aapen",
    "Pårørende": "",
}
TILTAK = (
    "Avvikshåndtering",
    "Fysisk sikring",
    "Kryptering ved lagring",
    "Kryptering ved overføring",
    "Logging av bruk",
    "Opplæring av ansatte",
    "Regelmessig kontroll av tilganger",
    "Sikkerhetskopi som er prøvd",
    "Tilgangsstyring",
    "Taushetserklæring",
    "Tofaktorinnlogging",
)
# Words of each register, in the order they are offered, with the kind of data where the register has one.
WORDS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "REGISTRERT": tuple((word, "VANLIG") for word in REGISTRERT),
        "OPPLYSNING": tuple((word, kind or "VANLIG") for word, kind in OPPLYSNING.items()),
        "MOTTAKER": tuple((word, "VANLIG") for word in MOTTAKER),
        "KILDE": tuple((word, "VANLIG") for word in KILDE),
        "TILTAK": tuple((word, "VANLIG") for word in TILTAK),
        "DATABEHANDLER": (),
    }
)
