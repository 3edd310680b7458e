"""What other municipalities may see: the choice, and the published rows that follow from it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from fiks.digiorden.katalog.deling import quarter_of
from fiks.digiorden.models import Applikasjon, Delingsvalg, DeltApplikasjon
from fiks.digiorden.queries.applikasjoner import delingsvalg_of
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record


class DelingEndret(Exception):
    """Somebody else has changed the choice meanwhile."""


@transaction.atomic
def velg_deling(
    *, deler_applikasjoner: bool, deler_avtaleslutt: bool, versjon: int, by: Actor, at: datetime
) -> Delingsvalg:
    """Choose what of the organisation's applications other municipalities see, and publish or take back accordingly.

    Raises:
        DelingEndret: `versjon` is not that of the choice as it stands.
    """
    values = {
        "deler_applikasjoner": deler_applikasjoner,
        "deler_avtaleslutt": deler_applikasjoner and deler_avtaleslutt,
        "changed_at": at,
        "changed_by": by.navn,
    }
    _in_turn(by.tenant)
    valg = delingsvalg_of(by.tenant)
    changed = Delingsvalg.objects.filter(virksomhet_id=by.tenant, versjon=versjon).update(**values, versjon=versjon + 1)
    if not changed:
        if valg is not None or versjon:
            raise DelingEndret
        Delingsvalg.objects.create(virksomhet_id=by.tenant, **values)
    valg = Delingsvalg.objects.get(virksomhet_id=by.tenant)
    _publish_all(valg, at=at)
    record(Handling("digiorden.deling_endret", detaljer=_facts(values)), by=by, at=at)
    return valg


def _facts(values: dict[str, object]) -> dict[str, object]:
    return {navn: value for navn, value in values.items() if navn.startswith("deler_")}


def _publish_all(valg: Delingsvalg, *, at: datetime) -> None:
    DeltApplikasjon.objects.filter(virksomhet_id=valg.virksomhet_id).delete()
    if valg.deler_applikasjoner:
        shared = Applikasjon.objects.filter(virksomhet_id=valg.virksomhet_id, deles=True)
        rows = (DeltApplikasjon(applikasjon_id=one.pk, **_columns(one, valg, at)) for one in shared)
        DeltApplikasjon.objects.bulk_create(rows, batch_size=500)


def publiser(applikasjon: Applikasjon, *, at: datetime) -> None:
    """Make the published row of an application as it should be now. Called by every act that changes one."""
    _in_turn(applikasjon.virksomhet_id)
    valg = delingsvalg_of(applikasjon.virksomhet_id)
    if valg is None or not valg.deler_applikasjoner or not applikasjon.deles:
        DeltApplikasjon.objects.filter(pk=applikasjon.pk, virksomhet_id=applikasjon.virksomhet_id).delete()
        return
    columns = _columns(applikasjon, valg, at)
    mine = DeltApplikasjon.objects.filter(virksomhet_id=applikasjon.virksomhet_id)
    mine.update_or_create(applikasjon_id=applikasjon.pk, defaults=columns)


def _in_turn(virksomhet_id: UUID) -> None:
    """One at a time in an organisation: what is published while sharing is taken back must not stay published."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"deling {virksomhet_id}"])


def _columns(applikasjon: Applikasjon, valg: Delingsvalg, at: datetime) -> dict[str, Any]:
    return {
        "virksomhet_id": applikasjon.virksomhet_id,
        "katalogsystem_id": applikasjon.katalogsystem_id,
        "navn": applikasjon.navn,
        "leverandoer_navn": applikasjon.leverandoer_navn,
        "temaer": applikasjon.temaer,
        "felleskomponenter": applikasjon.felleskomponenter,
        "livsloep": applikasjon.livsloep,
        "avtale_kvartal": quarter_of(applikasjon.avtale_slutt_date) if valg.deler_avtaleslutt else None,
        "changed_at": at,
    }
