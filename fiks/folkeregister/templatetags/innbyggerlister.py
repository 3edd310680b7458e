"""Lists and saved criteria in words, for templates."""

from django import template

from fiks.felles.design.tekst import HARD_SPACE
from fiks.felles.kontekst import Actor
from fiks.folkeregister.access import innsyn, may_see_count
from fiks.folkeregister.lister.forhaandsvisning import LEAST, Forhaandsvisning, nearest
from fiks.folkeregister.lister.kolonnesett import opened_fields
from fiks.folkeregister.lister.utvalgstekst import joined, summary
from fiks.folkeregister.models.innbyggerliste import Innbyggerliste, Kolonnesett, LagretUtvalg
from fiks.folkeregister.queries.innbyggerlister import utvalg_of

register = template.Library()
_KILO = 1000


@register.filter
def utvalg_tekst(row: Innbyggerliste | LagretUtvalg) -> str:
    """«Bosatt i Lillesand, 65 år eller eldre 31. desember 2026»."""
    text = summary(utvalg_of(row))
    return f"{text[:1].upper()}{text[1:]}"


@register.filter
def kolonner_tekst(row: Innbyggerliste | LagretUtvalg) -> str:
    """«Vaksine: kommunenummer, kommune, fødselsdato …»: the columns that the role fills."""
    sett = Kolonnesett(row.kolonnesett)
    fields = opened_fields(sett, row.kolonner, innsyn(row.rolle), utvalg_of(row).tilhoerighet)
    names = [str(felt.navn) for _heading, felt, opened in fields if opened]
    first = names[0] if sett == Kolonnesett.EGENDEFINERT else f"{sett.label}: {names[0].lower()}"
    return joined([first, *(name[:1].lower() + name[1:] for name in names[1:])])


@register.filter
def antall_synlig(liste: Innbyggerliste, actor: Actor) -> bool:
    """Whether the page may tell how many are on the list."""
    return may_see_count(liste, actor)


@register.filter
def omtrent(antall: int) -> str:
    """An expected number as previews tell it: «2 320», or «færre enn 5»."""
    return Forhaandsvisning(nearest(antall) if antall >= LEAST else None).shown


@register.filter
def stoerrelse(size: int) -> str:
    """The size of a file: «214 kB», «1,2 MB»."""
    if size < _KILO**2:
        return f"{max(1, round(size / _KILO))}{HARD_SPACE}kB"
    return f"{size / _KILO**2:.1f}{HARD_SPACE}MB".replace(".", ",")
