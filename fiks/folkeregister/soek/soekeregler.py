"""What a role may search by: a field that it does not open is not to be found by asking who has which value."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.soek.kriterier import Soek, SoekError


@dataclass(frozen=True, slots=True)
class Krav:
    """A criterion, what it is called, and what of the register a role must open for it: all of it."""

    navn: str | Promise
    element: str
    felter: tuple[str, ...] = ("",)

    def met_by(self, innsyn: Innsyn) -> bool:
        """Tell whether the role opens it."""
        return all(innsyn.opens(self.element, felt) for felt in self.felter)


_BOSTED = "bostedsadresse"
KRAV: dict[str, Krav] = {
    "navn": Krav(gettext_lazy("navn"), "navn", ("fornavn", "mellomnavn", "etternavn")),
    "foedselsdato": Krav(gettext_lazy("fødselsdato"), "foedsel", ("foedselsdato",)),
    "foedselsaar": Krav(gettext_lazy("fødselsår"), "foedsel", ("foedselsaar",)),
    "kjoenn": Krav(gettext_lazy("kjønn"), "kjoenn", ("kjoenn",)),
    "kommuner": Krav(gettext_lazy("kommune"), _BOSTED),
    "gate": Krav(gettext_lazy("gateadresse"), _BOSTED, ("vegadresse",)),
    "postnummer": Krav(gettext_lazy("postnummer"), _BOSTED, ("vegadresse",)),
    "matrikkel": Krav(gettext_lazy("matrikkelnummer"), _BOSTED, ("matrikkeladresse",)),
    "bruksenhet": Krav(gettext_lazy("bruksenhetsnummer"), _BOSTED, ("vegadresse", "matrikkeladresse")),
    "duf": Krav(gettext_lazy("DUF-nummer"), "utlendingsmyndighetenesIdentifikasjonsnummer"),
    "utenlandsk": Krav(gettext_lazy("utenlandsk nummer"), "utenlandskPersonidentifikasjon"),
    "doede": Krav(gettext_lazy("døde"), "doedsfall"),
    "utflyttede": Krav(gettext_lazy("utflyttede"), "status", ("status",)),
}


def open_criteria(innsyn: Innsyn) -> frozenset[str]:
    """The criteria that a role may use, for a form to offer. `historikk` among them when the role has history."""
    found = {name for name, krav in KRAV.items() if krav.met_by(innsyn)}
    return frozenset(found | {"historikk"} if innsyn.may_see_history else found)


def check_allowed(soek: Soek, innsyn: Innsyn) -> None:
    """Raise SoekError for a criterion that the role does not open."""
    allowed = open_criteria(innsyn)
    for name in soek.used():
        if name not in allowed:
            what = KRAV[name].navn if name in KRAV else _("tidligere opplysninger")
            raise SoekError(name, _("Rollen åpner ikke for søk på %(navn)s.") % {"navn": what})
