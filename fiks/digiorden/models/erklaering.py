"""The privacy notices that have been published."""

import uuid

from django.db import models
from django.db.models import Q

from fiks.digiorden.models.protokoll import Behandling
from fiks.felles.virksomhet.models import Virksomhet


class Erklaeringsversjon(models.Model):
    """One published version of a record's notice, in the languages that were complete. Anybody may read it.

    So it holds nothing but what the notice says, not even who published it: that stands in the audit log. `nummer` is the
    record's, and makes the address. Once written, only `trukket_at` changes; withdrawn and coming ones are not public.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    behandling = models.ForeignKey(Behandling, models.PROTECT)
    nummer = models.IntegerField()
    nr = models.IntegerField()
    utgave = models.IntegerField()
    innhold = models.JSONField()
    gjelder_fra_date = models.DateField()
    publisert_at = models.DateTimeField()
    trukket_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "erklaeringsversjon"
        constraints = [
            models.UniqueConstraint(fields=["virksomhet", "nummer", "nr"], name="erklaeringsversjon_nr"),
            models.CheckConstraint(condition=Q(nr__gte=1), name="erklaeringsversjon_fra_en"),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} nr. {self.nr}"
