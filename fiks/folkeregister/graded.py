"""The one way to graded addresses. Call it only after a deliberate choice with a reason, and log it (access.py)."""

from collections.abc import Sequence

from django.db import connection

from fiks.folkeregister.models import GradertAdresse

_QUERY = "select * from graderte_adresser(%s::varchar[]) order by person, nr"


def graderte_adresser(numbers: Sequence[str]) -> list[GradertAdresse]:
    """Graded addresses, current and former, of persons by current number. Who is strengt fortrolig has none."""
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, [list(numbers)])
        columns = [column.name for column in cursor.description or ()]
        return [GradertAdresse(**dict(zip(columns, row, strict=True))) for row in cursor.fetchall()]
