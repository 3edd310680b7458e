"""Resident lists, the criteria that are kept for next time, downloads, and how long lists are kept."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fiks.felles.lager.models import Dokument
from fiks.felles.virksomhet.models import Virksomhet
from fiks.folkeregister.models.rolle import Registerrolle


class Kolonnesett(models.TextChoices):
    """Which columns a list has (docs/bruk/kolonner.md)."""

    VAKSINE = "VAKSINE", _("Vaksine")
    SKOLESTART = "SKOLESTART", _("Skolestart")
    VALG = "VALG", _("Valg")
    EGENDEFINERT = "EGENDEFINERT", _("Egendefinert")


class Sortering(models.TextChoices):
    """The order of the rows."""

    NAVN = "NAVN", _("Navn")
    ADRESSE = "ADRESSE", _("Adresse")


class Filformat(models.TextChoices):
    """What kind of file a list is."""

    XLSX = "xlsx", _("Excel (xlsx)")
    ODS = "ods", _("OpenDocument (ods)")
    CSV = "csv", _("Tekst (csv)")


class Listestatus(models.TextChoices):
    """Where a list is in its life."""

    BESTILT = "BESTILT", _("Bestilt")
    I_ARBEID = "I_ARBEID", _("Lages")
    FERDIG = "FERDIG", _("Klar")
    FEILET = "FEILET", _("Feilet")
    AVBRUTT = "AVBRUTT", _("Avbrutt")
    SLETTET = "SLETTET", _("Slettet")


UNDERWAY = (Listestatus.BESTILT, Listestatus.I_ARBEID)
DRAWN = (Listestatus.FERDIG, Listestatus.SLETTET)


class LagretUtvalg(models.Model):
    """Criteria and columns kept under a name, shared by all who have the role."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    rolle = models.ForeignKey(Registerrolle, models.PROTECT)
    navn = models.TextField()
    utvalg = models.JSONField()
    kolonnesett = models.TextField(choices=Kolonnesett.choices)
    kolonner = ArrayField(models.TextField())
    sortering = models.TextField(choices=Sortering.choices)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        db_table = "lagret_utvalg"
        constraints = [
            models.UniqueConstraint(fields=["rolle", "navn"], name="lagret_utvalg_navn"),
            models.CheckConstraint(condition=~Q(navn=""), name="lagret_utvalg_har_navn"),
        ]

    def __str__(self) -> str:
        return self.navn


class Innbyggerliste(models.Model):
    """One draw, from the order until the file is deleted. The row stays; the persons stand in the audit log.

    `utvalg` is what was asked for, `utvalg_noekkel` the same for criteria that differ in the date only. `acr` is the level
    of the log-in that ordered it. `antall_ventet` was counted when it was ordered, `antall_skrevet` tells how far the
    draw has come, `antall` is how many it became, `utfylte` which columns the role
    filled then. `nye` and `borte` compare with `forrige`, the draw before.
    `revisjon_id` and `revisjon_at` find the audit row that keeps the set of persons.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    rolle = models.ForeignKey(Registerrolle, models.PROTECT)
    lagret_utvalg = models.ForeignKey(LagretUtvalg, models.SET_NULL, null=True)
    status = models.TextField(choices=Listestatus.choices, default=Listestatus.BESTILT)
    utvalg = models.JSONField()
    utvalg_noekkel = models.TextField()
    kolonnesett = models.TextField(choices=Kolonnesett.choices)
    kolonner = ArrayField(models.TextField())
    sortering = models.TextField(choices=Sortering.choices)
    filformat = models.TextField(choices=Filformat.choices)
    vis_nye = models.BooleanField()
    med_graderte = models.BooleanField()
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
    antall_ventet = models.IntegerField()
    antall_skrevet = models.IntegerField(default=0)
    antall = models.IntegerField(null=True)
    utfylte = ArrayField(models.TextField(), default=list)
    forrige = models.ForeignKey("self", models.PROTECT, null=True)
    nye = models.IntegerField(null=True)
    borte = models.IntegerField(null=True)
    filnavn = models.TextField(blank=True)
    dokument = models.OneToOneField(Dokument, models.PROTECT, null=True)
    slettes_at = models.DateTimeField(null=True)
    slettet_at = models.DateTimeField(null=True)
    feil = models.TextField(blank=True)
    revisjon_id = models.UUIDField(null=True)
    revisjon_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "innbyggerliste"
        constraints = [
            models.UniqueConstraint(
                fields=["virksomhet", "filnavn"], condition=~Q(filnavn=""), name="innbyggerliste_filnavn"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["FERDIG", "SLETTET"], antall__isnull=False, revisjon_id__isnull=False)
                | ~Q(status__in=["FERDIG", "SLETTET"]),
                name="innbyggerliste_tegnet",
            ),
            models.CheckConstraint(
                condition=Q(med_graderte=False) | ~Q(aarsak=""), name="innbyggerliste_gradert_har_aarsak"
            ),
        ]
        indexes = [
            models.Index(fields=["rolle", "-bestilt_at", "-id"], name="innbyggerliste_rolle"),
            models.Index(fields=["slettes_at"], condition=Q(status="FERDIG"), name="innbyggerliste_slettes"),
        ]

    def __str__(self) -> str:
        return self.filnavn or f"{self.get_status_display()} {self.bestilt_at:%d.%m.%Y}"

    @property
    def is_underway(self) -> bool:
        return self.status in UNDERWAY

    @property
    def is_ready(self) -> bool:
        """Tell whether there is a file to download. A list drawn at the command line has none here."""
        return self.status == Listestatus.FERDIG and self.dokument_id is not None

    @property
    def percent(self) -> int:
        """How far the draw has come, at most 99 until it is done."""
        if self.status in DRAWN:
            return 100
        return min(99, 100 * self.antall_skrevet // self.antall_ventet) if self.antall_ventet else 0


class Nedlasting(models.Model):
    """One download of a list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    liste = models.ForeignKey(Innbyggerliste, models.PROTECT)
    at = models.DateTimeField()
    bruker = models.TextField()
    bruker_navn = models.TextField()

    class Meta:
        db_table = "nedlasting"
        indexes = [models.Index(fields=["liste", "-at", "-id"], name="nedlasting_liste")]

    def __str__(self) -> str:
        return f"{self.bruker_navn} {self.at:%d.%m.%Y}"


class Listeinnstilling(models.Model):
    """How many days the organisation's lists are kept. Without a row: DEFAULT_DAYS."""

    DEFAULT_DAYS = 7
    LEAST_DAYS = 1
    MOST_DAYS = 90

    virksomhet = models.OneToOneField(Virksomhet, models.PROTECT, primary_key=True)
    dager = models.SmallIntegerField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        db_table = "listeinnstilling"
        constraints = [
            models.CheckConstraint(condition=Q(dager__gte=1, dager__lte=90), name="listeinnstilling_dager"),
        ]

    def __str__(self) -> str:
        return f"{self.dager} dager"
