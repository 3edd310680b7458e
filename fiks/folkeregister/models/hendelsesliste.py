"""How the copy follows its source: events that were read, how far the reader is, what went wrong, and reconciliations.

The same for all organisations, as the copy is, so no row policies. Only `Hendelse` tells of persons.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fiks.folkeregister.models.register import Nummer


class Hendelsesstatus(models.TextChoices):
    """What has become of an event."""

    VENTER = "VENTER", _("Venter")
    BEHANDLET = "BEHANDLET", _("Behandlet")
    UTEN_PERSON = "UTEN_PERSON", _("Uten person")
    BORTE = "BORTE", _("Personen finnes ikke i kilden")
    AVVIST = "AVVIST", _("Dokumentet kan ikke brukes")


class Hendelse(models.Model):
    """One event, by its number in the source's sequence. `nummer` is empty when the event tells of no possible number.

    Who has an event that VENTER is fetched anew. `neste_at` is when to try again, `forsoek` how often it was in vain.
    """

    sekvensnummer = models.BigIntegerField(primary_key=True)
    nummer = Nummer()
    hendelsetype = models.TextField()
    ajourholdt_at = models.DateTimeField(null=True)
    mottatt_at = models.DateTimeField()
    status = models.TextField(choices=Hendelsesstatus.choices, default=Hendelsesstatus.VENTER)
    forsoek = models.SmallIntegerField(default=0)
    neste_at = models.DateTimeField(null=True)
    behandlet_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "hendelse"
        indexes = [
            models.Index(
                fields=["nummer", "sekvensnummer"], condition=~Q(status="BEHANDLET"), name="hendelse_ubehandlet"
            ),
            models.Index(fields=["behandlet_at"], condition=Q(status="BEHANDLET"), name="hendelse_behandlet"),
        ]

    def __str__(self) -> str:
        return f"Hendelse {self.sekvensnummer}"


class Leserstatus(models.TextChoices):
    """Whether the reader reads. It stops itself only where going on would skip events."""

    FOLGER = "FOLGER", _("Følger")
    STOPPET = "STOPPET", _("Stoppet")


class Hendelsesleser(models.Model):
    """How far the copy has read. One row: there is one copy.

    `lest_at` is the last page that was answered, `til_slutt_at` the last time there was no more, `hendelse_at` the time of
    the last event that was read.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    pakke = models.TextField()
    status = models.TextField(choices=Leserstatus.choices, default=Leserstatus.FOLGER)
    neste_sekvensnummer = models.BigIntegerField()
    etag = models.TextField(blank=True)
    startet_at = models.DateTimeField()
    siste_i_kilden = models.BigIntegerField(null=True)
    lest_at = models.DateTimeField(null=True)
    til_slutt_at = models.DateTimeField(null=True)
    hendelse_at = models.DateTimeField(null=True)
    behandlet_at = models.DateTimeField(null=True)
    neste_forsoek_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "hendelsesleser"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="hendelsesleser_en")]

    def __str__(self) -> str:
        return f"Leser ved {self.neste_sekvensnummer}"

    @property
    def is_stopped(self) -> bool:
        return self.status == Leserstatus.STOPPET


class Hendelseshull(models.Model):
    """Sequence numbers that the source passed over, first and last. They may come late, and are asked for again."""

    fra = models.BigIntegerField()
    til = models.BigIntegerField()
    oppdaget_at = models.DateTimeField()
    forsoek = models.SmallIntegerField(default=0)
    neste_at = models.DateTimeField()

    class Meta:
        db_table = "hendelseshull"
        constraints = [models.CheckConstraint(condition=Q(fra__lte=models.F("til")), name="hendelseshull_fra_til")]

    def __str__(self) -> str:
        return f"{self.fra}–{self.til}"


class Avviksslag(models.TextChoices):
    """What can go wrong. What each means and what to do about it stands in presentation/registerkopien."""

    FOR_GAMMEL = "FOR_GAMMEL"
    KILDEN_BAKOVER = "KILDEN_BAKOVER"
    FEIL_PAKKE = "FEIL_PAKKE"
    BRANNMUR = "BRANNMUR"
    HALV_SIDE = "HALV_SIDE"
    UVENTET_SVAR = "UVENTET_SVAR"
    SVARER_IKKE = "SVARER_IKKE"
    FOR_MANGE_KALL = "FOR_MANGE_KALL"
    AVVIST_TILGANG = "AVVIST_TILGANG"
    MASKINPORTEN = "MASKINPORTEN"
    TOM_SIDE = "TOM_SIDE"
    PAUSE = "PAUSE"
    HULL = "HULL"
    BORTE = "BORTE"
    DOKUMENT_AVVIST = "DOKUMENT_AVVIST"
    UKJENT_TYPE = "UKJENT_TYPE"
    UTEN_PERSON = "UTEN_PERSON"
    UORDEN = "UORDEN"
    GJENTATT = "GJENTATT"


class Hendelsesavvik(models.Model):
    """A kind of trouble while it lasts: how often, since when, and facts about it. Never anything about a person."""

    slag = models.TextField(choices=Avviksslag.choices)
    foerst_at = models.DateTimeField()
    sist_at = models.DateTimeField()
    antall = models.BigIntegerField()
    detaljer = models.JSONField(default=dict)
    lukket_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "hendelsesavvik"
        constraints = [
            models.UniqueConstraint(fields=["slag"], condition=Q(lukket_at=None), name="hendelsesavvik_ett_aapent")
        ]

    def __str__(self) -> str:
        return self.slag


class Grunnlast(models.Model):
    """A load of everything through the source's interface. `sekvensnummer` was the last before it began."""

    pakke = models.TextField()
    sekvensnummer = models.BigIntegerField()
    kommuner = ArrayField(models.TextField())
    startet_at = models.DateTimeField()
    ferdig_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "grunnlast"
        constraints = [
            models.UniqueConstraint(fields=["pakke"], condition=Q(ferdig_at=None), name="grunnlast_en_om_gangen")
        ]

    def __str__(self) -> str:
        return f"Grunnlast fra {self.sekvensnummer}"


class Uttrekksjobb(models.Model):
    """What was ordered of the source for a load: a municipality, or all when `kommunenummer` is empty."""

    grunnlast = models.ForeignKey(Grunnlast, models.CASCADE)
    kommunenummer = models.TextField(blank=True)
    jobb = models.TextField(blank=True)
    neste_bolk = models.IntegerField(default=0)
    ferdig_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "uttrekksjobb"
        constraints = [models.UniqueConstraint(fields=["grunnlast", "kommunenummer"], name="uttrekksjobb_kommune")]

    def __str__(self) -> str:
        return self.kommunenummer or "alle"


class Avstemming(models.Model):
    """A sample of the copy held against the source. `elementer` counts the elements that differed.

    `underveis` are those that differ because an event about them waits: they will be right by themselves.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    startet_at = models.DateTimeField()
    ferdig_at = models.DateTimeField()
    utfoert_av = models.TextField()
    antall = models.IntegerField()
    like = models.IntegerField()
    ulike = models.IntegerField()
    borte = models.IntegerField()
    underveis = models.IntegerField()
    rettet = models.IntegerField()
    elementer = models.JSONField(default=dict)

    class Meta:
        db_table = "avstemming"
        indexes = [models.Index(fields=["-startet_at", "-id"], name="avstemming_nyeste")]
        constraints = [
            models.CheckConstraint(
                condition=Q(antall=models.F("like") + models.F("ulike") + models.F("borte") + models.F("underveis")),
                name="avstemming_gaar_opp",
            )
        ]

    def __str__(self) -> str:
        return f"Avstemming av {self.antall}"

    @property
    def forskjeller(self) -> int:
        """Persons who were not as the source has them."""
        return self.ulike + self.borte
