"""The words of the audit log, for templates."""

from django import template

from fiks.felles.koder import hjemler
from fiks.felles.tilgang import loggord, privilegier

register = template.Library()
register.filter("handling", loggord.act)
register.filter("opplysning", loggord.piece)


@register.filter
def tjenesteomraade(kode: str) -> str:
    """What a service area is called."""
    found = hjemler.tjenesteomraader().get(kode)
    return found.navn if found else kode


@register.filter
def privilegium(kode: str) -> str:
    """What a privilege is called. One that no app guards any more is called by its code."""
    return next((str(one.navn) for one in privilegier.registered() if one.kode == kode), kode)
