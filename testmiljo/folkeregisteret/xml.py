"""Documents as XML: the same names as in JSON, in the order that the published schemas have.

The order is told for each element that has children; what the schemas do not name yet comes last.
"""

from collections.abc import Mapping
from functools import cache
from html import escape

PERSON = "folkeregisteret:tilgjengeliggjoering:person:v1"
EVENT = "folkeregisteret:tilgjengeliggjoering:hendelse:v1"
EXTRACT = "folkeregisteret:tilgjengeliggjoering:uttrekk:v1"

_METADATA = "ajourholdstidspunkt erGjeldende kilde aarsak gyldighetstidspunkt opphoerstidspunkt"
_PLACE = "bruksenhetsnummer bruksenhetstype matrikkelnummer undernummer adressetilleggsnavn poststed coAdressenavn"
_MATRIKKEL = "adresseIdentifikatorFraMatrikkelen naerAdresseIdentifikatorFraMatrikkelen adressegradering"
_PERSON = (
    "falskIdentitet identifikasjonsnummer identitetsgrunnlag kontaktinformasjonForDoedsbo "
    "legitimasjonsdokument status utlendingsmyndighetenesIdentifikasjonsnummer utenlandskPersonidentifikasjon doedsfall "
    "sivilstand familierelasjon bostedsadresse deltBosted oppholdsadresse postadresse postadresseIUtlandet "
    "adressebeskyttelse preferertKontaktadresse innflytting utflytting forholdTilSametingetsValgmanntall kjoenn "
    "statsborgerskap foreldreansvar foedsel navn foedselINorge vergemaalEllerFremtidsfullmakt opphold bibehold "
    "brukAvSamiskSpraak oppholdPaaSvalbard rettsligHandleevne"
)
_ORDER = {
    "folkeregisterperson": _PERSON,
    "lagretHendelse": "sekvensnummer hendelse",
    "oppslag": "foedselsEllerDNummer folkeregisterperson feilmelding",
    "dokumentForHendelse": "dokumentidentifikator skjemaversjon hendelse",
    "hendelse": "folkeregisteridentifikator hendelsestype hendelsetype hendelsesdokument persondokument ajourholdstidspunkt "
    "egenskapshendelse",
    "egenskapshendelse": f"{_PERSON} entitet entitetsendring",
    "falskIdentitet": "rettIdentitetVedOpplysninger rettIdentitetErUkjent rettIdentitetVedIdentifikasjonsnummer erFalsk",
    "identitetsgrunnlag": "identitetsgrunnlagstatus legitimasjonskontroll",
    "status": "status",
    "doedsfall": "doedsdato",
    "adressebeskyttelse": "graderingsnivaa",
    "kjoenn": "kjoenn",
    "bibehold": "bibeholdstatus datoForBibehold",
    "brukAvSamiskSpraak": "spraak",
    "oppholdPaaSvalbard": "antattOppholdsvarighet startdato sluttdato",
    "rettsligHandleevne": "rettsligHandleevneomfang",
    "preferertKontaktadresse": "valg adressegradering kontaktadresseIFrittFormat",
    "person": "foedselsdato personnavn foedselsEllerDNummer",
    "identifikasjonsnummer": "status foedselsEllerDNummer identifikatortype",
    "kontaktinformasjonForDoedsbo": "person advokat organisasjon skifteform attestutstedelsesdato adresse",
    "legitimasjonsdokument": "identifikasjonsdokumentnummer identifikasjonsdokumenttype utstederland utstedernavn gyldigFra "
    "gyldigTil dokumentkontroll",
    "sivilstand": "sivilstand sivilstandsdato myndighet kommune sted utland relatertVedSivilstand",
    "familierelasjon": "relatertPerson relatertPersonUtenFolkeregisteridentifikator relatertPersonsRolle minRolleForPerson",
    "relatertPersonUtenFolkeregisteridentifikator": "navn foedselsdato statsborgerskap kjoenn",
    "bostedsadresse": f"ukjentBosted vegadresse matrikkeladresse {_MATRIKKEL} flyttedato grunnkrets stemmekrets skolekrets "
    "kirkekrets",
    "deltBosted": f"vegadresse matrikkeladresse ukjentBosted startdatoForKontrakt sluttdatoForKontrakt {_MATRIKKEL}",
    "oppholdsadresse": f"vegadresse matrikkeladresse utenlandskAdresse adressenErUkjent {_MATRIKKEL} oppholdsadressedato "
    "oppholdAnnetSted",
    "postadresse": "adressegradering postboksadresse vegadresse postadresseIFrittFormat",
    "postadresseIUtlandet": "adressegradering utenlandskAdresse utenlandskAdresseIFrittFormat",
    "vegadresse": "kommunenummer bruksenhetsnummer bruksenhetstype adressenavn adressenummer adressekode "
    "adressetilleggsnavn poststed coAdressenavn",
    "matrikkeladresse": _PLACE,
    "matrikkelnummer": "kommunenummer gaardsnummer bruksnummer festenummer",
    "adressenummer": "husnummer husbokstav",
    "poststed": "poststedsnavn postnummer",
    "postboksadresse": "postbokseier postboks poststed",
    "postadresseIFrittFormat": "adresselinje poststed",
    "utenlandskAdresse": "coAdressenavn adressenavn bygning etasjenummer boenhet postboks postkode byEllerStedsnavn "
    "distriktsnavn region landkode",
    "utenlandskAdresseIFrittFormat": "adresselinje postkode byEllerStedsnavn landkode",
    "adresse": "adresselinje poststedsnavn postnummer landkode",
    "innflytting": "fraflyttingsland fraflyttingsstedIUtlandet",
    "utflytting": "tilflyttingsland tilflyttingsstedIUtlandet utflyttingsdato",
    "statsborgerskap": "statsborgerskap ervervsdato",
    "foreldreansvar": "ansvar ansvarssubjekt ansvarlig ansvarligOrganisasjon ansvarligUtenIdentifikator",
    "foedsel": "foedselsdato foedselsaar foedested foedekommuneINorge foedeland",
    "navn": "fornavn mellomnavn etternavn forkortetNavn originaltNavn",
    "personnavn": "fornavn mellomnavn etternavn",
    "advokat": "personnavn organisasjonsnavn organisasjonsnummer",
    "foedselINorge": "foedselsinstitusjonsnavn rekkefoelgenummer",
    "vergemaalEllerFremtidsfullmakt": "vergemaaltype embete verge",
    "verge": "navn foedselsEllerDNummer omfang omfangetErInnenPersonligOmraade tjenesteomraade",
    "tjenesteomraade": "vergeTjenestevirksomhet vergeTjenesteoppgave",
    "opphold": "oppholdstillatelse oppholdFra oppholdTil",
    "forholdTilSametingetsValgmanntall": "forhold vedtaksdato",
    **dict.fromkeys(
        ("utenlandskPersonidentifikasjon", "utlendingsmyndighetenesIdentifikasjonsnummer"),
        "identifikasjonsnummer identifikasjonsnummertype utstederland",
    ),
}
_ROWS = frozenset(_PERSON.split())
_LEAVES = {
    ("relatertPersonUtenFolkeregisteridentifikator", "statsborgerskap"),
    ("relatertPersonUtenFolkeregisteridentifikator", "kjoenn"),
    ("utenlandskPersonidentifikasjon", "identifikasjonsnummer"),
    ("utlendingsmyndighetenesIdentifikasjonsnummer", "identifikasjonsnummer"),
}
"""Texts with the name of something that has children elsewhere; a row may also hold a text with its own name."""


@cache
def children(element: str) -> tuple[str, ...]:
    """The names that may stand in an element, in order; empty for a text."""
    own = _ORDER.get(element, "").split()
    return tuple(_METADATA.split() + own if element in _ROWS else own)


def is_text(element: str, within: str) -> bool:
    return element == within or (within, element) in _LEAVES or not children(element)


def written(content: object, element: str, namespace: str = "") -> bytes:
    """A whole XML document."""
    parts = ["<?xml version='1.0' encoding='UTF-8'?>\n"]
    _write(parts, element, content, f' xmlns="{namespace}"' if namespace else "")
    return "".join(parts).encode()


def fragment(content: object, element: str) -> str:
    parts: list[str] = []
    _write(parts, element, content, "")
    return "".join(parts)


def _write(parts: list[str], element: str, value: object, attributes: str) -> None:
    if isinstance(value, list):
        for each in value:
            _write(parts, element, each, attributes)
        return
    parts.append(f"<{element}{attributes}>")
    if isinstance(value, Mapping):
        places = _places(element)
        for name in sorted(value, key=lambda name: places.get(name, len(places))):
            if value[name] is not None:
                _write(parts, name, value[name], "")
    else:
        parts.append(_text(value))
    parts.append(f"</{element}>")


@cache
def _places(element: str) -> dict[str, int]:
    return {name: place for place, name in enumerate(children(element))}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(str(value), quote=False)
