"""Notices, and how it went with the e-mail about each."""

import uuid

from django.db import models
from django.db.models import Q

from fiks.felles.virksomhet.models import Bruker, Virksomhet


class EpostStatus(models.TextChoices):
    """Where the e-mail about a notice is."""

    INGEN = "INGEN", "Ingen"
    VENTER = "VENTER", "Venter"
    SENDES = "SENDES", "Sendes"
    SENDT = "SENDT", "Sendt"
    MISLYKTES = "MISLYKTES", "Mislyktes"


class Melding(models.Model):
    """One notice to one person. Unread until `read_at`. `lenke` is a path in Fiks, or empty.

    `epost_at` is when the e-mail got its status; while it is SENDES, when somebody took it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    bruker = models.ForeignKey(Bruker, models.PROTECT)
    tittel = models.TextField()
    tekst = models.TextField(blank=True)
    lenke = models.TextField(blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    epost_status = models.TextField(choices=EpostStatus.choices, default=EpostStatus.INGEN)
    epost_at = models.DateTimeField(null=True)
    epost_forsoek = models.SmallIntegerField(default=0)
    epost_feil = models.TextField(blank=True)

    class Meta:
        db_table = "melding"
        constraints = [
            models.CheckConstraint(condition=Q(lenke__regex=r"^(/([^/\\].*)?)?$"), name="melding_lenke"),
            models.CheckConstraint(condition=Q(epost_status="MISLYKTES") | Q(epost_feil=""), name="melding_epost_feil"),
        ]
        indexes = [
            models.Index(fields=["bruker", "-at", "-id"], name="melding_nyeste"),
            models.Index(fields=["bruker"], condition=Q(read_at__isnull=True), name="melding_ulest"),
        ]

    def __str__(self) -> str:
        return self.tittel
