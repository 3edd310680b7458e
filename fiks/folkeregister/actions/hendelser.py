"""Showing what has happened in a municipality. Everyone shown is a subject of the audit row, written before the answer."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from fiks.felles.koder import hjemler
from fiks.felles.koder.kalender import format_dato
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.access import innsyn, require_geography
from fiks.folkeregister.actions.oppslag import require_may
from fiks.folkeregister.lister.utvalgsregler import open_criteria
from fiks.folkeregister.lister.utvalgstekst import joined, kommunenavn
from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle
from fiks.folkeregister.opplysninger import HISTORIKK
from fiks.folkeregister.queries import hendelser as queries
from fiks.folkeregister.queries.hendelser import NAVN, Hendelse, Side, Spoersmaal

HENDELSER = "folkeregister.hendelser"
# The criterion of lists that asks the same.
CRITERIA = {
    Hendelse.FOEDT: "foedt_siden",
    Hendelse.DOED: "doed_siden",
    Hendelse.INNFLYTTET: "innflyttet_siden",
    Hendelse.UTFLYTTET: "utflyttet_siden",
}
# What an event tells by itself, also where the address is closed: that she lives or lived in the municipality.
_SHOWN = {
    Hendelse.FOEDT: ("foedsel", "bostedsadresse"),
    Hendelse.DOED: ("doedsfall", "bostedsadresse", HISTORIKK),
    Hendelse.INNFLYTTET: ("bostedsadresse",),
    Hendelse.UTFLYTTET: ("bostedsadresse", HISTORIKK),
}


@transaction.atomic
def vis_hendelser(asked: Spoersmaal, *, rolle: Registerrolle, by: Actor, at: datetime, after: str = "") -> Side:
    """Show a page of events.

    Raises:
        Refused: the role, its geography, the service or the purpose does not allow it (NoPurpose is such).
    """
    require_may(rolle, by=by, at=at, bruk=Bruksomraade.HENDELSER)
    opened = innsyn(rolle)
    if asked.hva not in queries.opened(opened):
        raise Refused("OPPLYSNINGER", _("Rollen åpner ikke for denne hendelsen."), _("Fiks-administratoren"))
    require_geography(rolle, list(asked.kommuner))
    side = queries.hendelser(asked, by_name=opened.opens("navn"), at=at, after=after)
    _record(asked, side, rolle, by=by, at=at)
    return side


def require_events(rolle: Registerrolle, *, by: Actor, at: datetime) -> None:
    """Raise Refused unless the actor may see events in this role, and it opens some."""
    require_may(rolle, by=by, at=at, bruk=Bruksomraade.HENDELSER)
    if not queries.opened(innsyn(rolle)):
        raise Refused("OPPLYSNINGER", _("Rollen åpner ikke for noen hendelser."), _("Fiks-administratoren"))


def may_list(asked: Spoersmaal, rolle: Registerrolle) -> bool:
    """Tell whether the role may draw a list of the same."""
    return Bruksomraade.INNBYGGERLISTE in rolle.bruksomraader and CRITERIA[asked.hva] in open_criteria(innsyn(rolle))


def _record(asked: Spoersmaal, side: Side, rolle: Registerrolle, *, by: Actor, at: datetime) -> None:
    opened = innsyn(rolle)
    shown = [*_SHOWN[asked.hva], *(kode for kode in ("navn", "foedsel") if opened.opens(kode))]
    with translation.override("nb"):
        about = _("%(hva)s siden %(dato)s, %(kommuner)s") % {
            "hva": NAVN[asked.hva],
            "dato": format_dato(asked.siden),
            "kommuner": joined(map(kommunenavn, asked.kommuner)),
        }
    handling = Handling(
        HENDELSER,
        subjekter=list(dict.fromkeys(rad.nummer for rad in side.rows)),
        antall=len(side.rows),
        opplysninger=list(dict.fromkeys(shown)) if side.rows else [],
        rolle_navn=rolle.navn,
        tjenesteomraade=rolle.tjenesteomraade,
        konfidensiell=hjemler.tjenesteomraader()[rolle.tjenesteomraade].konfidensiell_logg,
        gjelder=about,
        detaljer={"hva": asked.hva.value, "kommuner": list(asked.kommuner), "siden": asked.siden.isoformat()},
    )
    record(handling, by=by, at=at)
