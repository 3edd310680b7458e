"""Services and whether they are open, resources, and who has been given what on them."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from fiks.felles.virksomhet.models import Bruker, Virksomhet


class Tjeneste(models.Model):
    """A service that an organisation takes in use. Rows come with the app that provides it."""

    kode = models.TextField(primary_key=True)
    navn = models.TextField()
    beskrivelse = models.TextField()

    class Meta:
        db_table = "tjeneste"

    def __str__(self) -> str:
        return self.navn


class TjenesteTilgang(models.Model):
    """Whether a service is open for an organisation: the end of the chain, written by whoever keeps the chain.

    Until agreements exist the operator opens it with a reason. `broken_link` and `who_mends` tell people why it is
    closed and who can open it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    tjeneste = models.ForeignKey(Tjeneste, models.PROTECT)
    open_from = models.DateTimeField()
    open_until = models.DateTimeField(null=True)
    broken_link = models.TextField(blank=True)
    who_mends = models.TextField(blank=True)

    class Meta:
        db_table = "tjeneste_tilgang"
        constraints = [
            models.UniqueConstraint(fields=["virksomhet", "tjeneste"], name="tjeneste_tilgang_en"),
            models.CheckConstraint(
                condition=Q(open_until__isnull=True) | Q(open_until__gte=F("open_from")),
                name="tjeneste_tilgang_tid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tjeneste_id} {self.open_from:%Y-%m-%d}"


class RessursType(models.TextChoices):
    """What a privilege can be given on."""

    VIRKSOMHET = "VIRKSOMHET", "Virksomhet"
    REGISTERROLLE = "REGISTERROLLE", "Registerrolle"
    OMRAADE = "OMRAADE", "Tjenesteområde"


class Ressurs(models.Model):
    """Something one can be given access to: the organisation itself, or a role. The owner's app keeps the details."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    type = models.TextField(choices=RessursType.choices)
    navn = models.TextField()
    kode = models.TextField(blank=True)
    aktiv = models.BooleanField(default=True)

    class Meta:
        db_table = "ressurs"
        constraints = [
            models.UniqueConstraint(
                fields=["virksomhet", "type", "kode"],
                condition=~Q(type="REGISTERROLLE"),
                name="ressurs_en_av_slaget",
            ),
        ]

    def __str__(self) -> str:
        return self.navn


class Tildeling(models.Model):
    """A person's privilege on a resource, from one time to another, with reason and giver. Never deleted: withdrawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    bruker = models.ForeignKey(Bruker, models.PROTECT)
    ressurs = models.ForeignKey(Ressurs, models.PROTECT)
    privilegium = models.TextField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    begrunnelse = models.TextField()
    given_by = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        db_table = "tildeling"
        constraints = [
            models.UniqueConstraint(
                fields=["bruker", "ressurs", "privilegium"],
                condition=Q(withdrawn_at__isnull=True),
                name="tildeling_en_gjeldende",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by=""),
                name="tildeling_tatt_tilbake",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="tildeling_tid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.privilegium} {self.ressurs_id}"

    @property
    def last_moment(self) -> datetime | None:
        """The end as people say it, «til og med»: `valid_until` itself is the first moment without."""
        return self.valid_until and self.valid_until - timedelta(microseconds=1)

    def is_coming(self, at: datetime) -> bool:
        """Whether it has not begun yet."""
        return self.valid_from > at
