"""The shared catalogue of systems, read by all, and what has been sent in to it and merged in it."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fiks.felles.virksomhet.models import Virksomhet


class Katalogstatus(models.TextChoices):
    """Where a catalogue row is in its life. Rows are retired, never deleted."""

    FORESLAATT = "FORESLAATT", _("Foreslått")
    PUBLISERT = "PUBLISERT", _("I katalogen")
    AVVIST = "AVVIST", _("Ikke tatt inn")
    UTGAATT = "UTGAATT", _("Utgått")


class Tilgjengelighet(models.TextChoices):
    """What is known of the accessibility statement."""

    UKJENT = "", _("Ikke oppgitt")
    HAR = "HAR", _("Har erklæring")
    MANGLER = "MANGLER", _("Mangler erklæring")
    IKKE_PAAKREVD = "IKKE_PAAKREVD", _("Kreves ikke")


def _texts() -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.TextField(), default=list)


class Katalogsystem(models.Model):
    """One system in the catalogue.

    The rights holder is the vendor with `leverandoer_orgnr`; `bekreftet_felter` are those that it has confirmed and nobody
    has changed since. `slaatt_sammen_med` is where the uses of a retired duplicate went. Who sent it in stands in
    Katalogforslag, which is not open to all. `sortering` is the name in Norwegian order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    navn = models.TextField()
    sortering = models.TextField(db_collation="C")
    tidligere_navn = _texts()
    alias = _texts()
    leverandoer_navn = models.TextField(blank=True)
    leverandoer_orgnr = models.CharField(max_length=9, blank=True)
    tidligere_leverandoerer = _texts()
    beskrivelse = models.TextField(blank=True)
    temaer = _texts()
    versjoner = _texts()
    tilgjengelighet = models.TextField(choices=Tilgjengelighet.choices, blank=True, default="")
    tilgjengelighet_lenke = models.TextField(blank=True)
    grensesnitt = _texts()
    felleskomponenter = _texts()
    status = models.TextField(choices=Katalogstatus.choices, default=Katalogstatus.FORESLAATT)
    bekreftet_felter = _texts()
    bekreftet_at = models.DateTimeField(null=True)
    bekreftet_av = models.TextField(blank=True)
    avgjort_at = models.DateTimeField(null=True)
    avgjort_av = models.TextField(blank=True)
    begrunnelse = models.TextField(blank=True)
    slaatt_sammen_med = models.ForeignKey("self", models.PROTECT, null=True)
    versjon = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "katalogsystem"
        constraints = [
            models.CheckConstraint(
                condition=Q(leverandoer_orgnr__regex=r"^([0-9]{9})?$"), name="katalogsystem_leverandoer_orgnr"
            ),
            models.CheckConstraint(
                condition=Q(slaatt_sammen_med=None) | Q(status="UTGAATT"), name="katalogsystem_sammenslaatt_er_utgaatt"
            ),
            models.CheckConstraint(
                condition=~Q(status="AVVIST") | ~Q(begrunnelse=""), name="katalogsystem_avvist_med_grunn"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "sortering", "id"], name="katalogsystem_liste"),
            models.Index(fields=["changed_at"], name="katalogsystem_endret"),
            models.Index(fields=["leverandoer_orgnr", "status"], name="katalogsystem_leverandoer"),
            GinIndex(fields=["temaer"], name="katalogsystem_temaer"),
        ]

    def __str__(self) -> str:
        return self.navn

    @property
    def is_proposed(self) -> bool:
        return self.status == Katalogstatus.FORESLAATT

    @property
    def is_published(self) -> bool:
        return self.status == Katalogstatus.PUBLISERT

    @property
    def is_retired(self) -> bool:
        return self.status == Katalogstatus.UTGAATT


class Katalogforslag(models.Model):
    """That an organisation sent a system in to the catalogue. Its own: the row itself tells what it uses."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    katalogsystem = models.ForeignKey(Katalogsystem, models.PROTECT)
    melding = models.TextField(blank=True)
    sendt_at = models.DateTimeField()
    sendt_av = models.TextField()
    sendt_av_navn = models.TextField()

    class Meta:
        db_table = "katalogforslag"
        indexes = [models.Index(fields=["virksomhet", "-sendt_at", "-id"], name="katalogforslag_sendt")]

    def __str__(self) -> str:
        return f"{self.katalogsystem_id} {self.sendt_at:%d.%m.%Y}"


class Katalogsammenslaaing(models.Model):
    """One merge of a duplicate into the system that stays, with all that is needed to undo it. The operator's alone.

    `flyttet` are the ids of the applications that were moved, `navn_lagt_til` the names that the staying system got.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    fra = models.ForeignKey(Katalogsystem, models.PROTECT, related_name="slaatt_sammen_fra")
    til = models.ForeignKey(Katalogsystem, models.PROTECT, related_name="slaatt_sammen_til")
    fra_status = models.TextField(choices=Katalogstatus.choices)
    flyttet = ArrayField(models.UUIDField(), default=list)
    navn_lagt_til = _texts()
    begrunnelse = models.TextField()
    at = models.DateTimeField()
    av = models.TextField()
    angret_at = models.DateTimeField(null=True)
    angret_av = models.TextField(blank=True)

    class Meta:
        db_table = "katalogsammenslaaing"
        constraints = [
            models.CheckConstraint(condition=~Q(fra=models.F("til")), name="katalogsammenslaaing_to_systemer"),
            models.UniqueConstraint(
                fields=["fra"], condition=Q(angret_at=None), name="katalogsammenslaaing_en_om_gangen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fra_id} → {self.til_id}"
