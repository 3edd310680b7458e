"""What drawing a list and washing one have in common: an order, how far it has come, and a file with a term."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from fiks.felles.lager.models import Dokument
from fiks.felles.virksomhet.models import Virksomhet
from fiks.folkeregister.models.rolle import Registerrolle

# Statuses that both have; each has its own words for them.
ORDERED, AT_WORK, READY, FAILED, CANCELLED, DELETED = "BESTILT", "I_ARBEID", "FERDIG", "FEILET", "AVBRUTT", "SLETTET"
UNDERWAY = (ORDERED, AT_WORK)
DONE = (READY, DELETED)


class Listearbeid(models.Model):
    """From the order until the file is deleted. The row stays; the persons stand in the audit log.

    `acr` is the level of the log-in that ordered it, `antall` how many persons it became. `revisjon_id` and
    `revisjon_at` find the audit row that keeps the set of persons. GJORT and VENTET name the fields that tell how far it
    has come, and of how much. Each has its own choices of status and file.
    """

    GJORT: ClassVar[str]
    VENTET: ClassVar[str]
    objects: ClassVar[models.Manager[Self]] = models.Manager()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    rolle = models.ForeignKey(Registerrolle, models.PROTECT)
    status = models.TextField()
    filformat = models.TextField()
    aarsak = models.TextField(blank=True)
    formaal = models.TextField()
    sak = models.TextField(blank=True)
    bestilt_av = models.TextField()
    bestilt_av_navn = models.TextField()
    bestilt_at = models.DateTimeField()
    kanal = models.TextField()
    acr = models.TextField(blank=True)
    os_bruker = models.TextField(blank=True)
    request_id = models.TextField(blank=True)
    forsoek = models.SmallIntegerField(default=0)
    startet_at = models.DateTimeField(null=True)
    ferdig_at = models.DateTimeField(null=True)
    antall = models.IntegerField(null=True)
    filnavn = models.TextField(blank=True)
    dokument = models.OneToOneField(Dokument, models.PROTECT, null=True)
    slettes_at = models.DateTimeField(null=True)
    slettet_at = models.DateTimeField(null=True)
    feil = models.TextField(blank=True)
    revisjon_id = models.UUIDField(null=True)
    revisjon_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["virksomhet", "filnavn"], condition=~Q(filnavn=""), name="%(class)s_filnavn"
            ),
        ]
        indexes = [
            models.Index(fields=["rolle", "-bestilt_at", "-id"], name="%(class)s_rolle"),
            models.Index(fields=["slettes_at"], condition=Q(status="FERDIG"), name="%(class)s_slettes"),
        ]

    @property
    def is_underway(self) -> bool:
        return self.status in UNDERWAY

    @property
    def is_ready(self) -> bool:
        """Tell whether there is a file to download. What was made at the command line has none here."""
        return self.status == READY and self.dokument_id is not None

    @property
    def percent(self) -> int:
        """How far it has come, at most 99 until it is done."""
        if self.status in DONE:
            return 100
        done, expected = int(getattr(self, self.GJORT)), int(getattr(self, self.VENTET))
        return min(99, 100 * done // expected) if expected else 0


# A finished list tells how many are on it and where they are logged. For the table of each, under its own name.
COUNTED_AND_LOGGED = Q(status__in=["FERDIG", "SLETTET"], antall__isnull=False, revisjon_id__isnull=False) | ~Q(
    status__in=["FERDIG", "SLETTET"]
)


class Filnedlasting(models.Model):
    """One download of a file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    at = models.DateTimeField()
    bruker = models.TextField()
    bruker_navn = models.TextField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.bruker_navn} {self.at:%d.%m.%Y}"
