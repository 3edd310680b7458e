"""Reminders that records are to be reviewed: before the date, on it, and each month that it is overdue."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fiks.digiorden.access import ADMINISTRER
from fiks.digiorden.models import Behandling
from fiks.felles.kontekst import Actor
from fiks.felles.meldinger.actions import notify
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang.models import Tildeling
from fiks.felles.tilgang.queries.tildelinger import in_force

BEFORE = (timedelta(days=60), timedelta(days=14), timedelta(0))
AGAIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class _Til:
    virksomhet_id: UUID
    bruker_id: UUID


def is_due(neste_revisjon: date, paaminnet: date | None, *, today: date) -> bool:
    """Whether somebody should be reminded today, when the last reminder was given on `paaminnet`."""
    passed = [neste_revisjon - ahead for ahead in BEFORE if neste_revisjon - ahead <= today]
    if not passed:
        return False
    last = max(passed)
    if paaminnet is None or paaminnet < last:
        return True
    return last == neste_revisjon and paaminnet + AGAIN <= today


@transaction.atomic
def remind(*, by: Actor, today: date, at: datetime) -> int:
    """Remind the responsible person of each record that is due: one notice a person, whatever the number of records.

    Where nobody is responsible, or she has left, the administrators of Digiorden are told. Returns the number of notices.
    """
    soon = Q(neste_revisjon_date__lte=today + BEFORE[0], gjeldende_nr__isnull=False)
    records = (
        Behandling.objects.select_for_update(of=("self",)).filter(soon).defer("innhold").select_related("ansvarlig")
    )
    due = [one for one in records.order_by("virksomhet_id", "nummer") if _is_due(one, today)]
    per_person: dict[_Til, list[Behandling]] = defaultdict(list)
    for behandling in due:
        for bruker_id in _receivers(behandling, at=at):
            per_person[_Til(behandling.virksomhet_id, bruker_id)].append(behandling)
    Behandling.objects.filter(pk__in=[one.pk for one in due]).update(paaminnet_date=today)
    for til, behandlinger in per_person.items():
        _tell(til, behandlinger, by=by, at=at)
    return len(per_person)


def _is_due(behandling: Behandling, today: date) -> bool:
    date_ = behandling.neste_revisjon_date
    return date_ is not None and is_due(date_, behandling.paaminnet_date, today=today)


def _receivers(behandling: Behandling, *, at: datetime) -> Collection[UUID]:
    if behandling.ansvarlig is not None and behandling.ansvarlig.aktiv:
        return [behandling.ansvarlig.pk]
    given = Tildeling.objects.filter(in_force(at), virksomhet_id=behandling.virksomhet_id, privilegium=ADMINISTRER)
    return set(given.values_list("bruker_id", flat=True))


def _tell(til: _Til, behandlinger: list[Behandling], *, by: Actor, at: datetime) -> None:
    """The title goes into an e-mail: it names no record. The notice does, inside Fiks."""
    count = len(behandlinger)
    title = ngettext("En behandling skal ses over", "%(antall)s behandlinger skal ses over", count) % {"antall": count}
    names = "; ".join(
        _("%(tittel)s (innen %(dato)s)") % {"tittel": one.tittel, "dato": f"{one.neste_revisjon_date:%d.%m.%Y}"}
        for one in behandlinger[:20]
    )
    link = "/digiorden/behandlinger/"
    link += f"{behandlinger[0].pk}/" if count == 1 else f"?status=FORFALLER&ansvarlig={til.bruker_id}"
    notify(
        bruker_id=til.bruker_id, virksomhet_id=til.virksomhet_id, tittel=title, tekst=names, lenke=link, by=by, at=at
    )
    details = {"antall": count, "behandlinger": [one.nummer for one in behandlinger]}
    handling = Handling("digiorden.behandling_paaminnet", gjelder=title, detaljer=details)
    record(handling, by=by, at=at, virksomhet_id=til.virksomhet_id)
