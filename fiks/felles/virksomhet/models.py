"""Organisations (the tenants), and the people who log in on their behalf."""

import uuid
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class VirksomhetType(models.TextChoices):
    """KS's kinds of organisation (plattform.md b.1), without the unknown one."""

    KOMMUNE = "KOMMUNE", "Kommune"
    FYLKESKOMMUNE = "FYLKESKOMMUNE", "Fylkeskommune"
    KOMMUNAL_VIRKSOMHET = "KOMMUNAL_VIRKSOMHET", "Kommunal virksomhet"
    STATLIG_VIRKSOMHET = "STATLIG_VIRKSOMHET", "Statlig virksomhet"
    LEVERANDOR = "LEVERANDOR", "Leverandør"


class Virksomhet(models.Model):
    """One tenant. Its name and number are open to all; everything it owns lies elsewhere, behind its policy."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    orgnr = models.CharField(max_length=9, unique=True)
    navn = models.TextField()
    type = models.TextField(choices=VirksomhetType.choices)
    kommunenummer = models.CharField(max_length=4, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "virksomhet"
        constraints = [
            models.CheckConstraint(condition=models.Q(orgnr__regex=r"^[0-9]{9}$"), name="virksomhet_orgnr"),
            models.CheckConstraint(
                condition=models.Q(kommunenummer__regex=r"^([0-9]{4})?$"), name="virksomhet_kommunenummer"
            ),
        ]

    def __str__(self) -> str:
        return self.navn


class Bruker(models.Model):
    """A person who may act for one organisation. Who acts for two has two rows, and chooses when logging in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    foedselsnummer = models.CharField(max_length=11)
    navn = models.TextField()
    epost = models.EmailField(blank=True)
    stilling = models.TextField(blank=True)
    aktiv = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "bruker"
        constraints = [
            models.UniqueConstraint(fields=["virksomhet", "foedselsnummer"], name="bruker_en_per_virksomhet"),
            models.CheckConstraint(
                condition=models.Q(foedselsnummer__regex=r"^[0-9]{11}$"), name="bruker_foedselsnummer"
            ),
        ]

    def __str__(self) -> str:
        return self.navn


class Virksomhetsopplysninger(models.Model):
    """How people reach the organisation: what stands on its protocol and its privacy notices. One row each."""

    virksomhet = models.OneToOneField(Virksomhet, models.PROTECT, primary_key=True)
    postadresse = models.TextField(blank=True)
    besoeksadresse = models.TextField(blank=True)
    epost = models.EmailField(blank=True)
    telefon = models.TextField(blank=True)
    nettsted = models.URLField(blank=True)
    versjon = models.IntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        db_table = "virksomhetsopplysninger"

    def __str__(self) -> str:
        return self.epost or self.postadresse


class KontaktSlag(models.TextChoices):
    """What a contact is for. The protocol names the first four (GDPR art. 30 no. 1 letter a), and the sixth (no. 2)."""

    BEHANDLINGSANSVARLIG = "BEHANDLINGSANSVARLIG", _("Kontakt hos behandlingsansvarlig")
    PERSONVERNOMBUD = "PERSONVERNOMBUD", _("Personvernombud")
    REPRESENTANT = "REPRESENTANT", _("Representant")
    FELLES_BEHANDLINGSANSVARLIG = "FELLES_BEHANDLINGSANSVARLIG", _("Felles behandlingsansvarlig")
    SIKKERHETSKONTAKT = "SIKKERHETSKONTAKT", _("Sikkerhetskontakt")
    OPPDRAGSGIVER = "OPPDRAGSGIVER", _("Behandlingsansvarlig dere behandler for")


class Kontakt(models.Model):
    """A contact of the organisation from one day to another. Never deleted: ended, so that old prints can be explained.

    `navn` is a person, or an organisation when that is the contact. `organisasjon` is where the person works, when
    elsewhere; `felles_med` names the other organisations that share the same officer (art. 37 no. 3).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    slag = models.TextField(choices=KontaktSlag.choices)
    navn = models.TextField()
    organisasjon = models.TextField(blank=True)
    orgnr = models.CharField(max_length=9, blank=True)
    adresse = models.TextField(blank=True)
    epost = models.EmailField(blank=True)
    telefon = models.TextField(blank=True)
    felles_med = ArrayField(models.TextField(), default=list)
    from_date = models.DateField()
    until_date = models.DateField(null=True)
    versjon = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        db_table = "kontakt"
        indexes = [models.Index(fields=["virksomhet", "slag", "from_date"], name="kontakt_slag")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")), name="kontakt_tid"
            ),
            models.CheckConstraint(condition=Q(orgnr__regex=r"^([0-9]{9})?$"), name="kontakt_orgnr"),
            models.CheckConstraint(condition=~Q(navn=""), name="kontakt_navn"),
        ]

    def __str__(self) -> str:
        return self.navn

    def is_in_force(self, on: date) -> bool:
        """Whether the day is inside its time; the last day is one of them."""
        return self.from_date <= on and (self.until_date is None or on <= self.until_date)
