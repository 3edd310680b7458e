"""Organisations (the tenants), and the people who log in on their behalf."""

import uuid

from django.db import models


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
