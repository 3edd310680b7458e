"""Audit rows for tests."""

from datetime import datetime
from typing import Any

from fiks.felles.kontekst import Actor, acting
from fiks.felles.revisjon.actions import Handling, record
from fiks.felles.revisjon.models import Revisjonslinje


def write(by: Actor, at: datetime, kode: str = "folkeregister.oppslag", **facts: Any) -> Revisjonslinje:
    """One row of an act by somebody."""
    with acting(by):
        return record(Handling(kode, **facts), by=by, at=at)


def acts(virksomhet_id: object, kode: str) -> list[Revisjonslinje]:
    """The rows of one kind in the open context."""
    return list(Revisjonslinje.objects.filter(virksomhet_id=virksomhet_id, handling=kode).order_by("at", "id"))
