"""How often somebody has done something lately, by the audit log, for what has a limit an hour."""

from datetime import datetime, timedelta

from django.db import connection

from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.models import Revisjonslinje

HOUR = timedelta(hours=1)


def one_at_a_time(kode: str, actor: Actor) -> None:
    """Wait for the actor's other acts of this kind, so that each is counted before the next. Ends with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{kode} {actor.id}"])


def free_again(kode: str, actor: Actor, *, most: int, at: datetime) -> datetime | None:
    """When the actor may do it again, if he has done it as often as he may in the last hour; else None."""
    rows = Revisjonslinje.objects.filter(virksomhet_id=actor.tenant, aktoer_id=actor.id, at__gt=at - HOUR)
    done = rows.filter(handling=kode, utfall="UTFOERT").order_by("-at").values_list("at", flat=True)
    limiting: datetime | None = done[most - 1 : most].first()
    return limiting + HOUR if limiting else None
