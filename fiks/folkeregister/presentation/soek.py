"""Hits in words: who it is, why she matches, and what to do when too many or none do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fiks.felles.design import tekst
from fiks.felles.koder.kalender import age_on
from fiks.folkeregister.actions.soek import ON_A_PAGE, Soekesvar
from fiks.folkeregister.forms.soek import SoekForm, kommunenavn
from fiks.folkeregister.presentation.names import nice, nice_name
from fiks.folkeregister.presentation.words import VALUES
from fiks.folkeregister.queries.soek import Vist
from fiks.folkeregister.registerkopi.norsk_key import words
from fiks.folkeregister.soek.kandidater import Hvorfor
from fiks.folkeregister.soek.kriterier import Soek
from fiks.folkeregister.soek.motor import MOST
from fiks.folkeregister.soek.rangering import Navnetreff, Ordtreff
from fiks.folkeregister.soek.spoerring import Vei

_TOLD = {"doed", "bosatt", "aktiv"}
_MOST_TOWNS = 6


@dataclass(frozen=True, slots=True)
class Trefflinje:
    """One hit on the page. `lenke` stands for her number in the form of a look-up; empty when the role has none."""

    navn: str
    fakta: str
    grunn: str
    merke: str = ""
    lenke: str = ""


@dataclass(frozen=True, slots=True)
class Snarvei:
    """The same search with one thing more, as a button."""

    tekst: str
    navn: str
    verdi: str


@dataclass(frozen=True, slots=True)
class Resultat:
    """What the page says of a search. `felter` is what was asked, to be posted again."""

    overskrift: str
    raad: list[str]
    linjer: list[Trefflinje]
    snarveier: list[Snarvei] = field(default_factory=list)
    felter: list[tuple[str, str]] = field(default_factory=list)
    forrige: int = 0
    neste: int = 0
    viser: str = ""


def resultat(svar: Soekesvar, form: SoekForm, *, refer: Callable[[str], str] | None, today: date) -> Resultat:
    """Put a search into words. `refer` makes what stands for a number in a form."""
    return Resultat(
        heading(svar),
        list(advice(svar)),
        [trefflinje(vist, svar.soek, today=today, lenke=refer(vist.nummer) if refer else "") for vist in svar.treff],
        snarveier=list(_shortcuts(svar, form)),
        felter=[(name, value) for name in form.fields for value in _values(form, name)],
        forrige=svar.side - 1 if svar.side > 1 else 0,
        neste=svar.side + 1 if svar.side < svar.sider else 0,
        viser=_span(svar),
    )


def heading(svar: Soekesvar) -> str:
    """How many fit; with none, what was asked for."""
    if svar.mange:
        return _("Mer enn %(antall)s personer passer") % {"antall": MOST}
    if not svar.antall:
        return _("Ingen treff på %(soek)s") % {"soek": asked_for(svar.soek)}
    return ngettext("%(antall)s person passer", "%(antall)s personer passer", svar.antall) % {"antall": svar.antall}


def advice(svar: Soekesvar) -> Iterator[str]:
    """How to narrow or to loosen."""
    if svar.mange:
        if svar.treff:
            yield _("Vi viser én person for hvert av navnene som ligner mest.")
        yield _("Snevre inn: %(hvordan)s.") % {"hvordan": _narrowing(svar.soek)}
    elif not svar.antall:
        yield _("Se etter skrivefeil, eller fyll ut færre felt.")


def asked_for(soek: Soek) -> str:
    """What was typed, on one line: «Solveig Kristjansen, Storgata 1»."""
    years = f"{soek.aar_fra}–{soek.aar_til}" if soek.aar_fra != soek.aar_til else str(soek.aar_fra or "")
    parts = [soek.navn, soek.gate, tekst.kort_dato(soek.foedselsdato), years if soek.aar_fra else "", soek.postnummer]
    parts += [soek.matrikkel, soek.bruksenhet, soek.duf, soek.utenlandsk, *map(kommunenavn, soek.kommuner)]
    return f"«{', '.join(part.strip() for part in parts if part and part.strip())}»"


def trefflinje(vist: Vist, soek: Soek, *, today: date, lenke: str = "") -> Trefflinje:
    """One hit."""
    badge = {
        Vei.TIDLIGERE_NAVN: _("Tidligere navn") if vist.tidligere else "",
        Vei.TIDLIGERE_ADRESSE: _("Tidligere adresse"),
    }.get(vist.vei, "")
    name = nice_name(vist.fornavn, vist.mellomnavn, vist.etternavn) or _("Navnet vises ikke")
    return Trefflinje(name, " ".join(_facts(vist, today)), "; ".join(_reasons(vist, soek)), badge, lenke)


def _facts(vist: Vist, today: date) -> Iterator[str]:
    if vist.foedselsdato:
        yield _born(vist, today)
    elif vist.foedselsaar:
        yield _("Født %(aar)s.") % {"aar": vist.foedselsaar}
    if vist.doedsdato or vist.status == "doed":
        day = tekst.dato(vist.doedsdato)
        yield _("Død %(dato)s.") % {"dato": day} if day else _("Død.")
    elif vist.status and vist.status not in _TOLD:
        yield f"{VALUES['status'].get(vist.status, vist.status)}."
    if not vist.adresse:
        yield _("Ingen adresse å vise.")
        return
    address = ", ".join(filter(None, (nice(vist.adresse), vist.bruksenhet, nice(vist.poststed or ""))))
    yield f"{address}."


def _born(vist: Vist, today: date) -> str:
    assert vist.foedselsdato
    born = {"dato": tekst.dato(vist.foedselsdato)}
    if vist.doedsdato or vist.status == "doed":
        return _("Født %(dato)s.") % born
    return _("Født %(dato)s (%(alder)s år).") % (born | {"alder": age_on(vist.foedselsdato, today)})


def _reasons(vist: Vist, soek: Soek) -> Iterator[str]:
    if vist.navn:
        yield from _name_reasons(vist, vist.navn)
    if vist.vei is Vei.TIDLIGERE_ADRESSE:
        where = vist.tidligere.verdi if vist.tidligere else ""
        yield _until(_("bodde i %(gate)s") % {"gate": nice(where)} if where else _("bodde der"), vist)
    elif soek.asks_address:
        yield _("bor på adressen")
    if soek.duf or soek.utenlandsk:
        yield _("har dette nummeret")
    elif not vist.navn and not soek.asks_address and soek.foedselsdato:
        yield _("født denne dagen")


def _name_reasons(vist: Vist, fits: Navnetreff) -> Iterator[str]:
    if vist.vei is Vei.TIDLIGERE_NAVN and vist.tidligere:
        yield _until(_("het %(navn)s") % {"navn": nice(vist.tidligere.verdi)}, vist)
    spelled = _spellings(vist)
    said = [_word_reason(one, spelled) for one in fits.ord if one.hvorfor is not Hvorfor.LIKT]
    yield from said
    if fits.mangler:
        yield _("uten %(ord)s") % {"ord": ", ".join(word.capitalize() for word in fits.mangler)}
    if fits.motsatt:
        yield _("samme navn i motsatt rekkefølge")
    elif not said and not fits.mangler and vist.vei is Vei.NAA:
        yield _("navnet er likt")


def _word_reason(one: Ordtreff, spelled: dict[str, str]) -> str:
    said = {
        Hvorfor.LYDER: _("%(treff)s lyder likt som %(skrevet)s"),
        Hvorfor.LIGNER: _("%(treff)s ligner på %(skrevet)s"),
        Hvorfor.SAMME_NAVN: _("%(treff)s og %(skrevet)s brukes om hverandre"),
        Hvorfor.BEGYNNER: _("%(treff)s begynner på %(skrevet)s"),
        Hvorfor.INITIAL: _("%(treff)s begynner på %(skrevet)s"),
    }[one.hvorfor]
    return said % {"treff": spelled.get(one.token, one.token.capitalize()), "skrevet": one.skrevet.capitalize()}


def _spellings(vist: Vist) -> dict[str, str]:
    """From folded words to the words as the name has them."""
    found: dict[str, str] = {}
    for part in (vist.fornavn, vist.mellomnavn, vist.etternavn, vist.tidligere.verdi if vist.tidligere else ""):
        for piece in (part or "").replace("-", " ").split():
            for word in words(piece):
                found.setdefault(word, nice(piece))
    return found


def _until(what: str, vist: Vist) -> str:
    if vist.tidligere and vist.tidligere.til:
        return _("%(hva)s fram til %(aar)s") % {"hva": what, "aar": vist.tidligere.til.year}
    return _("%(hva)s før") % {"hva": what}


def _narrowing(soek: Soek) -> str:
    wanted = [
        (_("skriv hele navnet"), len(soek.ord) < 2),
        (_("legg til fødselsdato eller fødselsår"), not (soek.foedselsdato or soek.aar_fra)),
        (_("legg til husnummer"), bool(soek.adresse and not soek.adresse.nummer)),
        (_("legg til gateadresse"), not soek.asks_address),
        (_("velg kommune"), not soek.kommuner),
        (_("velg kjønn"), not soek.kjoenn),
    ]
    return ", ".join(said for said, fits in wanted if fits) or _("skriv mer av det du vet")


def _shortcuts(svar: Soekesvar, form: SoekForm) -> Iterator[Snarvei]:
    """Narrower when too many fit, wider when few do. Without numbers, which could tell of somebody."""
    towns = form.ramme.kommuner or ()
    if svar.mange and not svar.soek.kommuner and "kommuner" in form.fields and len(towns) <= _MOST_TOWNS:
        for nummer in towns:
            yield Snarvei(_("Bare %(kommune)s") % {"kommune": kommunenavn(nummer)}, "kommuner", nummer)
    if svar.antall:
        return
    for name, said in (
        ("historikk", _("Søk også i tidligere navn og adresser")),
        ("doede", _("Ta med døde")),
        ("utflyttede", _("Ta med utflyttede")),
    ):
        if name in form.fields and not getattr(svar.soek, name):
            yield Snarvei(said, name, "on")


def _values(form: SoekForm, name: str) -> list[str]:
    value = form[name].value()
    if isinstance(value, (list, tuple)):
        return [str(one) for one in value]
    return ["on"] if value is True else [str(value)] if value else []


def _span(svar: Soekesvar) -> str:
    if svar.mange or svar.sider == 1:
        return ""
    first = (svar.side - 1) * ON_A_PAGE + 1
    return _("Viser %(fra)s–%(til)s av %(antall)s") % {
        "fra": first,
        "til": first + len(svar.treff) - 1,
        "antall": svar.antall,
    }
