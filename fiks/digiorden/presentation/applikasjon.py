"""An application as its page shows it: sections of labels and texts, and what two savings disagree on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.digiorden.forms.applikasjon import SEKSJONER, ApplikasjonForm
from fiks.digiorden.katalog import felleskomponenter, temaer
from fiks.digiorden.katalog.databehandlere import read
from fiks.digiorden.models import Applikasjon
from fiks.felles.design.tekst import dato, nummer, tall

_KRONER = {"aarlig_kostnad", "indirekte_kostnad", "innkjoepskostnad"}
_MONTHS = {"avtale_oppsigelse_maaneder", "avtale_opsjon_maaneder"}
_ORGNR = {"driftsleverandoer_orgnr", "avtale_orgnr"}
_LINKS = {"avtale_lenke"}
_ELSEWHERE = {"navn", "tema_2", "livsloep"}


@dataclass(frozen=True, slots=True)
class Linje:
    """One fact. `lenke` when the text is an address that may be followed."""

    navn: str
    tekst: str
    lenke: bool = False


@dataclass(frozen=True, slots=True)
class Seksjon:
    """A part of the page."""

    anker: str
    tittel: Promise
    linjer: Sequence[Linje]


@dataclass(frozen=True, slots=True)
class Forskjell:
    """A field that two people have written, each in her own way."""

    navn: str
    din: str
    lagret: str


def sections(applikasjon: Applikasjon) -> list[Seksjon]:
    """What is told of an application. Empty facts are left out, and sections of nothing."""
    found = []
    for anker, tittel, fields in SEKSJONER:
        lines = [_line(applikasjon, field) for field in fields if field not in _ELSEWHERE]
        found.append(Seksjon(anker, tittel, [line for line in lines if line.tekst]))
    processors = [Linje(one.navn, _processor(one.orgnr, one.avtalt)) for one in read(applikasjon.databehandlere)]
    found.insert(5, Seksjon("databehandlere", gettext_lazy("Databehandlere"), processors))
    return [section for section in found if section.linjer]


def _line(applikasjon: Applikasjon, field: str) -> Linje:
    label = str(ApplikasjonForm.base_fields[field].label)
    if field == "tema":
        return Linje(_("Tema"), ", ".join(temaer.names(own_themes(applikasjon))))
    return Linje(label, shown(applikasjon, field), lenke=field in _LINKS)


def own_themes(applikasjon: Applikasjon) -> list[str]:
    """The themes of an application: its own, or those of the catalogue."""
    system = applikasjon.katalogsystem
    return applikasjon.temaer or (system.temaer if system else [])


def shown(applikasjon: Applikasjon, field: str) -> str:
    """The value of a field, as people read it; empty when there is none."""
    if label := getattr(applikasjon, f"get_{field}_display", None):
        return str(label()) if getattr(applikasjon, field) else ""
    value = getattr(applikasjon, field)
    if field == "felleskomponenter":
        return ", ".join(felleskomponenter.names(value))
    return _text(field, value)


def _text(field: str, value: object) -> str:
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nei")
    if isinstance(value, date):
        return str(dato(value))
    if field in _ORGNR:
        return str(nummer(value))
    if isinstance(value, int):
        return _number(field, value)
    return str(value)


def _number(field: str, value: int) -> str:
    if field in _KRONER:
        return _("%(tall)s kroner") % {"tall": tall(value)}
    if field in _MONTHS:
        return _("%(tall)s måneder") % {"tall": tall(value)}
    return str(tall(value))


def _processor(orgnr: str, avtalt: date | None) -> str:
    agreed = _("Avtale signert %(dato)s") % {"dato": dato(avtalt)} if avtalt else _("Ingen avtale oppgitt")
    return f"{_('Org.nr.')} {nummer(orgnr)}. {agreed}" if orgnr else agreed


def differences(form: ApplikasjonForm, mine: dict[str, object], saved: Applikasjon) -> list[Forskjell]:
    """Where what somebody is about to save differs from what another has saved meanwhile."""
    draft = Applikasjon(**{field: value for field, value in mine.items() if field != "databehandlere"})
    found = []
    for field in mine:
        if field == "databehandlere" or getattr(draft, field) == getattr(saved, field):
            continue
        label = _("Tema") if field == "temaer" else str(form.fields[field].label)
        found.append(Forskjell(label, _either(draft, field), _either(saved, field)))
    if mine.get("databehandlere", saved.databehandlere) != saved.databehandlere:
        found.append(Forskjell(_("Databehandlere"), _names(mine["databehandlere"]), _names(saved.databehandlere)))
    return found


def _either(applikasjon: Applikasjon, field: str) -> str:
    text = ", ".join(temaer.names(applikasjon.temaer)) if field == "temaer" else shown(applikasjon, field)
    return text or _("Ikke fylt ut")


def _names(kept: object) -> str:
    assert isinstance(kept, list)
    return ", ".join(one.navn for one in read(kept)) or _("Ikke fylt ut")
