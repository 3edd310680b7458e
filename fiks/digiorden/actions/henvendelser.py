"""Requests from data subjects: taken in, worked on, given more time, answered.

The audit rows tell the number and the kind of a request, never who sent it: an administrator reads the log, and is not to
learn who has asked for access or complained.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from fiks.digiorden.actions.samtidig import claim, next_number
from fiks.digiorden.models import Henvendelse, HenvendelseSlag, HenvendelseStatus
from fiks.digiorden.models.personvern import OPEN_STATUSES
from fiks.digiorden.personvern.frister import answer_due, latest_extension
from fiks.digiorden.queries.personvern import henvendelser_for, is_ombud
from fiks.felles.koder.kalender import format_dato
from fiks.felles.kontekst import Actor
from fiks.felles.meldinger.actions import notify
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.virksomhet.models import Bruker


class HenvendelseError(Exception):
    """The act does not fit the request; `field` is the form's field, when one is to blame."""

    def __init__(self, field: str = "") -> None:
        super().__init__(field)
        self.field = field


class NotOpen(HenvendelseError):
    """It has been answered."""


class TooLate(HenvendelseError):
    """The person must be told of the extension within the first month (art. 12 no. 3)."""


class TooLong(HenvendelseError):
    """A deadline is extended by two months at most, and once."""


class OnlyOmbud(Exception):
    """Only the data protection officer takes requests in and hands them out."""


@dataclass(frozen=True, slots=True)
class Innhold:
    """What a request is about. `behandler` is None when nobody works on it yet."""

    slag: HenvendelseSlag
    navn: str
    kontaktvei: str
    beskrivelse: str
    mottatt_date: date
    behandler: Bruker | None = None
    saksnummer: str = ""


@transaction.atomic
def take_in(*, innhold: Innhold, by: Actor, at: datetime) -> Henvendelse:
    """Write down a request; its deadline is one month from the day it came.

    Raises:
        OnlyOmbud
    """
    _require_ombud(by, at=at)
    aar = innhold.mottatt_date.year
    same_year = Henvendelse.objects.filter(virksomhet_id=by.tenant, aar=aar)
    henvendelse = Henvendelse.objects.create(
        virksomhet_id=by.tenant,
        aar=aar,
        loepenummer=next_number(same_year, lock=f"henvendelse {by.tenant} {aar}"),
        frist_date=answer_due(innhold.mottatt_date),
        status=HenvendelseStatus.UNDER_ARBEID if innhold.behandler else HenvendelseStatus.MOTTATT,
        created_at=at,
        created_by=by.navn,
        changed_at=at,
        changed_by=by.navn,
        **_columns(innhold),
    )
    _record("digiorden.henvendelse_mottatt", henvendelse, by=by, at=at, frist=str(henvendelse.frist_date))
    _tell_handler(henvendelse, by=by, at=at)
    return henvendelse


@transaction.atomic
def change(
    *, henvendelse: Henvendelse, innhold: Innhold, status: HenvendelseStatus, versjon: int, by: Actor, at: datetime
) -> Henvendelse:
    """Change an open request. Another day of receipt moves the deadline, until it has been extended.

    Raises:
        ChangedMeanwhile, NotOpen
        OnlyOmbud: a handler hands it to somebody else.
        HenvendelseError: another day of receipt, when the deadline has been extended from the one that was told.
    """
    kept = _open(henvendelse, versjon, by=by, at=at)
    given_to = innhold.behandler.pk if innhold.behandler else None
    handed_over = kept.behandler_id != given_to
    if handed_over:
        _require_ombud(by, at=at)
    columns = {**_columns(innhold), "status": status}
    if kept.forlenget_til is None:
        columns["frist_date"] = answer_due(innhold.mottatt_date)
    elif innhold.mottatt_date != kept.mottatt_date:
        raise HenvendelseError("mottatt_date")
    changed = [name for name, value in columns.items() if getattr(kept, name) != value]
    _save(kept, columns, by=by, at=at)
    _record("digiorden.henvendelse_endret", kept, by=by, at=at, felt=changed)
    if handed_over:
        _tell_handler(kept, by=by, at=at)
    return kept


@transaction.atomic
def extend(
    *, henvendelse: Henvendelse, til: date, grunn: str, fortalt_date: date, versjon: int, by: Actor, at: datetime
) -> None:
    """Move the deadline, after the person was told why (art. 12 no. 3).

    Raises:
        ChangedMeanwhile, NotOpen, TooLate, TooLong
    """
    kept = _open(henvendelse, versjon, by=by, at=at)
    if kept.forlenget_til is not None or not kept.frist_date < til <= latest_extension(kept.mottatt_date):
        raise TooLong("til")
    if not kept.mottatt_date <= fortalt_date <= kept.frist_date:
        raise TooLate("fortalt")
    _save(kept, {"forlenget_til": til, "forlenget_grunn": grunn, "fortalt_date": fortalt_date}, by=by, at=at)
    _record("digiorden.henvendelse_forlenget", kept, by=by, at=at, til=str(til), fortalt=str(fortalt_date))


@transaction.atomic
def finish(
    *,
    henvendelse: Henvendelse,
    status: HenvendelseStatus,
    svar: str,
    svar_date: date,
    versjon: int,
    by: Actor,
    at: datetime,
) -> None:
    """Write what was answered, and when: the request is done.

    Raises:
        ChangedMeanwhile, NotOpen
        HenvendelseError: the answer is from before the request came.
    """
    kept = _open(henvendelse, versjon, by=by, at=at)
    if svar_date < kept.mottatt_date:
        raise HenvendelseError("svar_dato")
    _save(kept, {"status": status, "svar": svar, "svar_date": svar_date}, by=by, at=at)
    late = svar_date > kept.gjeldende_frist
    _record("digiorden.henvendelse_avsluttet", kept, by=by, at=at, status=status, for_sent=late)


@transaction.atomic
def reopen(*, henvendelse: Henvendelse, by: Actor, at: datetime) -> None:
    """Open a request again; nothing is done when it is open."""
    kept = henvendelser_for(by, at=at).select_related(None).select_for_update().get(pk=henvendelse.pk)
    if not kept.is_open:
        _save(kept, {"status": HenvendelseStatus.UNDER_ARBEID, "svar_date": None}, by=by, at=at)
        _record("digiorden.henvendelse_aapnet", kept, by=by, at=at)


def _require_ombud(by: Actor, *, at: datetime) -> None:
    if not is_ombud(by, at=at):
        raise OnlyOmbud


def _open(henvendelse: Henvendelse, versjon: int, *, by: Actor, at: datetime) -> Henvendelse:
    kept = claim(henvendelser_for(by, at=at), henvendelse, versjon=versjon)
    if kept.status not in OPEN_STATUSES:
        raise NotOpen
    return kept


def _columns(innhold: Innhold) -> dict[str, Any]:
    return {name: getattr(innhold, name) for name in innhold.__slots__}


def _save(kept: Henvendelse, values: dict[str, Any], *, by: Actor, at: datetime) -> None:
    kept.versjon += 1
    kept.changed_at, kept.changed_by = at, by.navn
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save(update_fields=[*values, "versjon", "changed_at", "changed_by"])


def _tell_handler(henvendelse: Henvendelse, *, by: Actor, at: datetime) -> None:
    if henvendelse.behandler_id is None or str(henvendelse.behandler_id) == by.id:
        return
    said = {"nummer": str(henvendelse), "frist": format_dato(henvendelse.gjeldende_frist)}
    notify(
        bruker_id=henvendelse.behandler_id,
        virksomhet_id=henvendelse.virksomhet_id,
        tittel=_("Du skal behandle en henvendelse"),
        tekst=_("Henvendelse %(nummer)s har frist %(frist)s.") % said,
        lenke=reverse("digiorden:henvendelse", args=[henvendelse.pk]),
        by=by,
        at=at,
    )


def _record(handling: str, henvendelse: Henvendelse, *, by: Actor, at: datetime, **more: object) -> None:
    details = {"slag": henvendelse.slag, "henvendelse": str(henvendelse.pk), **more}
    gjelder = _("Henvendelse %(nummer)s") % {"nummer": str(henvendelse)}
    record(Handling(handling, gjelder=gjelder, detaljer=details), by=by, at=at)
