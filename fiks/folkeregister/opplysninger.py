"""The register's pieces of information: elements and fields, what they are called, and which are confidential.

Names of elements and fields are Skatteetaten's (spec/freg, folkeregister.md a.2). Confidential (taushetsbelagt) follows
folkeregisterloven § 9-1 and Skatteetaten's published split. A role names what it opens by code:

* `navn` opens the element's open fields;
* `foedsel.foedselsaar` opens that field alone, `sivilstand.relatertVedSivilstand` a confidential field beside open ones;
* `historikk` opens rows that are no longer current, `graderteAdresser` the choice to see addresses that are graded
  fortrolig or klientadresse. Strengt fortrolig is opened by nothing.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HISTORIKK = "historikk"
GRADERTE_ADRESSER = "graderteAdresser"
FULL_STATUS = "status.full"
METADATA = frozenset(
    {"ajourholdstidspunkt", "erGjeldende", "kilde", "aarsak", "gyldighetstidspunkt", "opphoerstidspunkt"}
)
ADDRESSES = frozenset(
    {
        "bostedsadresse",
        "oppholdsadresse",
        "deltBosted",
        "postadresse",
        "postadresseIUtlandet",
        "preferertKontaktadresse",
    }
)
OPEN_STATUSES = frozenset({"bosatt", "utflyttet", "doed", "opphoert", "inaktiv", "aktiv"})


@dataclass(frozen=True, slots=True)
class Opplysning:
    """One element. `confidential_fields` are closed even when the element is open, until they are named themselves."""

    kode: str
    navn: str | Promise
    taushetsbelagt: bool = False
    confidential_fields: frozenset[str] = frozenset()


def _element(kode: str, navn: str | Promise, *confidential_fields: str) -> Opplysning:
    return Opplysning(kode, navn, confidential_fields=frozenset(confidential_fields))


def _confidential(kode: str, navn: str | Promise) -> Opplysning:
    return Opplysning(kode, navn, taushetsbelagt=True)


CATALOGUE: dict[str, Opplysning] = {
    opplysning.kode: opplysning
    for opplysning in (
        _element("identifikasjonsnummer", _("Fødselsnummer eller d-nummer")),
        _element("identitetsgrunnlag", _("Identitetsgrunnlag")),
        _element("navn", _("Navn")),
        _element("foedsel", _("Fødsel")),
        _element("foedselINorge", _("Fødselsinstitusjon")),
        _element("kjoenn", _("Kjønn")),
        _element("status", _("Personstatus")),
        _element("doedsfall", _("Dødsfall")),
        _element("sivilstand", _("Sivilstand"), "relatertVedSivilstand"),
        _element("statsborgerskap", _("Statsborgerskap")),
        _element("bostedsadresse", _("Bostedsadresse")),
        _element("oppholdsadresse", _("Oppholdsadresse")),
        _element("deltBosted", _("Delt bosted")),
        _element("postadresse", _("Postadresse")),
        _element("postadresseIUtlandet", _("Postadresse i utlandet")),
        _element("preferertKontaktadresse", _("Foretrukket kontaktadresse")),
        _element("innflytting", _("Innflytting til Norge")),
        _element("utflytting", _("Utflytting fra Norge")),
        _element("kontaktinformasjonForDoedsbo", _("Kontakt for dødsbo")),
        _element(
            "vergemaalEllerFremtidsfullmakt",
            _("Vergemål eller fremtidsfullmakt"),
            "verge.tjenesteomraade",
            "verge.omfang",
        ),
        _element("rettsligHandleevne", _("Rettslig handleevne")),
        _confidential("adressebeskyttelse", _("Adressebeskyttelse")),
        _confidential("familierelasjon", _("Familie")),
        _confidential("foreldreansvar", _("Foreldreansvar")),
        _confidential("bibehold", _("Bibehold av statsborgerskap")),
        _confidential("falskIdentitet", _("Falsk identitet")),
        _confidential("utenlandskPersonidentifikasjon", _("Utenlandsk identifikasjon")),
        _confidential("utlendingsmyndighetenesIdentifikasjonsnummer", _("DUF-nummer")),
        _confidential("legitimasjonsdokument", _("Legitimasjonsdokument")),
        _confidential("opphold", _("Oppholdstillatelse")),
        _confidential("oppholdPaaSvalbard", _("Opphold på Svalbard")),
        _confidential("brukAvSamiskSpraak", _("Bruk av samisk språk")),
        _confidential("forholdTilSametingetsValgmanntall", _("Sametingets valgmanntall")),
    )
}

# Fields that a role can open alone, when less than the element is enough; and those that are confidential in an open one.
FIELD_NAMES: dict[str, str | Promise] = {
    "navn.fornavn": _("fornavn"),
    "navn.mellomnavn": _("mellomnavn"),
    "navn.etternavn": _("etternavn"),
    "foedsel.foedselsdato": _("fødselsdato"),
    "foedsel.foedselsaar": _("fødselsår"),
    "foedsel.foedekommuneINorge": _("fødekommune"),
    "foedsel.foedeland": _("fødeland"),
    "sivilstand.sivilstand": _("gift, skilt og så videre"),
    "sivilstand.sivilstandsdato": _("dato"),
    "sivilstand.relatertVedSivilstand": _("ektefelle eller partner"),
    "statsborgerskap.statsborgerskap": _("land"),
    "bostedsadresse.vegadresse": _("vegadresse"),
    "bostedsadresse.grunnkrets": _("grunnkrets"),
    "bostedsadresse.skolekrets": _("skolekrets"),
    "bostedsadresse.stemmekrets": _("stemmekrets"),
    "bostedsadresse.kirkekrets": _("kirkekrets"),
    "bostedsadresse.flyttedato": _("flyttedato"),
    "vergemaalEllerFremtidsfullmakt.verge.tjenesteomraade": _("hva vergen har ansvar for"),
    "vergemaalEllerFremtidsfullmakt.verge.omfang": _("omfanget"),
}
_SPECIAL: dict[str, str | Promise] = {
    HISTORIKK: _("Tidligere opplysninger"),
    GRADERTE_ADRESSER: _("Graderte adresser, etter eget valg"),
    FULL_STATUS: _("Personstatus som er taushetsbelagt"),
}

PERSON_BASIS = (
    "identifikasjonsnummer",
    "identitetsgrunnlag",
    "status",
    "doedsfall",
    "sivilstand",
    "foedsel",
    "statsborgerskap",
    "kjoenn",
    "navn",
    "bostedsadresse",
    "oppholdsadresse",
    "deltBosted",
    "postadresse",
    "postadresseIUtlandet",
    "adressebeskyttelse",
    "kontaktinformasjonForDoedsbo",
)


def is_known(kode: str) -> bool:
    """Tell whether a role may name this code."""
    return kode in {HISTORIKK, GRADERTE_ADRESSER, FULL_STATUS} or kode.split(".", 1)[0] in CATALOGUE


def is_confidential(kode: str) -> bool:
    """Tell whether the code opens something confidential, so that the role needs a hjemmel of its own for it."""
    if kode in {GRADERTE_ADRESSER, FULL_STATUS}:
        return True
    if kode == HISTORIKK:
        return False
    element, _dot, field = kode.partition(".")
    found = CATALOGUE[element]
    return found.taushetsbelagt or field in found.confidential_fields


def label(kode: str) -> str:
    """What a code is called on the screen: «Navn», «Fødsel: fødselsår»."""
    if kode in _SPECIAL:
        return str(_SPECIAL[kode])
    element, _dot, field = kode.partition(".")
    name = str(CATALOGUE[element].navn)
    return f"{name}: {FIELD_NAMES.get(kode, field)}" if field else name


def codes() -> list[str]:
    """Every code that has a name: elements, each with its fields after it, and what opens more of all of them."""
    found = []
    for element in CATALOGUE:
        found += [element, *(kode for kode in FIELD_NAMES if kode.startswith(f"{element}."))]
    return [*found, *_SPECIAL]
