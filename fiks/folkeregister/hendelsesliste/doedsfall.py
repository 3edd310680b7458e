"""Deaths that are so new that nobody is to act on them yet.

A wrong date of death is corrected by annulling and registering again: personErReaktivert, and then personErDoed. Whoever
acts at once on the first notice acts on a living person. The document shows a death as soon as it is read; pages and lists
of those who have died leave these out until the delay is over (FIKS_DOEDSFALL_VENT_TIMER). An annulled death is gone from
the document, and so from the pages, by itself.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import connection

# For a query over `person`: true for those whose death is too new to act on. Takes `doedsfall_siden`, from `since`.
PAA_VENT: Final = """
    exists (select from hendelse where hendelse.nummer = person.identifikator
            and hendelse.hendelsetype in ('personErDoed', 'endringIDoedsfall')
            and hendelse.mottatt_at > %(doedsfall_siden)s)
"""
_PAA_VENT = """
    select distinct nummer from hendelse where nummer = any(%s::varchar[])
      and hendelsetype in ('personErDoed', 'endringIDoedsfall') and mottatt_at > %s
"""


def since(at: datetime) -> datetime:
    """Deaths that we were told of after this are on hold."""
    return at - timedelta(hours=settings.DEATH_DELAY_HOURS)


def paa_vent(numbers: Collection[str], *, at: datetime) -> frozenset[str]:
    """Those of some persons, by current number, whose death is on hold."""
    with connection.cursor() as cursor:
        cursor.execute(_PAA_VENT, [list(numbers), since(at)])
        return frozenset(number for (number,) in cursor.fetchall())
