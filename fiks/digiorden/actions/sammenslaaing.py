"""Merging a duplicate in the catalogue into the system that stays: what it will do, doing it, and undoing it.

The operator's alone, since the uses of all organisations move. Each organisation's log tells of its own.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from fiks.digiorden.actions.katalog import KatalogEndret
from fiks.digiorden.models import Applikasjon, DeltApplikasjon, Katalogsammenslaaing, Katalogsystem
from fiks.digiorden.models.katalog import Katalogstatus
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.actions import Handling, record

_FORWARD = "digiorden.applikasjon_flyttet"


@dataclass(frozen=True, slots=True)
class Konsekvens:
    """What a merge does: uses by organisation, names that the staying system gets, and what is lost from view."""

    antall: int
    virksomheter: tuple[tuple[str, int], ...]
    nye_navn: tuple[str, ...]
    ulikt: tuple[str, ...]


def forhaandsvis(fra: Katalogsystem, til: Katalogsystem) -> Konsekvens:
    """What merging `fra` into `til` would do. Changes nothing.

    Raises:
        KatalogEndret: they are the same, or one of them cannot be merged.
    """
    _require_mergeable(fra, til)
    navn = Applikasjon.objects.filter(katalogsystem=fra).values_list("virksomhet__navn", flat=True)
    counts = Counter(navn)
    # What is said of both, and not alike. Where the staying one says nothing, what the other said is seen no more.
    told = ("leverandoer_navn", "leverandoer_orgnr", "temaer", "versjoner", "grensesnitt", "felleskomponenter")
    ulikt = [column for column in told if getattr(fra, column) and getattr(fra, column) != getattr(til, column)]
    return Konsekvens(sum(counts.values()), tuple(sorted(counts.items())), tuple(_new_names(fra, til)), tuple(ulikt))


@transaction.atomic
def slaa_sammen(
    *, fra: Katalogsystem, til: Katalogsystem, begrunnelse: str, by: Actor, at: datetime
) -> Katalogsammenslaaing:
    """Move every use of `fra` to `til`, which gets the names of `fra`, and retire `fra`.

    Raises:
        KatalogEndret: as for forhaandsvis, or somebody has changed one of them meanwhile.
    """
    _require_mergeable(fra, til)
    names = _new_names(fra, til)
    flyttet = _move(Applikasjon.objects.filter(katalogsystem=fra), til, by=by, at=at)
    merged = Katalogsammenslaaing.objects.create(
        fra=fra,
        til=til,
        fra_status=fra.status,
        flyttet=flyttet,
        navn_lagt_til=names,
        begrunnelse=begrunnelse,
        at=at,
        av=by.navn,
    )
    retired = {"status": Katalogstatus.UTGAATT, "slaatt_sammen_med": til, "begrunnelse": begrunnelse}
    _update(fra, {**retired, "avgjort_at": at, "avgjort_av": by.navn}, at=at)
    _update(til, {"alias": [*til.alias, *names]}, at=at)
    _record("digiorden.katalog_slaatt_sammen", merged, begrunnelse, by=by, at=at)
    return merged


@transaction.atomic
def angre(*, sammenslaaing: Katalogsammenslaaing, by: Actor, at: datetime) -> tuple[int, int]:
    """Undo a merge: the uses that were moved and still are there go back. Returns those, and those that have gone on.

    Raises:
        KatalogEndret: it is undone already, or the staying system has itself been merged with another.
    """
    claimed = Katalogsammenslaaing.objects.filter(pk=sammenslaaing.pk, angret_at=None)
    if not claimed.update(angret_at=at, angret_av=by.navn) or sammenslaaing.til.slaatt_sammen_med_id:
        raise KatalogEndret(str(sammenslaaing.pk))
    fra, til = sammenslaaing.fra, sammenslaaing.til
    there = Applikasjon.objects.filter(pk__in=sammenslaaing.flyttet, katalogsystem=til)
    back = _move(there, fra, by=by, at=at)
    _update(fra, {"status": sammenslaaing.fra_status, "slaatt_sammen_med": None, "begrunnelse": ""}, at=at)
    _update(til, {"alias": [navn for navn in til.alias if navn not in sammenslaaing.navn_lagt_til]}, at=at)
    _record("digiorden.katalog_sammenslaaing_angret", sammenslaaing, "", by=by, at=at)
    return len(back), len(sammenslaaing.flyttet) - len(back)


def _require_mergeable(fra: Katalogsystem, til: Katalogsystem) -> None:
    open_for = {Katalogstatus.FORESLAATT, Katalogstatus.PUBLISERT, Katalogstatus.UTGAATT}
    if fra.pk == til.pk or fra.slaatt_sammen_med_id or til.slaatt_sammen_med_id or fra.status not in open_for:
        raise KatalogEndret(str(fra.pk))
    if not til.is_published:
        raise KatalogEndret(str(til.pk))


def _new_names(fra: Katalogsystem, til: Katalogsystem) -> list[str]:
    known = {navn.casefold() for navn in (til.navn, *til.tidligere_navn, *til.alias)}
    names = dict.fromkeys((fra.navn, *fra.tidligere_navn, *fra.alias))
    return [navn for navn in names if navn.casefold() not in known]


def _move(uses: QuerySet[Applikasjon], til: Katalogsystem, *, by: Actor, at: datetime) -> list[UUID]:
    """Move uses to a system, their published rows too, and tell each organisation's log.

    They are locked as they are read: one that an organisation just now ties to another system is left there.
    """
    rows = list(uses.select_for_update().order_by("pk").values_list("pk", "virksomhet_id", "navn"))
    ids = [pk for pk, _virksomhet, _navn in rows]
    Applikasjon.objects.filter(pk__in=ids).update(
        katalogsystem=til, versjon=F("versjon") + 1, changed_at=at, changed_by=by.navn
    )
    DeltApplikasjon.objects.filter(pk__in=ids).update(katalogsystem=til, changed_at=at)
    for pk, virksomhet_id, navn in rows:
        details = {"applikasjon": str(pk), "katalogsystem": str(til.pk), "system": til.navn}
        record(Handling(_FORWARD, gjelder=navn, detaljer=details), by=by, at=at, virksomhet_id=virksomhet_id)
    return ids


def _update(system: Katalogsystem, columns: dict[str, object], *, at: datetime) -> None:
    found = Katalogsystem.objects.filter(pk=system.pk, versjon=system.versjon)
    if not found.update(**columns, versjon=system.versjon + 1, changed_at=at):
        raise KatalogEndret(str(system.pk))
    system.refresh_from_db()


def _record(kode: str, merged: Katalogsammenslaaing, begrunnelse: str, *, by: Actor, at: datetime) -> None:
    details = {"sammenslaaing": str(merged.pk), "fra": str(merged.fra_id), "til": str(merged.til_id)}
    handling = Handling(kode, gjelder=merged.til.navn, antall=len(merged.flyttet), aarsak=begrunnelse, detaljer=details)
    record(handling, by=by, at=at)
