"""Publishing a record's privacy notice, and withdrawing it."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

import msgspec
from django.db import transaction

from fiks.digiorden.erklaering.mangler import lacks
from fiks.digiorden.erklaering.tekst import sett_sammen
from fiks.digiorden.models import Behandling, Erklaeringsversjon
from fiks.digiorden.protokoll.innhold import SPRAAK, Ansvarlig, Spraak, les
from fiks.digiorden.queries.behandlinger import versjon_of
from fiks.digiorden.queries.erklaeringer import published_of
from fiks.digiorden.queries.hode import hode
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record


class NotInForce(Exception):
    """The record is not approved, or another version of it has been approved since the page was shown."""


class NothingToPublish(Exception):
    """No language has all that a notice must tell."""


class BeforeTheLast(Exception):
    """A version cannot be in force from a day before the version that it replaces. `dato` is that day."""

    def __init__(self, dato: date) -> None:
        super().__init__(dato)
        self.dato = dato


class NotPublished(Exception):
    """Nothing of the notice is published."""


def complete_languages(innhold: Ansvarlig, by: Actor, *, at: datetime) -> list[Spraak]:
    """The languages in which the notice lacks nothing."""
    owner = hode(by, at=at)
    return [spraak for spraak in SPRAAK if not lacks(innhold, owner, spraak)]


@transaction.atomic
def publish(
    *, behandling_id: UUID, gjeldende_nr: int | None, gjelder_fra: date, by: Actor, at: datetime
) -> Erklaeringsversjon:
    """Publish what the approved version says, in the languages that are complete. `gjeldende_nr` is the one that was shown.

    Raises:
        NotInForce, NothingToPublish, BeforeTheLast: and nothing was published.
    """
    behandling = _claim(behandling_id, by=by)
    if behandling.gjeldende_nr is None or behandling.gjeldende_nr != gjeldende_nr:
        raise NotInForce
    kept = versjon_of(by, behandling, behandling.gjeldende_nr)
    innhold = les(kept.innhold) if kept else None
    if kept is None or not isinstance(innhold, Ansvarlig):
        raise NotInForce
    languages = complete_languages(innhold, by, at=at)
    if not languages:
        raise NothingToPublish
    last = published_of(by, behandling).first()
    if last and last.trukket_at is None and gjelder_fra < last.gjelder_fra_date:
        raise BeforeTheLast(last.gjelder_fra_date)
    owner = hode(by, at=at)
    made = Erklaeringsversjon.objects.create(
        virksomhet_id=by.tenant,
        behandling=behandling,
        nummer=behandling.nummer,
        nr=last.nr + 1 if last else 1,
        utgave=kept.utgave,
        innhold={spraak: msgspec.to_builtins(sett_sammen(innhold, owner, spraak)) for spraak in languages},
        gjelder_fra_date=gjelder_fra,
        publisert_at=at,
    )
    details = {"nr": made.nr, "gjelder_fra": gjelder_fra.isoformat(), "spraak": languages}
    _record("digiorden.erklaering_publisert", behandling, by=by, at=at, details=details)
    return made


@transaction.atomic
def withdraw(*, behandling_id: UUID, begrunnelse: str, by: Actor, at: datetime) -> int:
    """Take every version of the notice from the public. The organisation still sees them.

    Raises:
        NotPublished: there are none.
    """
    behandling = _claim(behandling_id, by=by)
    count = published_of(by, behandling).filter(trukket_at__isnull=True).update(trukket_at=at)
    if not count:
        raise NotPublished
    details = {"versjoner": count}
    _record("digiorden.erklaering_trukket", behandling, by=by, at=at, aarsak=begrunnelse, details=details)
    return count


def _claim(behandling_id: UUID, *, by: Actor) -> Behandling:
    return Behandling.objects.select_for_update().get(pk=behandling_id, virksomhet_id=by.tenant)


def _record(
    kode: str,
    behandling: Behandling,
    *,
    by: Actor,
    at: datetime,
    details: Mapping[str, object],
    aarsak: str = "",
) -> None:
    told = {"behandling": str(behandling.pk), "nummer": behandling.nummer, **details}
    handling = Handling(kode, gjelder=behandling.tittel, aarsak=aarsak, detaljer=told)
    record(handling, by=by, at=at, virksomhet_id=behandling.virksomhet_id)
