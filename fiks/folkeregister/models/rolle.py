"""Register roles: what a group of case workers may see of whom, for what, on which legal basis."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fiks.felles.koder import kommuneendringer
from fiks.felles.tilgang.models import Ressurs
from fiks.felles.virksomhet.models import Virksomhet


class Bruksomraade(models.TextChoices):
    """What a role is used for (plattform.md a.8; OPPSLAG is ours)."""

    OPPSLAG = "OPPSLAG", _("Oppslag")
    SOEK = "SOEK", _("Søk")
    INNBYGGERLISTE = "INNBYGGERLISTE", _("Innbyggerlister")
    HENDELSER = "HENDELSER", _("Hendelser")


class RolleSlag(models.TextChoices):
    """Who the role is for. Machine roles can be made, and are refused until machines can log in."""

    PERSON = "PERSON", _("Personer")
    MASKIN = "MASKIN", _("Fagsystemer")


class Registerrolle(models.Model):
    """One role. Its service area cannot be changed: another area is another role, with another legal basis.

    `opplysninger` are codes (see opplysninger.py). `kommuner` is its geography for search and lists; `landsdekkende`
    opens single look-ups, search and lists in the whole country. `formaal` are the purposes to choose from.
    `behandling` is the processing record that the role is used for, when one is chosen; nothing is enforced yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    ressurs = models.OneToOneField(Ressurs, models.PROTECT)
    slag = models.TextField(choices=RolleSlag.choices, default=RolleSlag.PERSON)
    navn = models.TextField()
    beskrivelse = models.TextField(blank=True)
    tjenesteomraade = models.TextField()
    med_hjemmel = models.BooleanField()
    hjemmel = models.TextField()
    formaal = ArrayField(models.TextField())
    behandling = models.ForeignKey("digiorden.Behandling", models.PROTECT, null=True)
    opplysninger = ArrayField(models.TextField())
    bruksomraader = ArrayField(models.TextField(choices=Bruksomraade.choices))
    kommuner = ArrayField(models.CharField(max_length=4))
    landsdekkende = models.BooleanField(default=False)
    aktiv = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        db_table = "registerrolle"
        constraints = [
            models.CheckConstraint(
                condition=Q(landsdekkende=True) | Q(kommuner__len__gt=0), name="registerrolle_geografi"
            ),
            models.CheckConstraint(condition=Q(formaal__len__gt=0), name="registerrolle_formaal"),
            models.CheckConstraint(condition=Q(bruksomraader__len__gt=0), name="registerrolle_bruksomraader"),
        ]

    def __str__(self) -> str:
        return self.navn

    @property
    def kommuner_now(self) -> list[str]:
        """The geography by today's numbers. What was divided is all that it became (see `delte_kommuner`)."""
        return sorted({new for nummer in self.kommuner for new in kommuneendringer.became(nummer)})

    @property
    def delte_kommuner(self) -> list[str]:
        """Numbers in the geography that were divided since: the administrator must choose between what they became."""
        return [nummer for nummer in self.kommuner if kommuneendringer.divided(nummer)]

    def covers(self, kommunenummer: str) -> bool:
        """Tell whether the role's geography holds a municipality, by today's number."""
        return self.landsdekkende or kommunenummer in self.kommuner_now
