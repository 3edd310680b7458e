"""What is kept, and the wrapped key that opens it."""

import uuid

from django.db import models
from django.db.models import Q

from fiks.felles.virksomhet.models import Virksomhet


class Dokument(models.Model):
    """One stored document. The content lies in the store under `id`; without `noekkel` nobody can read it again.

    `size` is the plaintext's length in bytes. `hovednoekkel` names the master key that `noekkel` is wrapped under.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    filnavn = models.TextField()
    medietype = models.TextField()
    size = models.BigIntegerField()
    noekkel = models.BinaryField(null=True)
    hovednoekkel = models.TextField()
    created_at = models.DateTimeField()
    delete_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "dokument"
        constraints = [
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True, noekkel__isnull=False)
                | Q(deleted_at__isnull=False, noekkel__isnull=True),
                name="dokument_slettet_uten_noekkel",
            ),
        ]
        indexes = [
            models.Index(fields=["delete_at"], condition=Q(deleted_at__isnull=True), name="dokument_slettes"),
            models.Index(fields=["hovednoekkel"], condition=Q(deleted_at__isnull=True), name="dokument_hovednoekkel"),
        ]

    def __str__(self) -> str:
        return self.filnavn

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None
