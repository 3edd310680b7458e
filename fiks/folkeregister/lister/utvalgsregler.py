"""Which criteria a role may use: a field that it does not open is not to be found by asking who has which value."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.lister.utvalg import BOSATT, ENDED_STATUSES, Aldersmaate, Tilhoerighet, Utvalg, UtvalgError
from fiks.folkeregister.opplysninger import FULL_STATUS, OPEN_STATUSES


@dataclass(frozen=True, slots=True)
class Krav:
    """A criterion, and the field of the register that a role must open for it."""

    kriterium: str
    navn: str | Promise
    element: str
    felt: str = ""

    def met_by(self, innsyn: Innsyn) -> bool:
        """Tell whether the role opens it."""
        return innsyn.opens(self.element, self.felt)


_ALDER = gettext_lazy("alder")
KRAV = {
    krav.kriterium: krav
    for krav in (
        Krav("alder", _ALDER, "foedsel", "foedselsdato"),
        Krav("foedt_siden", gettext_lazy("fødselsdato"), "foedsel", "foedselsdato"),
        Krav("doed_siden", gettext_lazy("dødsfall"), "doedsfall", "doedsdato"),
        Krav("foedt", gettext_lazy("fødselsår"), "foedsel", "foedselsaar"),
        Krav("kjoenn", gettext_lazy("kjønn"), "kjoenn", "kjoenn"),
        Krav("sivilstander", gettext_lazy("sivilstand"), "sivilstand", "sivilstand"),
        Krav("statsborgerskap", gettext_lazy("statsborgerskap"), "statsborgerskap", "statsborgerskap"),
        Krav("statuser", gettext_lazy("personstatus"), "status", "status"),
    )
}
# Those who left have former addresses alone.
LEFT = frozenset({"doed_siden", "utflyttet_siden"})
_PLACES = (
    ("postnumre", gettext_lazy("postnummer"), "vegadresse"),
    ("grunnkretser", gettext_lazy("grunnkrets"), "grunnkrets"),
    ("skolekretser", gettext_lazy("skolekrets"), "skolekrets"),
    ("stemmekretser", gettext_lazy("valgkrets"), "stemmekrets"),
    ("husholdning", gettext_lazy("husholdning"), "vegadresse"),
    ("innflyttet_siden", gettext_lazy("innflytting"), "flyttedato"),
    ("utflyttet_siden", gettext_lazy("utflytting"), "flyttedato"),
)


def place_element(tilhoerighet: Tilhoerighet) -> str:
    """The element that places on the list come from."""
    return "bostedsadresse" if tilhoerighet == Tilhoerighet.BOSTED else "oppholdsadresse"


def krav_for(tilhoerighet: Tilhoerighet) -> dict[str, Krav]:
    """Every criterion by name, with what it takes."""
    element = place_element(tilhoerighet)
    places = {name: Krav(name, navn, element, felt) for name, navn, felt in _PLACES}
    return {"kommuner": Krav("kommuner", gettext_lazy("kommune"), element), **KRAV, **places}


def open_criteria(innsyn: Innsyn, tilhoerighet: Tilhoerighet = Tilhoerighet.BOSTED) -> frozenset[str]:
    """The criteria that a role may use, for a form to offer: keys of `krav_for`."""
    opened = {name for name, krav in krav_for(tilhoerighet).items() if krav.met_by(innsyn)}
    return frozenset(opened if innsyn.may_see_history else opened - LEFT)


def check_allowed(utvalg: Utvalg, innsyn: Innsyn) -> None:
    """Raise UtvalgError for criteria that cannot stand together or that the role does not open."""
    utvalg.check()
    krav = krav_for(utvalg.tilhoerighet)
    for name in used_criteria(utvalg):
        if not krav[name].met_by(innsyn):
            raise UtvalgError(name, _("Rollen åpner ikke for %(navn)s.") % {"navn": krav[name].navn})
    if FULL_STATUS not in innsyn.opplysninger and not set(utvalg.statuser) <= OPEN_STATUSES:
        raise UtvalgError("statuser", _("Rollen åpner ikke for personstatus som er taushetsbelagt."))
    ended = utvalg.tilhoerighet == Tilhoerighet.BOSTED and ENDED_STATUSES & set(utvalg.statuser)
    if (ended or utvalg.left) and not innsyn.may_see_history:
        text = _("De som er flyttet ut eller døde, har bare tidligere adresser, og rollen åpner ikke for dem.")
        raise UtvalgError(next(iter(LEFT & set(used_criteria(utvalg))), "statuser"), text)


def used_criteria(utvalg: Utvalg) -> Iterator[str]:
    """Names of the criteria that are asked about. Residents alone is what every list begins with, so it asks nothing."""
    yield "kommuner"
    if utvalg.alder:
        yield "foedt" if utvalg.alder.maate == Aldersmaate.FOEDT else "alder"
    if utvalg.statuser != (BOSATT,):
        yield "statuser"
    if utvalg.asks_household:
        yield "husholdning"
    simple = (
        "kjoenn",
        "sivilstander",
        "statsborgerskap",
        "foedt_siden",
        "doed_siden",
        *(name for name, _navn, _felt in _PLACES if name != "husholdning"),
    )
    yield from (name for name in simple if getattr(utvalg, name))
