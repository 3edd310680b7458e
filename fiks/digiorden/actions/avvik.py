"""Personal data breaches: written down, filled in, closed, opened again (GDPR art. 33 and 34).

The audit rows tell the number of a breach and which fields were changed, never what was written in them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.actions.samtidig import claim, next_number
from fiks.digiorden.models import Personvernavvik, Underretning
from fiks.digiorden.personvern.mangler import Mangel, mangler
from fiks.digiorden.queries.personvern import avvik_for, is_ombud
from fiks.felles.koder.kalender import format_tidspunkt
from fiks.felles.kontekst import Actor
from fiks.felles.meldinger.actions import notify
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.virksomhet.models import Bruker


class IsClosed(Exception):
    """The breach is closed. Open it again to change it."""


class NotFinished(Exception):
    """Something that the regulation asks for is missing; `mangler` says what."""

    def __init__(self, found: Sequence[Mangel]) -> None:
        super().__init__(len(found))
        self.mangler = found


class OnlyOmbud(Exception):
    """Only the data protection officer writes down breaches and hands them out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Avviksinnhold:
    """What is known of a breach so far."""

    tittel: str
    arter: tuple[str, ...]
    oppdaget_at: datetime
    beskrivelse: str
    hendt: str = ""
    registrerte: str = ""
    antall_registrerte: int | None = None
    opplysninger: str = ""
    antall_poster: int | None = None
    konsekvenser: str = ""
    tiltak: str = ""
    risiko: str = ""
    risiko_grunn: str = ""
    meldt_at: datetime | None = None
    meldt_referanse: str = ""
    forsinket_grunn: str = ""
    ikke_meldt_grunn: str = ""
    underretning: str = Underretning.IKKE_VURDERT
    underrettet_date: date | None = None
    underretning_grunn: str = ""
    behandler: Bruker | None = None
    saksnummer: str = ""


@transaction.atomic
def register_avvik(*, innhold: Avviksinnhold, by: Actor, at: datetime) -> Personvernavvik:
    """Write down a breach. The 72 hours run from when it was discovered.

    Raises:
        OnlyOmbud
    """
    if not is_ombud(by, at=at):
        raise OnlyOmbud
    aar = timezone.localdate(innhold.oppdaget_at).year
    same_year = Personvernavvik.objects.filter(virksomhet_id=by.tenant, aar=aar)
    avvik = Personvernavvik.objects.create(
        virksomhet_id=by.tenant,
        aar=aar,
        loepenummer=next_number(same_year, lock=f"personvernavvik {by.tenant} {aar}"),
        created_at=at,
        created_by=by.navn,
        changed_at=at,
        changed_by=by.navn,
        **_columns(innhold),
    )
    _record("digiorden.avvik_registrert", avvik, by=by, at=at, oppdaget=innhold.oppdaget_at.isoformat())
    _tell_handler(avvik, by=by, at=at)
    return avvik


@transaction.atomic
def change_avvik(
    *, avvik: Personvernavvik, innhold: Avviksinnhold, versjon: int, by: Actor, at: datetime
) -> Personvernavvik:
    """Fill in or change an open breach.

    Raises:
        ChangedMeanwhile, IsClosed
        OnlyOmbud: a handler hands it to somebody else.
    """
    kept = claim(avvik_for(by, at=at), avvik, versjon=versjon)
    if not kept.is_open:
        raise IsClosed(kept.pk)
    given_to = innhold.behandler.pk if innhold.behandler else None
    handed_over = kept.behandler_id != given_to
    if handed_over and not is_ombud(by, at=at):
        raise OnlyOmbud
    columns = _columns(innhold)
    changed = [name for name, value in columns.items() if getattr(kept, name) != value]
    _save(kept, columns, by=by, at=at)
    _record("digiorden.avvik_endret", kept, by=by, at=at, felt=changed)
    if handed_over:
        _tell_handler(kept, by=by, at=at)
    return kept


@transaction.atomic
def close_avvik(*, avvik: Personvernavvik, versjon: int, by: Actor, at: datetime) -> None:
    """Close a breach when all is told or explained.

    Raises:
        ChangedMeanwhile, IsClosed, NotFinished
    """
    kept = claim(avvik_for(by, at=at), avvik, versjon=versjon)
    if not kept.is_open:
        raise IsClosed(kept.pk)
    if missing := mangler(kept):
        raise NotFinished(missing)
    _save(kept, {"lukket_at": at, "lukket_by": by.navn}, by=by, at=at)
    _record("digiorden.avvik_lukket", kept, by=by, at=at, meldt=kept.meldt_at is not None)


@transaction.atomic
def reopen_avvik(*, avvik: Personvernavvik, by: Actor, at: datetime) -> None:
    """Open a breach again; nothing is done when it is open."""
    kept = avvik_for(by, at=at).select_related(None).select_for_update().get(pk=avvik.pk)
    if not kept.is_open:
        _save(kept, {"lukket_at": None, "lukket_by": ""}, by=by, at=at)
        _record("digiorden.avvik_aapnet", kept, by=by, at=at)


@transaction.atomic
def log_register_export(*, antall: int, by: Actor, at: datetime) -> None:
    """Write that somebody took the register of breaches out as a file."""
    record(Handling("digiorden.avviksregister_lastet_ned", antall=antall), by=by, at=at)


def _columns(innhold: Avviksinnhold) -> dict[str, Any]:
    return {name: getattr(innhold, name) for name in innhold.__slots__} | {"arter": list(innhold.arter)}


def _save(kept: Personvernavvik, values: dict[str, Any], *, by: Actor, at: datetime) -> None:
    kept.versjon += 1
    kept.changed_at, kept.changed_by = at, by.navn
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save(update_fields=[*values, "versjon", "changed_at", "changed_by"])


def _tell_handler(avvik: Personvernavvik, *, by: Actor, at: datetime) -> None:
    if avvik.behandler_id is None or str(avvik.behandler_id) == by.id:
        return
    said = {"nummer": str(avvik), "frist": format_tidspunkt(avvik.meldefrist_at)}
    notify(
        bruker_id=avvik.behandler_id,
        virksomhet_id=avvik.virksomhet_id,
        tittel=_("Du skal behandle et avvik"),
        tekst=_("Avvik %(nummer)s skal meldes til Datatilsynet innen %(frist)s, om det ikke er uten risiko.") % said,
        lenke=reverse("digiorden:avvik", args=[avvik.pk]),
        by=by,
        at=at,
    )


def _record(handling: str, avvik: Personvernavvik, *, by: Actor, at: datetime, **more: object) -> None:
    gjelder = _("Avvik %(nummer)s") % {"nummer": str(avvik)}
    record(Handling(handling, gjelder=gjelder, detaljer={"avvik": str(avvik.pk), **more}), by=by, at=at)
