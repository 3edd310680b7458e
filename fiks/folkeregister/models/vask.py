"""Washes of lists: from the upload until the result is deleted."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fiks.felles.lager.models import Dokument
from fiks.felles.virksomhet.models import Virksomhet
from fiks.folkeregister.models.innbyggerliste import Filformat
from fiks.folkeregister.models.rolle import Registerrolle


class Vaskestatus(models.TextChoices):
    """Where a wash is in its life. Those of a list, and before them the time when columns are chosen."""

    LASTET_OPP = "LASTET_OPP", _("Ikke bestilt")
    BESTILT = "BESTILT", _("Bestilt")
    I_ARBEID = "I_ARBEID", _("Vaskes")
    FERDIG = "FERDIG", _("Klar")
    FEILET = "FEILET", _("Feilet")
    AVBRUTT = "AVBRUTT", _("Avbrutt")
    SLETTET = "SLETTET", _("Slettet")


WASHING = (Vaskestatus.BESTILT, Vaskestatus.I_ARBEID)
# As long as somebody chooses columns; then what was uploaded is destroyed.
DRAFT_MINUTES = 60
# As long as a wash may take, its attempts included, before it counts as stranded.
MOST_HOURS = 24


class Vask(models.Model):
    """One wash. The row stays; the persons stand in the audit log.

    `opplastet` is the file as it was uploaded, encrypted; it is destroyed when the wash has ended, however it ended, and a
    wash that nobody orders is destroyed after DRAFT_MINUTES. `inndeling` says how it was understood: which sheet, row of
    headings, and which column is what; never what stands in it. The rest is as for Innbyggerliste.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    rolle = models.ForeignKey(Registerrolle, models.PROTECT)
    status = models.TextField(choices=Vaskestatus.choices, default=Vaskestatus.LASTET_OPP)
    opplastet = models.OneToOneField(Dokument, models.PROTECT, null=True, related_name="vask_av")
    inndeling = models.JSONField(default=dict)
    filformat = models.TextField(choices=Filformat.choices, default=Filformat.XLSX)
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
    antall_rader = models.IntegerField(default=0)
    antall_vasket = models.IntegerField(default=0)
    antall = models.IntegerField(null=True)
    utfall = models.JSONField(default=dict)
    filnavn = models.TextField(blank=True)
    dokument = models.OneToOneField(Dokument, models.PROTECT, null=True)
    slettes_at = models.DateTimeField(null=True)
    slettet_at = models.DateTimeField(null=True)
    feil = models.TextField(blank=True)
    revisjon_id = models.UUIDField(null=True)
    revisjon_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "vask"
        constraints = [
            models.UniqueConstraint(fields=["virksomhet", "filnavn"], condition=~Q(filnavn=""), name="vask_filnavn"),
            models.CheckConstraint(
                condition=Q(status__in=["FERDIG", "SLETTET"], antall__isnull=False, revisjon_id__isnull=False)
                | ~Q(status__in=["FERDIG", "SLETTET"]),
                name="vask_vasket",
            ),
            models.CheckConstraint(
                condition=Q(opplastet=None) | Q(status__in=["LASTET_OPP", "BESTILT", "I_ARBEID"]),
                name="vask_opplastet_slettes",
            ),
        ]
        indexes = [
            models.Index(fields=["rolle", "-bestilt_at", "-id"], name="vask_rolle"),
            models.Index(fields=["slettes_at"], condition=Q(status="FERDIG"), name="vask_slettes"),
        ]

    def __str__(self) -> str:
        return self.filnavn or f"{self.get_status_display()} {self.bestilt_at:%d.%m.%Y}"

    @property
    def is_draft(self) -> bool:
        return self.status == Vaskestatus.LASTET_OPP

    @property
    def is_underway(self) -> bool:
        return self.status in WASHING

    @property
    def is_ready(self) -> bool:
        """Tell whether there is a file to download. A list washed at the command line has none here."""
        return self.status == Vaskestatus.FERDIG and self.dokument_id is not None

    @property
    def percent(self) -> int:
        """How far it has come, at most 99 until it is done."""
        if self.status in {Vaskestatus.FERDIG, Vaskestatus.SLETTET}:
            return 100
        return min(99, 100 * self.antall_vasket // self.antall_rader) if self.antall_rader else 0


class Vaskenedlasting(models.Model):
    """One download of a washed list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    vask = models.ForeignKey(Vask, models.PROTECT)
    at = models.DateTimeField()
    bruker = models.TextField()
    bruker_navn = models.TextField()

    class Meta:
        db_table = "vaskenedlasting"
        indexes = [models.Index(fields=["vask", "-at", "-id"], name="vaskenedlasting_vask")]

    def __str__(self) -> str:
        return f"{self.bruker_navn} {self.at:%d.%m.%Y}"
