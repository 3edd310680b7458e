"""Keeping criteria for next time, shared by all who have the role."""

from datetime import datetime

from django.db import IntegrityError, transaction

from fiks.felles.koder import hjemler
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.folkeregister.access import innsyn, require_geography
from fiks.folkeregister.actions.innbyggerlister import Bestilling, require_lists
from fiks.folkeregister.lister import kolonnesett, utvalgsregler
from fiks.folkeregister.lister.utvalgstekst import describe
from fiks.folkeregister.models import LagretUtvalg, Registerrolle
from fiks.folkeregister.queries import innbyggerlister as queries


class NameTaken(Exception):
    """The role has criteria with this name already."""


@transaction.atomic
def save_utvalg(
    bestilling: Bestilling,
    *,
    navn: str,
    rolle: Registerrolle,
    lagret: LagretUtvalg | None = None,
    by: Actor,
    at: datetime,
) -> LagretUtvalg:
    """Keep criteria, columns and order under a name; with `lagret`, change what is kept there.

    Raises:
        NameTaken
        UtvalgError, Refused: as when a list is ordered.
    """
    require_lists(rolle, by=by)
    utvalg = bestilling.utvalg.with_chosen_kommuner()
    utvalgsregler.check_allowed(utvalg, innsyn(rolle))
    require_geography(rolle, list(utvalg.kommuner))
    kolonnesett.check_chosen(bestilling.kolonnesett, bestilling.kolonner, innsyn(rolle), utvalg.tilhoerighet)
    kept = lagret or LagretUtvalg(virksomhet_id=rolle.virksomhet_id, rolle=rolle, created_at=at)
    kept.navn = navn.strip()
    kept.utvalg = utvalg.as_json()
    kept.kolonnesett = bestilling.kolonnesett
    kept.kolonner = list(bestilling.kolonner)
    kept.sortering = bestilling.sortering
    kept.changed_at, kept.changed_by = at, by.navn
    try:
        with transaction.atomic():
            kept.save(force_insert=lagret is None)
    except IntegrityError as error:
        raise NameTaken(navn) from error
    _record("folkeregister.utvalg_lagret", kept, by=by, at=at)
    return kept


@transaction.atomic
def rename_utvalg(*, lagret: LagretUtvalg, navn: str, by: Actor, at: datetime) -> None:
    """Give saved criteria another name.

    Raises:
        NameTaken
    """
    require_lists(lagret.rolle, by=by)
    details = {"lagret_utvalg": str(lagret.pk), "foer": lagret.navn}
    kept = queries.lagrede_utvalg_for(by).filter(pk=lagret.pk)
    try:
        with transaction.atomic():
            kept.order_by().update(navn=navn.strip(), changed_at=at, changed_by=by.navn)
    except IntegrityError as error:
        raise NameTaken(navn) from error
    rolle = lagret.rolle
    handling = Handling(
        "folkeregister.utvalg_navn_endret",
        rolle_navn=rolle.navn,
        tjenesteomraade=rolle.tjenesteomraade,
        konfidensiell=hjemler.tjenesteomraader()[rolle.tjenesteomraade].konfidensiell_logg,
        gjelder=navn.strip(),
        detaljer=details,
    )
    record(handling, by=by, at=at)


@transaction.atomic
def delete_utvalg(*, lagret: LagretUtvalg, by: Actor, at: datetime) -> bool:
    """Forget criteria. Lists drawn from them stay. False when somebody else did it first."""
    found = queries.lagrede_utvalg_for(by).filter(pk=lagret.pk).first()
    if found is None:
        return False
    _record("folkeregister.utvalg_slettet", found, by=by, at=at)
    found.delete()
    return True


def _record(kode: str, lagret: LagretUtvalg, *, by: Actor, at: datetime) -> None:
    details = {"lagret_utvalg": str(lagret.pk), "utvalg": describe(queries.utvalg_of(lagret))}
    rolle = lagret.rolle
    handling = Handling(
        kode,
        rolle_navn=rolle.navn,
        tjenesteomraade=rolle.tjenesteomraade,
        konfidensiell=hjemler.tjenesteomraader()[rolle.tjenesteomraade].konfidensiell_logg,
        gjelder=lagret.navn,
        detaljer=details,
    )
    record(handling, by=by, at=at)
