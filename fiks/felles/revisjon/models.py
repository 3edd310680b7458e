"""The audit log's one table. Append-only, partitioned by month; holds plain ids and text, no foreign keys."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fiks.felles.kontekst import ActorSlag, Kanal


class Utfall(models.TextChoices):
    """How the act ended."""

    UTFOERT = "UTFOERT", "Utført"
    AVVIST = "AVVIST", "Avvist"


class Revisjonslinje(models.Model):
    """One act. Written in the same transaction as the act itself, so that no answer leaves without its row.

    `subjekter` holds the numbers of the persons shown, at most 1 000; a list draw keeps its larger set packed in
    `subjektmengde` (see `subjektmengde.pack`). `xid` is the writing transaction, for the sealer.
    """

    pk = models.CompositePrimaryKey("at", "id")
    id = models.UUIDField()
    at = models.DateTimeField()
    virksomhet_id = models.UUIDField(null=True)
    handling = models.TextField()
    utfall = models.TextField(choices=Utfall.choices)
    aktoer_slag = models.TextField(choices=[(slag.value, slag.value) for slag in ActorSlag])
    aktoer_id = models.TextField()
    aktoer_navn = models.TextField()
    kanal = models.TextField(choices=[(kanal.value, kanal.value) for kanal in Kanal])
    acr = models.TextField(blank=True)
    on_behalf_of = models.TextField(blank=True)
    os_bruker = models.TextField(blank=True)
    ressurs_id = models.UUIDField(null=True)
    rolle_navn = models.TextField(blank=True)
    tjenesteomraade = models.TextField(blank=True)
    konfidensiell = models.BooleanField()
    formaal = models.TextField(blank=True)
    sak = models.TextField(blank=True)
    aarsak = models.TextField(blank=True)
    opplysninger = ArrayField(models.TextField())
    antall = models.IntegerField(null=True)
    subjekter = ArrayField(models.TextField())
    subjektmengde = models.BinaryField(null=True)
    gjelder = models.TextField(blank=True)
    detaljer = models.JSONField()
    request_id = models.TextField(blank=True)
    ip = models.TextField(blank=True)

    class Meta:
        managed = False
        db_table = "revisjonslinje"

    def __str__(self) -> str:
        return f"{self.handling} {self.at:%Y-%m-%d %H:%M}"
