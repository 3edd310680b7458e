"""Registering and changing the municipality's applications. What is shared of them is published by the same act."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from fiks.digiorden.access import REDIGER, may_change_applikasjon
from fiks.digiorden.actions.deling import publiser
from fiks.digiorden.katalog.deling import FELTKLASSER
from fiks.digiorden.models import Applikasjon, Applikasjonsbehandling, Applikasjonskobling, Katalogsystem
from fiks.digiorden.queries.behandlinger import behandlinger_for
from fiks.felles.koder.norsk_orden import norsk_key
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.tilgang.access import Refused, may

_KEPT_BY_US = {"id", "virksomhet", "sortering", "versjon", "created_at", "changed_at", "changed_by", "katalogsystem"}
# What may be given when one is changed; the catalogue has an act of its own.
CHANGEABLE = frozenset(FELTKLASSER) - _KEPT_BY_US


class Endret(Exception):
    """Somebody else has changed the application meanwhile. `naa` is as it stands."""

    def __init__(self, naa: Applikasjon) -> None:
        super().__init__(str(naa.pk))
        self.naa = naa


class FinnesAlt(Exception):
    """The two are coupled in this way already."""


@transaction.atomic
def registrer_applikasjon(
    *, katalogsystem: Katalogsystem | None, values: Mapping[str, object], by: Actor, at: datetime
) -> Applikasjon:
    """Register that the organisation uses, or will use, a system. Without a system, which one it is is decided later.

    Raises:
        Refused: the actor is no editor.
    """
    if not may(REDIGER, by, at=at):
        raise Refused("TILDELING", _("Bare redaktører kan registrere applikasjoner."), _("Fiks-administratoren"))
    applikasjon = Applikasjon(
        id=uuid4(), virksomhet_id=by.tenant, katalogsystem=katalogsystem, created_at=at, changed_at=at
    )
    _fill(applikasjon, values, by=by, at=at)
    applikasjon.save(force_insert=True)
    publiser(applikasjon, at=at)
    _record("digiorden.applikasjon_registrert", applikasjon, {"livsloep": str(applikasjon.livsloep)}, by=by, at=at)
    return applikasjon


@transaction.atomic
def endre_applikasjon(
    *, applikasjon: Applikasjon, values: Mapping[str, object], versjon: int, by: Actor, at: datetime
) -> list[str]:
    """Change an application, and return the columns that were changed.

    Raises:
        Endret: `versjon` is not that of the application as it stands; nothing is written.
        Refused: the actor neither edits nor owns it.
    """
    require_change(applikasjon, by=by, at=at)
    _claim(applikasjon, versjon, by=by)
    before = {navn: getattr(applikasjon, navn) for navn in values}
    changed = sorted(navn for navn, value in values.items() if before[navn] != value)
    _fill(applikasjon, values, by=by, at=at)
    applikasjon.save()
    publiser(applikasjon, at=at)
    details: dict[str, object] = {"felter": changed}
    if "livsloep" in changed:
        details["livsloep"] = [str(before["livsloep"]), str(applikasjon.livsloep)]
    _record("digiorden.applikasjon_endret", applikasjon, details, by=by, at=at)
    return changed


@transaction.atomic
def knytt_til_katalogen(
    *, applikasjon: Applikasjon, katalogsystem: Katalogsystem | None, versjon: int, by: Actor, at: datetime
) -> None:
    """Say which system in the catalogue an application is; None: nobody knows yet.

    Raises:
        Endret, Refused: as for endre_applikasjon.
    """
    require_change(applikasjon, by=by, at=at)
    _claim(applikasjon, versjon, by=by)
    applikasjon.katalogsystem = katalogsystem
    applikasjon.changed_at, applikasjon.changed_by = at, by.navn
    applikasjon.save()
    publiser(applikasjon, at=at)
    details = {"katalogsystem": str(katalogsystem.pk) if katalogsystem else ""}
    _record("digiorden.applikasjon_knyttet", applikasjon, details, by=by, at=at)


@transaction.atomic
def koble(
    *, fra: Applikasjon, til: Applikasjon, slag: str, beskrivelse: str, by: Actor, at: datetime
) -> Applikasjonskobling:
    """Say that one application hangs together with another.

    Raises:
        FinnesAlt: it has been said.
        Refused: the actor neither edits nor owns the first.
    """
    require_change(fra, by=by, at=at)
    kobling, made = Applikasjonskobling.objects.get_or_create(
        virksomhet_id=fra.virksomhet_id, fra=fra, til=til, slag=slag, defaults={"beskrivelse": beskrivelse}
    )
    if not made:
        raise FinnesAlt(str(kobling.pk))
    details = {"til": str(til.pk), "slag": slag}
    _record("digiorden.applikasjon_kobling_lagt_til", fra, details, by=by, at=at)
    return kobling


@transaction.atomic
def fjern_kobling(*, kobling: Applikasjonskobling, by: Actor, at: datetime) -> None:
    """Take back that two applications hang together.

    Raises:
        Refused: the actor neither edits nor owns the first.
    """
    require_change(kobling.fra, by=by, at=at)
    details = {"til": str(kobling.til_id), "slag": str(kobling.slag)}
    kobling.delete()
    _record("digiorden.applikasjon_kobling_fjernet", kobling.fra, details, by=by, at=at)


@transaction.atomic
def velg_behandlinger(
    *, applikasjon: Applikasjon, behandlinger: Collection[UUID], versjon: int, by: Actor, at: datetime
) -> None:
    """Say which processing records an application serves: these, and no others. Unknown ones are left out.

    Raises:
        Endret, Refused: as for endre_applikasjon.
    """
    require_change(applikasjon, by=by, at=at)
    chosen = set(behandlinger_for(by).filter(pk__in=behandlinger).values_list("pk", flat=True))
    mine = Applikasjonsbehandling.objects.filter(virksomhet_id=by.tenant, applikasjon=applikasjon)
    had = set(mine.values_list("behandling_id", flat=True))
    if chosen == had:
        return
    _claim(applikasjon, versjon, by=by)
    mine.exclude(behandling_id__in=chosen).delete()
    Applikasjonsbehandling.objects.bulk_create(
        Applikasjonsbehandling(virksomhet_id=by.tenant, applikasjon=applikasjon, behandling_id=behandling_id)
        for behandling_id in chosen - had
    )
    details = {"lagt_til": sorted(map(str, chosen - had)), "fjernet": sorted(map(str, had - chosen))}
    _record("digiorden.applikasjon_behandlinger", applikasjon, details, by=by, at=at)


def require_change(applikasjon: Applikasjon, *, by: Actor, at: datetime) -> None:
    """Raise Refused unless the actor edits, or owns the application."""
    if not may_change_applikasjon(applikasjon.systemeier_id, by, at=at):
        said = _("Bare redaktører og systemeieren kan endre applikasjonen.")
        raise Refused("TILDELING", said, _("den som administrerer Digiorden"))


def _claim(applikasjon: Applikasjon, versjon: int, *, by: Actor) -> None:
    """Take the next version, or raise Endret. The row stays locked for others until the transaction ends."""
    mine = Applikasjon.objects.filter(virksomhet_id=by.tenant, pk=applikasjon.pk)
    if not mine.filter(versjon=versjon).update(versjon=versjon + 1):
        raise Endret(mine.select_related("katalogsystem", "systemeier", "systemansvarlig").get())
    applikasjon.versjon = versjon + 1


def _fill(applikasjon: Applikasjon, values: Mapping[str, object], *, by: Actor, at: datetime) -> None:
    unknown = set(values) - CHANGEABLE
    if unknown:
        raise ValueError(sorted(unknown))
    for navn, value in values.items():
        setattr(applikasjon, navn, value)
    applikasjon.sortering = norsk_key(applikasjon.navn)
    applikasjon.changed_at, applikasjon.changed_by = at, by.navn


def _record(kode: str, applikasjon: Applikasjon, details: Mapping[str, object], *, by: Actor, at: datetime) -> None:
    facts = {"applikasjon": str(applikasjon.pk), "versjon": applikasjon.versjon, **details}
    handling = Handling(kode, gjelder=applikasjon.navn, detaljer=facts)
    record(handling, by=by, at=at, virksomhet_id=applikasjon.virksomhet_id)
