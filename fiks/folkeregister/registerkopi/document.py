"""The register's person document, as far as the columns need it (folkeregister.md a.1, a.2).

Only shape is checked here. Enumerations are open: a value nobody has seen before is kept, never refused. Everything else
in the document is read past, and stays in the bytes that are kept as received.
"""

from datetime import date, datetime
from typing import Annotated

import msgspec

Krets = Annotated[int, msgspec.Meta(ge=0, le=2_000_000_000)]


class Rad(msgspec.Struct, rename="camel", gc=False):
    """One row, with the metadata that any row may carry or lack."""

    er_gjeldende: bool | None = None
    aarsak: str | None = None
    gyldighetstidspunkt: datetime | None = None
    opphoerstidspunkt: datetime | None = None

    @property
    def is_current(self) -> bool:
        """Rows without metadata are current."""
        return self.er_gjeldende is not False


class Omriss(msgspec.Struct, rename="camel", gc=False):
    """A row that no column comes from: that it is an object, and no more."""

    er_gjeldende: bool | None = None


class Identifikasjonsnummer(Rad, kw_only=True):
    foedsels_eller_d_nummer: str
    identifikatortype: str | None = None
    status: str | None = None


class Status(Rad):
    status: str | None = None


class Navn(Rad):
    fornavn: str | None = None
    mellomnavn: str | None = None
    etternavn: str | None = None


class Kjoenn(Rad):
    kjoenn: str | None = None


class Foedsel(Rad):
    foedselsdato: date | None = None
    foedselsaar: Annotated[str, msgspec.Meta(pattern="^[0-9]{4}$")] | None = None


class Doedsfall(Rad):
    doedsdato: date | None = None
    ajourholdstidspunkt: datetime | None = None


class Sivilstand(Rad):
    sivilstand: str | None = None


class Statsborgerskap(Rad):
    statsborgerskap: str | None = None


class Adressebeskyttelse(Rad):
    graderingsnivaa: str | None = None


class AnnetNummer(Rad):
    """A number given by somebody else: a foreign state, or the immigration authorities."""

    identifikasjonsnummer: str | None = None
    utstederland: str | None = None


class _Del(msgspec.Struct, rename="camel", gc=False):
    """A part of a row, without metadata of its own."""


class Poststed(_Del):
    postnummer: str | None = None
    poststedsnavn: str | None = None


class Adressenummer(_Del):
    husnummer: str | None = None
    husbokstav: str | None = None


class Vegadresse(_Del):
    kommunenummer: str | None = None
    adressenavn: str | None = None
    adressenummer: Adressenummer | None = None
    bruksenhetsnummer: str | None = None
    co_adressenavn: str | None = None
    poststed: Poststed | None = None


class Matrikkelnummer(_Del):
    kommunenummer: str | None = None
    gaardsnummer: int | None = None
    bruksnummer: int | None = None
    festenummer: int | None = None


class Matrikkeladresse(_Del):
    matrikkelnummer: Matrikkelnummer | None = None
    undernummer: int | None = None
    bruksenhetsnummer: str | None = None
    co_adressenavn: str | None = None
    poststed: Poststed | None = None


class UkjentBosted(_Del):
    bostedskommune: str | None = None


class Postboksadresse(_Del):
    postboks: str | None = None
    postbokseier: str | None = None
    poststed: Poststed | None = None


class FrittFormat(_Del):
    adresselinje: list[str] = []
    poststed: Poststed | None = None


class UtenlandskAdresse(_Del):
    """Both the divided and the free form of a foreign address."""

    adresselinje: list[str] = []
    co_adressenavn: str | None = None
    adressenavn: str | None = None
    bygning: str | None = None
    etasjenummer: str | None = None
    boenhet: str | None = None
    postboks: str | None = None
    postkode: str | None = None
    by_eller_stedsnavn: str | None = None
    distriktsnavn: str | None = None
    region: str | None = None
    landkode: str | None = None


class Adresse(Rad):
    """A row of any of the five address elements. Without a grading it is ungraded; an unknown one is a grading."""

    adressegradering: str | None = "ugradert"
    flyttedato: date | None = None
    grunnkrets: Krets | None = None
    stemmekrets: Krets | None = None
    skolekrets: Krets | None = None
    adresse_identifikator_fra_matrikkelen: str | None = None
    vegadresse: Vegadresse | None = None
    matrikkeladresse: Matrikkeladresse | None = None
    ukjent_bosted: UkjentBosted | None = None
    postboksadresse: Postboksadresse | None = None
    postadresse_i_fritt_format: FrittFormat | None = None
    utenlandsk_adresse: UtenlandskAdresse | None = None
    utenlandsk_adresse_i_fritt_format: UtenlandskAdresse | None = None


class Verge(_Del):
    """A guardian; without a number it is somebody outside the register."""

    foedsels_eller_d_nummer: str | None = None


class Vergemaal(Rad):
    vergemaaltype: str | None = None
    verge: Verge | None = None


class Folkeregisterperson(msgspec.Struct, rename="camel", gc=False, kw_only=True):
    """One document. Every element is a list of rows, except the two that are single objects."""

    identifikasjonsnummer: list[Identifikasjonsnummer]
    status: list[Status] = []
    navn: list[Navn] = []
    kjoenn: list[Kjoenn] = []
    foedsel: list[Foedsel] = []
    doedsfall: Doedsfall | None = None
    sivilstand: list[Sivilstand] = []
    statsborgerskap: list[Statsborgerskap] = []
    adressebeskyttelse: list[Adressebeskyttelse] = []
    bostedsadresse: list[Adresse] = []
    oppholdsadresse: list[Adresse] = []
    delt_bosted: list[Adresse] = []
    postadresse: list[Adresse] = []
    postadresse_i_utlandet: list[Adresse] = []
    utenlandsk_personidentifikasjon: list[AnnetNummer] = []
    utlendingsmyndighetenes_identifikasjonsnummer: list[AnnetNummer] = []
    vergemaal_eller_fremtidsfullmakt: list[Vergemaal] = []
    # No columns come from these; they are here so that a document of wrong shape is found out before it is kept.
    falsk_identitet: Omriss | None = None
    identitetsgrunnlag: list[Omriss] = []
    foedsel_i_norge: list[Omriss] = []
    bibehold: list[Omriss] = []
    preferert_kontaktadresse: list[Omriss] = []
    innflytting: list[Omriss] = []
    utflytting: list[Omriss] = []
    familierelasjon: list[Omriss] = []
    foreldreansvar: list[Omriss] = []
    rettslig_handleevne: list[Omriss] = []
    kontaktinformasjon_for_doedsbo: list[Omriss] = []
    legitimasjonsdokument: list[Omriss] = []
    opphold: list[Omriss] = []
    opphold_paa_svalbard: list[Omriss] = []
    bruk_av_samisk_spraak: list[Omriss] = []
    forhold_til_sametingets_valgmanntall: list[Omriss] = []


_DECODER = msgspec.json.Decoder(Folkeregisterperson)


def parse(line: bytes) -> Folkeregisterperson:
    """Read a document.

    Raises:
        UnicodeDecodeError, RecursionError, msgspec.DecodeError: it is not JSON, or too deep.
        msgspec.ValidationError: it has the wrong shape.
    """
    line.decode()  # what msgspec reads past, it does not look into
    return _DECODER.decode(line)
