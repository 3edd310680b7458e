"""Writing to the audit log."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.models import Revisjonslinje, Utfall

MAX_SUBJECTS = 1000


class NotInTransaction(RuntimeError):
    """An audit row was asked for outside the transaction of the act it tells about."""


@dataclass(frozen=True, slots=True)
class Handling:
    """What was done, as the audit row tells it.

    `kode` is app and verb, `folkeregister.oppslag`. `subjekter` are the numbers of persons shown (≤ 1 000);
    `subjektmengde` the packed set of a list. `opplysninger` are the field groups shown. `gjelder` names the object,
    `detaljer` holds facts about it, never personal data. `konfidensiell`: the row itself tells of a client relation
    (hjemler.md 1.3), so identities in it are for a controller of the same area only.
    """

    kode: str
    subjekter: Collection[str] = ()
    subjektmengde: bytes | None = None
    antall: int | None = None
    opplysninger: Collection[str] = ()
    rolle_navn: str = ""
    tjenesteomraade: str = ""
    konfidensiell: bool = False
    aarsak: str = ""
    gjelder: str = ""
    detaljer: Mapping[str, object] = field(default_factory=dict)


def record(handling: Handling, *, by: Actor, at: datetime, virksomhet_id: UUID | None = None) -> Revisjonslinje:
    """Write one row in the transaction of the act.

    The row belongs to the actor's organisation, or, for the operator, to `virksomhet_id`.

    Raises:
        NotInTransaction: outside a transaction, where the act could be kept and its row lost.
    """
    return _write(handling, by=by, at=at, utfall=Utfall.UTFOERT, virksomhet_id=virksomhet_id or by.virksomhet_id)


def record_refusal(handling: Handling, *, by: Actor, at: datetime) -> None:
    """Write that somebody was refused, in a transaction of its own: the refused act's roll-back must not take it along.

    Call it after the act's own block has been left.
    """
    with transaction.atomic(durable=False), acting(by):
        _write(handling, by=by, at=at, utfall=Utfall.AVVIST, virksomhet_id=by.virksomhet_id)


def _write(
    handling: Handling, *, by: Actor, at: datetime, utfall: Utfall, virksomhet_id: UUID | None
) -> Revisjonslinje:
    if not connection.in_atomic_block:
        raise NotInTransaction(handling.kode)
    return Revisjonslinje.objects.create(
        id=uuid.uuid4(),
        at=at,
        virksomhet_id=virksomhet_id,
        handling=handling.kode,
        utfall=utfall,
        aktoer_slag=by.slag,
        aktoer_id=by.id,
        aktoer_navn=by.navn,
        kanal=by.kanal,
        acr=by.acr,
        on_behalf_of=by.on_behalf_of,
        os_bruker=by.os_bruker,
        ressurs_id=by.ressurs_id,
        rolle_navn=handling.rolle_navn,
        tjenesteomraade=handling.tjenesteomraade,
        konfidensiell=handling.konfidensiell,
        formaal=by.formaal,
        # A case belongs to an area: without one, nobody knows who may read it (hjemler.md 1.3).
        sak=by.sak if handling.tjenesteomraade else "",
        aarsak=handling.aarsak,
        opplysninger=list(handling.opplysninger),
        antall=handling.antall,
        subjekter=list(handling.subjekter),
        subjektmengde=handling.subjektmengde,
        gjelder=handling.gjelder,
        detaljer=dict(handling.detaljer),
        request_id=by.request_id,
        ip=by.ip,
    )


def ensure_partitions(at: datetime) -> None:
    """Make the partitions of this month and the two after it, where they are missing."""
    with connection.cursor() as cursor:
        cursor.execute("select revisjon_sikre_partisjoner(%s)", [at.date()])
