"""Resident lists, the criteria that are kept for next time, downloads, and how long lists are kept."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fiks.felles.virksomhet.models import Virksomhet
from fiks.folkeregister.models.listearbeid import COUNTED_AND_LOGGED, Filnedlasting, Listearbeid
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


class Innbyggerliste(Listearbeid):
    """One draw.

    `utvalg` is what was asked for, `utvalg_noekkel` the same for criteria that differ in the date only. `antall_ventet` was
    counted when it was ordered, `utfylte` are the columns that the role filled when it was drawn. `nye` and `borte` compare
    with `forrige`, the draw before.
    """

    GJORT, VENTET = "antall_skrevet", "antall_ventet"

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
    antall_ventet = models.IntegerField()
    antall_skrevet = models.IntegerField(default=0)
    utfylte = ArrayField(models.TextField(), default=list)
    forrige = models.ForeignKey("self", models.PROTECT, null=True)
    nye = models.IntegerField(null=True)
    borte = models.IntegerField(null=True)

    class Meta(Listearbeid.Meta):
        db_table = "innbyggerliste"
        constraints = [
            *Listearbeid.Meta.constraints,
            models.CheckConstraint(condition=COUNTED_AND_LOGGED, name="innbyggerliste_tegnet"),
            models.CheckConstraint(
                condition=Q(med_graderte=False) | ~Q(aarsak=""), name="innbyggerliste_gradert_har_aarsak"
            ),
        ]

    def __str__(self) -> str:
        return self.filnavn or f"{self.get_status_display()} {self.bestilt_at:%d.%m.%Y}"


class Nedlasting(Filnedlasting):
    """One download of a list."""

    liste = models.ForeignKey(Innbyggerliste, models.PROTECT)

    class Meta:
        db_table = "nedlasting"
        indexes = [models.Index(fields=["liste", "-at", "-id"], name="nedlasting_liste")]


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
