"""What stands on a list's second sheet: what the list is, for whom, for what, and that it may lack somebody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from fiks.felles.koder.hjemler import tjenesteomraader
from fiks.felles.koder.kalender import format_tidspunkt
from fiks.felles.regneark import Kolonne
from fiks.folkeregister.lister.listefil import BEGRENSNING, Linje
from fiks.folkeregister.lister.utvalg import from_json
from fiks.folkeregister.lister.utvalgstekst import describe, joined
from fiks.folkeregister.models import Innbyggerliste, Kolonnesett, Sortering
from fiks.folkeregister.models.listearbeid import Listearbeid


@dataclass(frozen=True, slots=True)
class Endring:
    """What has happened since the draw before: who is new, by number, and how many are on the list no more."""

    nye: tuple[str, ...]
    borte: int


def lines(
    liste: Innbyggerliste, kolonner: Sequence[Kolonne], antall: int, endring: Endring | None, *, drawn_at: datetime
) -> Iterator[Linje]:
    """The sheet's lines."""
    for place, sentence in enumerate(describe(from_json(liste.utvalg))):
        yield (_("Utvalg") if not place else "", sentence)
    yield _("Antall personer"), str(antall)
    yield from _since(liste, endring)
    yield _("Kolonner"), _columns(liste, kolonner)
    yield _("Sortert etter"), Sortering(liste.sortering).label.lower()
    yield from ordered(liste, made_at=drawn_at)
    if liste.med_graderte:
        yield _("Graderte adresser"), _("Listen har graderte adresser. Del den ikke med andre enn dem som må ha den.")
    yield _("Hvem som kan mangle"), BEGRENSNING


def ordered(arbeid: Listearbeid, *, made_at: datetime) -> Iterator[Linje]:
    """By whom, in which role and for what; of a washed list too."""
    rolle = arbeid.rolle
    yield _("Virksomhet"), rolle.virksomhet.navn
    yield _("Rolle"), rolle.navn
    yield _("Tjenesteområde"), tjenesteomraader()[rolle.tjenesteomraade].navn
    yield _("Hjemmel"), rolle.hjemmel
    yield _("Formål"), arbeid.formaal
    yield _("Sak"), arbeid.sak
    if arbeid.aarsak:
        yield _("Begrunnelse"), arbeid.aarsak
    yield _("Laget av"), arbeid.bestilt_av_navn
    yield _("Laget"), format_tidspunkt(made_at)


def _since(liste: Innbyggerliste, endring: Endring | None) -> Iterator[Linje]:
    if liste.forrige is None or endring is None:
        return
    yield _("Forrige liste"), format_tidspunkt(liste.forrige.bestilt_at)
    yield _("Nye siden forrige"), str(len(endring.nye))
    yield _("Ikke lenger med"), str(endring.borte)


def _columns(liste: Innbyggerliste, kolonner: Sequence[Kolonne]) -> str:
    """The set's name, and the columns that the role leaves empty."""
    text = str(Kolonnesett(liste.kolonnesett).label)
    empty = [kolonne.overskrift for kolonne in kolonner if kolonne.uttrykk is None]
    if not empty:
        return text
    return _("%(sett)s. Rollen åpner ikke for %(tomme)s, som derfor er tom.") % {"sett": text, "tomme": joined(empty)}
