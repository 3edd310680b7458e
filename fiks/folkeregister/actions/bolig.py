"""Showing who lives in a dwelling. Everyone shown is a subject of the audit row, written before the answer."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fiks.felles.koder import hjemler
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.access import innsyn, require_geography
from fiks.folkeregister.actions.oppslag import opens_household, require_may
from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle
from fiks.folkeregister.queries import bolig as queries
from fiks.folkeregister.queries.bolig import Bolig, Boligadresse

BOLIG = "folkeregister.bolig"


@transaction.atomic
def vis_bolig(noekkel: str, *, rolle: Registerrolle, by: Actor, at: datetime) -> Bolig | None:
    """Show a dwelling that a person or a search led to. None when nobody who may be shown lives there.

    Raises:
        Refused: the role, its geography, the service or the purpose does not allow it (NoPurpose is such).
    """
    looks_up = Bruksomraade.OPPSLAG in rolle.bruksomraader
    require_may(rolle, by=by, at=at, bruk=Bruksomraade.OPPSLAG if looks_up else Bruksomraade.SOEK)
    _require_opened(rolle)
    opened = innsyn(rolle)
    found = queries.bolig(noekkel, innsyn=opened)
    if found and not looks_up:
        require_geography(rolle, [found.kommunenummer])
    _record(found, rolle, by=by, at=at)
    since = opened.opens("bostedsadresse", "flyttedato")
    if found is None:
        return None
    people = [
        replace(one, naer=one.naer.for_rolle(opened), siden=one.siden if since else None) for one in found.beboere
    ]
    return replace(found, beboere=people)


@transaction.atomic
def finn_bolig(asked: Boligadresse, *, rolle: Registerrolle, by: Actor, at: datetime) -> list[str]:
    """Keys of the dwellings at an address. Showing one is an act of its own; that there is none is logged here.

    Raises:
        Refused
    """
    require_search(rolle, by=by, at=at)
    require_geography(rolle, [asked.kommunenummer])
    found = queries.dwellings_at(asked)
    if not found:
        _record(None, rolle, by=by, at=at)
    return found


def require_search(rolle: Registerrolle, *, by: Actor, at: datetime) -> None:
    """Raise Refused unless the actor may find dwellings by address in this role."""
    require_may(rolle, by=by, at=at, bruk=Bruksomraade.SOEK)
    _require_opened(rolle)


def may_search(rolle: Registerrolle) -> bool:
    """Tell whether the role finds dwellings by address."""
    return Bruksomraade.SOEK in rolle.bruksomraader and opens_household(innsyn(rolle))


def _require_opened(rolle: Registerrolle) -> None:
    if not opens_household(innsyn(rolle)):
        text = _("Rollen åpner ikke for hele bostedsadressen, så den viser ikke hvem som bor sammen.")
        raise Refused("OPPLYSNINGER", text, _("Fiks-administratoren"))


def _record(found: Bolig | None, rolle: Registerrolle, *, by: Actor, at: datetime) -> None:
    opened = innsyn(rolle)
    handling = Handling(
        BOLIG,
        subjekter=[one.naer.nummer for one in found.beboere] if found else [],
        antall=len(found.beboere) if found else 0,
        opplysninger=["bostedsadresse", *(kode for kode in ("navn", "foedsel") if opened.opens(kode))],
        rolle_navn=rolle.navn,
        tjenesteomraade=rolle.tjenesteomraade,
        konfidensiell=hjemler.tjenesteomraader()[rolle.tjenesteomraade].konfidensiell_logg,
        detaljer={"kommuner": [found.kommunenummer] if found else []},
    )
    record(handling, by=by, at=at)
