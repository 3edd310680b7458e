"""Changes to organisations and their people."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model

from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.virksomhet.models import (
    Bruker,
    Kontakt,
    KontaktSlag,
    Virksomhet,
    Virksomhetsopplysninger,
    VirksomhetType,
)


class OrgnrInUse(Exception):
    """Another organisation has this organisation number."""


class ChangedMeanwhile(Exception):
    """Somebody else saved first. Nothing is overwritten; `lagret` is what stands there now."""

    def __init__(self, lagret: Model) -> None:
        super().__init__(lagret.pk)
        self.lagret = lagret


class AlreadyEnded(Exception):
    """The contact was ended before."""


@dataclass(frozen=True, slots=True)
class Kontaktinnhold:
    """What is told of a contact."""

    navn: str
    organisasjon: str = ""
    orgnr: str = ""
    adresse: str = ""
    epost: str = ""
    telefon: str = ""
    felles_med: tuple[str, ...] = ()


@transaction.atomic
def create_virksomhet(
    *, orgnr: str, navn: str, type: VirksomhetType, kommunenummer: str = "", by: Actor, at: datetime
) -> Virksomhet:
    """Register an organisation. Only the operator's database role may; anyone else is stopped by the database.

    Raises:
        OrgnrInUse: the organisation number is taken.
    """
    try:
        with transaction.atomic():
            virksomhet = Virksomhet.objects.create(
                orgnr=orgnr, navn=navn, type=type, kommunenummer=kommunenummer, created_at=at
            )
    except IntegrityError as error:
        raise OrgnrInUse(orgnr) from error
    record(Handling("virksomhet.opprettet", gjelder=navn), by=by, at=at, virksomhet_id=virksomhet.id)
    return virksomhet


@transaction.atomic
def add_bruker(
    *,
    virksomhet: Virksomhet,
    foedselsnummer: str,
    navn: str,
    epost: str = "",
    stilling: str = "",
    by: Actor,
    at: datetime,
) -> Bruker:
    """Add a person to an organisation, or return the one that is there already.

    One who was closed is opened again, with the name and addresses given now.
    """
    bruker, created = Bruker.objects.get_or_create(
        virksomhet=virksomhet,
        foedselsnummer=foedselsnummer,
        defaults={"navn": navn, "epost": epost, "stilling": stilling, "created_at": at},
    )
    if not created and not bruker.aktiv:
        bruker.aktiv, bruker.navn, bruker.epost, bruker.stilling = True, navn, epost, stilling
        bruker.save(update_fields=["aktiv", "navn", "epost", "stilling"])
        created = True
    if created:
        record(Handling("virksomhet.bruker_lagt_til", gjelder=navn), by=by, at=at, virksomhet_id=virksomhet.id)
    return bruker


@transaction.atomic
def deactivate_bruker(*, bruker: Bruker, begrunnelse: str = "", by: Actor, at: datetime) -> None:
    """Close a person's access to the organisation. All assignments stop working at once."""
    changed = Bruker.objects.filter(pk=bruker.pk, aktiv=True).update(aktiv=False)
    if changed:
        record(
            Handling("virksomhet.bruker_stengt", gjelder=bruker.navn, aarsak=begrunnelse),
            by=by,
            at=at,
            virksomhet_id=bruker.virksomhet_id,
        )


@transaction.atomic
def save_opplysninger(*, values: Mapping[str, str], versjon: int, by: Actor, at: datetime) -> Virksomhetsopplysninger:
    """Write how the actor's organisation is reached. `versjon` is the one that was read: 0 when there was none.

    Raises:
        ChangedMeanwhile
    """
    given = {**values, "changed_at": at, "changed_by": by.navn}
    if versjon == 0:
        kept, created = Virksomhetsopplysninger.objects.get_or_create(virksomhet_id=by.tenant, defaults=given)
        changed = [name for name, value in values.items() if value]
    else:
        kept = Virksomhetsopplysninger.objects.select_for_update().get(virksomhet_id=by.tenant)
        created = kept.versjon == versjon
        changed = [name for name, value in values.items() if getattr(kept, name) != value]
    if not created:
        raise ChangedMeanwhile(kept)
    if versjon:
        _set(kept, {**given, "versjon": versjon + 1})
    record(Handling("virksomhet.opplysninger_endret", detaljer={"felt": changed}), by=by, at=at)
    return kept


@transaction.atomic
def add_kontakt(
    *,
    slag: KontaktSlag,
    innhold: Kontaktinnhold,
    from_date: date,
    until_date: date | None = None,
    avloeser: Kontakt | None = None,
    by: Actor,
    at: datetime,
) -> Kontakt:
    """Give the actor's organisation a contact. `avloeser` is the one that it relieves, ended the day before.

    Raises:
        AlreadyEnded: the one that it relieves.
    """
    if avloeser is not None:
        end_kontakt(kontakt=avloeser, until_date=from_date - timedelta(days=1), by=by, at=at)
    kontakt = Kontakt.objects.create(
        virksomhet_id=by.tenant,
        slag=slag,
        from_date=from_date,
        until_date=until_date,
        created_at=at,
        changed_at=at,
        changed_by=by.navn,
        **_columns(innhold),
    )
    _record_kontakt("virksomhet.kontakt_lagt_til", kontakt, by=by, at=at)
    return kontakt


@transaction.atomic
def change_kontakt(*, kontakt: Kontakt, innhold: Kontaktinnhold, versjon: int, by: Actor, at: datetime) -> Kontakt:
    """Mend what is told of a contact. Another person is another contact: end this one and add a new.

    Raises:
        ChangedMeanwhile
    """
    kept = Kontakt.objects.select_for_update().get(pk=kontakt.pk, virksomhet_id=by.tenant)
    if kept.versjon != versjon:
        raise ChangedMeanwhile(kept)
    columns = _columns(innhold)
    changed = [name for name, value in columns.items() if getattr(kept, name) != value]
    _set(kept, {**columns, "versjon": versjon + 1, "changed_at": at, "changed_by": by.navn})
    _record_kontakt("virksomhet.kontakt_endret", kept, by=by, at=at, felt=changed)
    return kept


@transaction.atomic
def end_kontakt(*, kontakt: Kontakt, until_date: date, by: Actor, at: datetime) -> None:
    """Let a contact's time be over after `until_date`. One that has not begun loses its only day: it ends as it begins.

    Raises:
        AlreadyEnded: it has a last day that has come, or an earlier one.
    """
    kept = Kontakt.objects.select_for_update().get(pk=kontakt.pk, virksomhet_id=by.tenant)
    last = max(until_date, kept.from_date)
    if kept.until_date is not None and kept.until_date <= last:
        raise AlreadyEnded(kept.pk)
    _set(kept, {"until_date": last, "versjon": kept.versjon + 1, "changed_at": at, "changed_by": by.navn})
    _record_kontakt("virksomhet.kontakt_avsluttet", kept, by=by, at=at)


def _columns(innhold: Kontaktinnhold) -> dict[str, Any]:
    return {**asdict(innhold), "felles_med": list(innhold.felles_med)}


def _set(row: Model, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))


def _record_kontakt(handling: str, kontakt: Kontakt, *, by: Actor, at: datetime, **more: object) -> None:
    days = {"fra": str(kontakt.from_date), "til": str(kontakt.until_date or "")}
    details = {"slag": kontakt.slag, "kontakt": str(kontakt.pk), **days, **more}
    record(Handling(handling, gjelder=kontakt.navn, detaljer=details), by=by, at=at)
