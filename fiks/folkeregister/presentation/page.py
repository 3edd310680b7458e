"""The person page: what a look-up found, in the sections and words of the screen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from fiks.felles.design import tekst
from fiks.felles.koder.kalender import age_on
from fiks.folkeregister.actions.oppslag import Oppslag
from fiks.folkeregister.opplysninger import ADDRESSES, CATALOGUE
from fiks.folkeregister.presentation.fields import Verdi, format_value, render
from fiks.folkeregister.presentation.names import full_name, nice, nice_name
from fiks.folkeregister.protection import Row, is_current, rows
from fiks.folkeregister.queries.bolig import Bolig
from fiks.folkeregister.queries.personer import Naer

ADDRESS_ORDER = (
    "bostedsadresse",
    "oppholdsadresse",
    "deltBosted",
    "postadresse",
    "postadresseIUtlandet",
    "preferertKontaktadresse",
)
FAMILY = ("familierelasjon", "foreldreansvar")
_TELLS_SINCE = ADDRESSES | {"status", "sivilstand", "vergemaalEllerFremtidsfullmakt", "adressebeskyttelse"}
# Shown even when empty: that there is none is what one asks.
_ASKED_FOR = frozenset({"bostedsadresse", "postadresse"})


@dataclass(frozen=True, slots=True)
class Kjent:
    """A person on the page other than the one looked up. `lenke` stands for the number in the form of a new look-up;
    `vist_nummer` is the number as the document names her.
    """

    nummer: str
    navn: str
    opplysning: str
    vist_nummer: str
    lenke: str = ""


@dataclass(frozen=True, slots=True)
class Rad:
    """One row of an element, with the persons it names."""

    verdi: Verdi
    kjente: list[Kjent] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fakta:
    """One element. `skjult`: a deliberate choice would show an address here."""

    kode: str
    navn: str
    rader: list[Rad]
    skjult: bool = False


@dataclass(frozen=True, slots=True)
class Personside:
    """Everything the page shows. `navn` is the heading."""

    navn: str
    linje: list[str]
    adresser: list[Fakta]
    om: list[Fakta]
    familie: list[Fakta]
    husholdning: list[Kjent]
    verge_for: list[Kjent]
    lukket: str


Refer = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Sight:
    """How to show: whose rows, ages on which day, and how persons are linked to."""

    oppslag: Oppslag
    on: date
    now: bool
    refer: Refer

    def known(self, naer: Naer | None, number: str) -> Kjent:
        """A person to link to, by name when the role opens it and the register copy has her."""
        if naer is None:
            return Kjent(number, _("Ukjent navn"), _("Ikke i registerkopien"), tekst.nummer(number))
        return _known(naer, number, self.on, self.refer)


def personside(
    oppslag: Oppslag, dokument: Row | None = None, *, on: date, now: bool = True, refer: Refer = lambda _number: ""
) -> Personside:
    """Lay out a look-up.

    Args:
        dokument: what to show in place of the look-up's own rows, as on an earlier day.
        on: the day that ages are counted on.
        now: False leaves out what is known of today only.
        refer: gives what stands for a number in a form, for those the register copy has.
    """
    shown = oppslag.dokument if dokument is None else dokument
    sight = _Sight(oppslag, on, now, refer)
    rest = [kode for kode in CATALOGUE if kode not in ADDRESSES and kode not in FAMILY]
    return Personside(
        navn=heading(shown),
        linje=_line(shown, on),
        adresser=_facts(ADDRESS_ORDER, shown, sight),
        om=_facts(rest, shown, sight),
        familie=_facts(FAMILY, shown, sight),
        husholdning=[sight.known(naer, naer.nummer) for naer in oppslag.husholdning] if now else [],
        verge_for=[sight.known(naer, naer.nummer) for naer in oppslag.verge_for] if now else [],
        lukket=_closed(oppslag),
    )


@dataclass(frozen=True, slots=True)
class Boligside:
    """A dwelling: the address on one line, and who lives there, each with the day she came as far as it is told."""

    adresse: str
    beboere: list[tuple[Kjent, date | None]]


def dwelling(bolig: Bolig, *, on: date, refer: Refer) -> Boligside:
    """Lay out a dwelling. Whoever is shown with her number is so by the look-up that the number leads to."""
    street = ", ".join(filter(None, (nice(bolig.adresse), _("bolig %s") % bolig.bruksenhetsnummer)))
    place = " ".join(filter(None, (bolig.postnummer, nice(bolig.poststed))))
    return Boligside(
        ", ".join(filter(None, (street, place))),
        [(_known(one.naer, one.naer.nummer, on, refer), one.siden) for one in bolig.beboere],
    )


def heading(document: Row) -> str:
    """The person's name, or what to say when the role does not open it or the register has none."""
    return full_name(_latest(document, "navn")) or _("Person uten navn i oppslaget")


def _known(naer: Naer, number: str, on: date, refer: Refer) -> Kjent:
    name = nice_name(naer.fornavn, naer.mellomnavn, naer.etternavn) or _("Navnet åpnes ikke av rollen")
    return Kjent(naer.nummer, name, _age(naer, on), tekst.nummer(number), refer(naer.nummer))


def _age(naer: Naer, on: date) -> str:
    if naer.doed:
        return _("Død")
    if naer.foedselsdato:
        return _("%(alder)s år") % {"alder": age_on(naer.foedselsdato, on)}
    return _("Født %(aar)s") % {"aar": naer.foedselsaar} if naer.foedselsaar else ""


def _facts(codes: Iterable[str], shown: Row, sight: _Sight) -> list[Fakta]:
    oppslag, found = sight.oppslag, []
    for kode in codes:
        values = [_row(kode, row, sight) for row in rows(shown, kode)]
        hidden = sight.now and kode in oppslag.skjulte and not oppslag.valg.gradert
        expected = sight.now and kode in _ASKED_FOR and oppslag.innsyn.opens(kode)
        if values or hidden or expected:
            found.append(Fakta(kode, str(CATALOGUE[kode].navn), values, skjult=hidden))
    return found


def _row(kode: str, row: Row, sight: _Sight) -> Rad:
    verdi = render(kode, _birth_once(row) if kode == "foedsel" else row)
    numbers = {tekst.nummer(number) for number in verdi.personer}
    others = [detalj for detalj in verdi.detaljer if detalj.verdi not in numbers]
    # That a name or a birth is registered anew tells nothing; it stands among the sources.
    verdi = replace(verdi, detaljer=others, siden=verdi.siden if kode in _TELLS_SINCE else None)
    return Rad(verdi, [sight.known(sight.oppslag.naere.get(number), number) for number in verdi.personer])


def _birth_once(row: Row) -> Row:
    """The row without the year of birth where the date tells it."""
    year = row.get("foedselsaar")
    told = bool(year) and str(row.get("foedselsdato", "")).startswith(str(year))
    return {name: value for name, value in row.items() if name != "foedselsaar"} if told else row


def _line(document: Row, on: date) -> list[str]:
    """Three to five facts that tell who it is."""
    number = _latest(document, "identifikasjonsnummer")
    kind = format_value("identifikatortype", number.get("identifikatortype")) or _("Nummer")
    facts = [
        _birth(document, on),
        format_value("kjoenn", _latest(document, "kjoenn").get("kjoenn")),
        format_value("status", _latest(document, "status").get("status"), element="status"),
        f"{kind} {tekst.nummer(str(number.get('foedselsEllerDNummer', '')))}",
    ]
    return [fact for fact in facts if fact]


def _birth(document: Row, on: date) -> str:
    born = _latest(document, "foedsel")
    try:
        day = date.fromisoformat(str(born.get("foedselsdato", "")))
    except ValueError:
        return _("Født %(aar)s") % {"aar": born["foedselsaar"]} if born.get("foedselsaar") else ""
    shown = _("Født %(dato)s") % {"dato": tekst.dato(day)}
    is_dead = bool(rows(document, "doedsfall")) or _latest(document, "status").get("status") == "doed"
    return shown if is_dead or day > on else _("%(foedt)s (%(alder)s år)") % {"foedt": shown, "alder": age_on(day, on)}


def _latest(document: Row, element: str) -> Row:
    """The current row that holds from latest; an empty one when there is none."""
    found = [row for row in rows(document, element) if is_current(row)]
    return max(found, key=lambda row: str(row.get("gyldighetstidspunkt", "")), default={})


def _closed(oppslag: Oppslag) -> str:
    """What the role does not open, as «sivilstand, statsborgerskap og foreldreansvar»."""
    return _join([_lower(str(CATALOGUE[kode].navn)) for kode in oppslag.innsyn.missing()])


def _lower(name: str) -> str:
    """In small letters within a sentence, but not DUF."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def hidden_kinds(oppslag: Oppslag) -> str:
    """The kinds of address that are hidden, as «bostedsadressen og oppholdsadressen» would be read: in small letters."""
    return _join([_lower(str(CATALOGUE[kode].navn)) for kode in ADDRESS_ORDER if kode in oppslag.skjulte])


def _join(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(alle)s og %(siste)s") % {"alle": ", ".join(names[:-1]), "siste": names[-1]}
