"""The columns of lists: what each holds, what a role must open for it, and the sets that come with the platform.

Headings are an interface: municipalities' own scripts read them and the letters they stand in. They are documented in
docs/bruk/kolonner.md (tested), and change only by new columns at the end. No set that comes with the platform holds anything
confidential (hjemler.md 1.7), and no column tells of relations.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg import sql

from fiks.felles.regneark import Kolonne, Slag
from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.lister import kolonneuttrykk as uttrykk
from fiks.folkeregister.lister.kolonneuttrykk import Grunnlag
from fiks.folkeregister.lister.utvalg import Tilhoerighet, UtvalgError
from fiks.folkeregister.models.innbyggerliste import Kolonnesett
from fiks.folkeregister.opplysninger import GRADERTE_ADRESSER

_STED = "STED"  # the element that the place comes from: bostedsadresse or oppholdsadresse
_HEADINGS = {Tilhoerighet.BOSTED: "Bostedsadresse", Tilhoerighet.OPPHOLD: "Oppholdsadresse"}


@dataclass(frozen=True, slots=True)
class Felt:
    """What can stand in a column. `kode` names it for EGENDEFINERT and in saved criteria; `overskrift` is its heading there.

    `konfidensiell`: only for a role that opens it, and never in a set that comes with the platform.
    """

    kode: str
    navn: str | Promise
    element: str
    felt: str
    uttrykk: Callable[[Grunnlag], sql.Composable]
    slag: Slag = Slag.TEXT
    bredde: int = 14
    konfidensiell: bool = False

    def opened_by(self, innsyn: Innsyn, tilhoerighet: Tilhoerighet) -> bool:
        """Tell whether a role opens it."""
        if self.element == GRADERTE_ADRESSER:
            return innsyn.may_choose_graded
        return innsyn.opens(element_of(self, tilhoerighet), self.felt)

    def overskrift(self, tilhoerighet: Tilhoerighet) -> str:
        """The heading in EGENDEFINERT: element and field as Skatteetaten names them."""
        return self.kode.replace("Sted_", f"{_HEADINGS[tilhoerighet]}_")


def _sted(kode: str, navn: str | Promise, column: str, felt: str = "vegadresse", *, bredde: int = 14) -> Felt:
    return Felt(kode, navn, _STED, felt, uttrykk.sted(column), bredde=bredde)


FELTER = {
    felt.kode: felt
    for felt in (
        Felt(
            "Identifikasjonsnummer_foedselsEllerDNummer",
            gettext_lazy("Fødselsnummer eller d-nummer"),
            "identifikasjonsnummer",
            "",
            uttrykk.person("identifikator"),
        ),
        Felt("Navn_fornavn", gettext_lazy("Fornavn"), "navn", "fornavn", uttrykk.person("fornavn"), bredde=20),
        Felt(
            "Navn_mellomnavn", gettext_lazy("Mellomnavn"), "navn", "mellomnavn", uttrykk.person("mellomnavn"), bredde=18
        ),
        Felt("Navn_etternavn", gettext_lazy("Etternavn"), "navn", "etternavn", uttrykk.person("etternavn"), bredde=22),
        Felt(
            "Foedsel_foedselsdato",
            gettext_lazy("Fødselsdato"),
            "foedsel",
            "foedselsdato",
            uttrykk.person("foedselsdato"),
            Slag.DATE,
        ),
        Felt(
            "Foedsel_foedselsaar",
            gettext_lazy("Fødselsår"),
            "foedsel",
            "foedselsaar",
            uttrykk.person("foedselsaar"),
            Slag.INTEGER,
            10,
        ),
        Felt("Alder", gettext_lazy("Alder"), "foedsel", "foedselsdato", uttrykk.alder, Slag.INTEGER, 8),
        Felt("Kjoenn_kjoenn", gettext_lazy("Kjønn"), "kjoenn", "kjoenn", uttrykk.kjoenn, bredde=9),
        Felt("Status_status", gettext_lazy("Personstatus"), "status", "status", uttrykk.status),
        Felt(
            "Doedsfall_doedsdato",
            gettext_lazy("Dødsdato"),
            "doedsfall",
            "doedsdato",
            uttrykk.person("doedsdato"),
            Slag.DATE,
        ),
        Felt(
            "Sivilstand_sivilstand",
            gettext_lazy("Sivilstand"),
            "sivilstand",
            "sivilstand",
            uttrykk.person("sivilstand"),
            bredde=18,
        ),
        Felt(
            "Statsborgerskap_statsborgerskap",
            gettext_lazy("Statsborgerskap"),
            "statsborgerskap",
            "statsborgerskap",
            uttrykk.statsborgerskap,
        ),
        Felt("Sted_kommunenummer", gettext_lazy("Kommunenummer"), _STED, "", uttrykk.sted("kommunenummer")),
        Felt("Kommune", gettext_lazy("Kommune"), _STED, "", uttrykk.kommune, bredde=18),
        _sted("Sted_adresse", gettext_lazy("Adresse"), "adresse", bredde=30),
        _sted("Sted_coAdressenavn", gettext_lazy("C/o"), "co_adressenavn", bredde=22),
        _sted("Sted_bruksenhetsnummer", gettext_lazy("Bolignummer"), "bruksenhetsnummer"),
        _sted("Sted_postnummer", gettext_lazy("Postnummer"), "postnummer", bredde=12),
        _sted("Sted_poststed", gettext_lazy("Poststed"), "poststed", bredde=18),
        Felt("Sted_grunnkrets", gettext_lazy("Grunnkrets"), _STED, "grunnkrets", uttrykk.grunnkrets, bredde=12),
        _sted("Sted_skolekrets", gettext_lazy("Skolekrets"), "skolekrets", "skolekrets", bredde=12),
        _sted("Sted_stemmekrets", gettext_lazy("Valgkrets"), "stemmekrets", "stemmekrets", bredde=12),
        Felt("Sted_flyttedato", gettext_lazy("Flyttedato"), _STED, "flyttedato", uttrykk.sted("flyttedato"), Slag.DATE),
        Felt("Postadresse_adresse", gettext_lazy("Postadresse"), "postadresse", "", uttrykk.post("adresse"), bredde=30),
        Felt(
            "Postadresse_postnummer",
            gettext_lazy("Postadresse: postnummer"),
            "postadresse",
            "",
            uttrykk.post("postnummer"),
        ),
        Felt(
            "Postadresse_poststed", gettext_lazy("Postadresse: poststed"), "postadresse", "", uttrykk.post("poststed")
        ),
        Felt(
            "Adressebeskyttelse_graderingsnivaa",
            gettext_lazy("Adressebeskyttelse"),
            "adressebeskyttelse",
            "graderingsnivaa",
            uttrykk.person("graderingsnivaa"),
            konfidensiell=True,
        ),
        Felt(
            "Sted_adressegradering",
            gettext_lazy("Adressegradering"),
            GRADERTE_ADRESSER,
            "",
            uttrykk.gradering,
            konfidensiell=True,
        ),
        Felt(
            "Bostedsadresse_innflyttetKommuneDato",
            gettext_lazy("Innflyttet kommunen"),
            "bostedsadresse",
            "flyttedato",
            uttrykk.person("innflyttet_kommune_date"),
            Slag.DATE,
        ),
        Felt(
            "Bostedsadresse_utflyttetKommuneDato",
            gettext_lazy("Utflyttet av kommunen"),
            "bostedsadresse",
            "flyttedato",
            uttrykk.fraflyttet,
            Slag.DATE,
        ),
    )
}

# A–I are the same in every set that comes with the platform; D–I are the published shape that scripts read.
_FIRST = (
    ("Kommunenummer", "Sted_kommunenummer"),
    ("Kommune", "Kommune"),
    ("Foedselsdato", "Foedsel_foedselsdato"),
    ("Fornavn", "Fornavn"),
    ("Etternavn", "Navn_etternavn"),
    ("Adresse", "Sted_adresse"),
    ("Postnummer", "Sted_postnummer"),
    ("Poststed", "Sted_poststed"),
    ("Identifikasjonsnummer_foedselsEllerDNummer", "Identifikasjonsnummer_foedselsEllerDNummer"),
)
SETT: dict[Kolonnesett, tuple[tuple[str, str], ...]] = {
    Kolonnesett.VAKSINE: (*_FIRST, ("Alder", "Alder"), ("Kjoenn", "Kjoenn_kjoenn"), ("Grunnkrets", "Sted_grunnkrets")),
    Kolonnesett.SKOLESTART: (
        *_FIRST,
        ("Alder", "Alder"),
        ("Kjoenn", "Kjoenn_kjoenn"),
        ("Skolekrets", "Sted_skolekrets"),
        ("Grunnkrets", "Sted_grunnkrets"),
        ("Bolignummer", "Sted_bruksenhetsnummer"),
    ),
    Kolonnesett.VALG: (
        *_FIRST,
        ("Alder", "Alder"),
        ("Stemmekrets", "Sted_stemmekrets"),
        ("Statsborgerskap", "Statsborgerskap_statsborgerskap"),
        ("Flyttedato", "Sted_flyttedato"),
    ),
}
# Given names and middle name together, for readers that know no middle name.
_GIVEN_NAMES = Felt("Fornavn", gettext_lazy("Fornavn og mellomnavn"), "navn", "fornavn", uttrykk.fornavn, bredde=24)


def kolonner(
    sett: Kolonnesett, chosen: Sequence[str], innsyn: Innsyn, tilhoerighet: Tilhoerighet, grunnlag: Grunnlag
) -> list[Kolonne]:
    """The columns of a list. In a set, a column that the role lacks stays empty, so that letters never move."""
    if sett == Kolonnesett.EGENDEFINERT:
        felter = [(felt.overskrift(tilhoerighet), felt) for kode, felt in FELTER.items() if kode in chosen]
    else:
        felter = [(heading, FELTER.get(kode, _GIVEN_NAMES)) for heading, kode in SETT[sett]]
    return [_kolonne(heading, felt, innsyn, tilhoerighet, grunnlag) for heading, felt in felter]


def _kolonne(heading: str, felt: Felt, innsyn: Innsyn, tilhoerighet: Tilhoerighet, grunnlag: Grunnlag) -> Kolonne:
    opened = felt.opened_by(innsyn, tilhoerighet)
    width = max(felt.bredde, len(heading) + 2)
    tells = felt.uttrykk
    if felt.felt == "vegadresse" and not innsyn.opens(element_of(felt, tilhoerighet), "matrikkeladresse"):
        tells = uttrykk.in_street(tells)
    return Kolonne(heading, felt.slag, width, tells(grunnlag) if opened else None)


def check_chosen(sett: Kolonnesett, chosen: Sequence[str], innsyn: Innsyn, tilhoerighet: Tilhoerighet) -> None:
    """Raise UtvalgError for own columns that do not exist, that the role does not open, or that are none at all."""
    if sett != Kolonnesett.EGENDEFINERT:
        return
    if not chosen:
        raise UtvalgError("kolonner", _("Velg minst én kolonne."))
    if not FELTER.keys() >= set(chosen):
        raise UtvalgError("kolonner", _("Kolonnen finnes ikke."))
    check_filled(chosen, innsyn, tilhoerighet)


def check_filled(koder: Sequence[str], innsyn: Innsyn, tilhoerighet: Tilhoerighet) -> None:
    """Raise UtvalgError for a column that the role does not open, or not any more."""
    for kode in koder:
        felt = FELTER.get(kode, _GIVEN_NAMES)
        if not felt.opened_by(innsyn, tilhoerighet):
            raise UtvalgError("kolonner", _("Rollen åpner ikke for %(navn)s.") % {"navn": str(felt.navn).lower()})


def element_of(felt: Felt, tilhoerighet: Tilhoerighet) -> str:
    """The register's element that a column tells from, for the audit log."""
    return _HEADINGS[tilhoerighet].lower() if felt.element == _STED else felt.element


def choices(innsyn: Innsyn, tilhoerighet: Tilhoerighet) -> list[Felt]:
    """What a role may choose from for EGENDEFINERT, in the order the columns will stand."""
    return [felt for felt in FELTER.values() if felt.opened_by(innsyn, tilhoerighet)]


def opened_fields(
    sett: Kolonnesett, chosen: Sequence[str], innsyn: Innsyn, tilhoerighet: Tilhoerighet
) -> list[tuple[str, Felt, bool]]:
    """Heading, field, and whether the role fills it: for showing what a list will hold, and for the audit log."""
    columns = kolonner(sett, chosen, innsyn, tilhoerighet, Grunnlag("p", (), date(2000, 1, 1)))
    felter = (
        [felt for kode, felt in FELTER.items() if kode in chosen]
        if sett == Kolonnesett.EGENDEFINERT
        else [FELTER.get(kode, _GIVEN_NAMES) for _heading, kode in SETT[sett]]
    )
    return [(column.overskrift, felt, column.uttrykk is not None) for column, felt in zip(columns, felter, strict=True)]
