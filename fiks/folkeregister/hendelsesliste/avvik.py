"""Keeping what goes wrong while the source is followed: one open row for each kind, closed when it is over."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import connection

from fiks.folkeregister.models import Avviksslag, Hendelsesavvik

_NOTE = """
    insert into hendelsesavvik (slag, foerst_at, sist_at, antall, detaljer) values (%s, %s, %s, %s, %s::jsonb)
    on conflict (slag) where lukket_at is null do update
    set sist_at = excluded.sist_at, antall = hendelsesavvik.antall + excluded.antall,
        detaljer = case when excluded.detaljer = '{}' then hendelsesavvik.detaljer else excluded.detaljer end
"""


def note(slag: Avviksslag, *, at: datetime, antall: int = 1, detaljer: Mapping[str, object] | None = None) -> None:
    """Remember a trouble, or that it came again. `detaljer` hold nothing about a person."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [slag.value, at, at, antall, json.dumps(dict(detaljer or {}))])


def close(slag: Collection[Avviksslag], *, at: datetime) -> None:
    """These troubles are over."""
    Hendelsesavvik.objects.filter(slag__in=list(slag), lukket_at=None).update(lukket_at=at)


def close_quiet(slag: Collection[Avviksslag], *, since: datetime, at: datetime) -> None:
    """These are only told of, and have not come again since: they are over."""
    Hendelsesavvik.objects.filter(slag__in=list(slag), lukket_at=None, sist_at__lt=since).update(lukket_at=at)


def set_count(slag: Avviksslag, antall: int, *, at: datetime, detaljer: Mapping[str, object] | None = None) -> None:
    """A trouble that is counted, such as holes: open with this count, or closed when there are none.

    Without `detaljer` what is known of it stays.
    """
    if not antall:
        close([slag], at=at)
        return
    note(slag, at=at, antall=0, detaljer=detaljer)
    Hendelsesavvik.objects.filter(slag=slag, lukket_at=None).update(antall=antall)
