"""Requests from data subjects, and personal data breaches: what the data protection officer keeps."""

import uuid
from datetime import date, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fiks.felles.virksomhet.models import Bruker, Virksomhet

MELDEFRIST = timedelta(hours=72)  # GDPR art. 33 no. 1


class HenvendelseSlag(models.TextChoices):
    """The rights of chapter III, and the complaint."""

    INNSYN = "INNSYN", _("Innsyn")
    RETTING = "RETTING", _("Retting")
    SLETTING = "SLETTING", _("Sletting")
    BEGRENSNING = "BEGRENSNING", _("Begrensning")
    PROTEST = "PROTEST", _("Protest")
    DATAPORTABILITET = "DATAPORTABILITET", _("Dataportabilitet")
    KLAGE = "KLAGE", _("Klage")


class HenvendelseStatus(models.TextChoices):
    """How far a request has come. `VENTER`: the person has been asked who he is, or what he means (art. 12 no. 6)."""

    MOTTATT = "MOTTATT", _("Mottatt")
    UNDER_ARBEID = "UNDER_ARBEID", _("Under arbeid")
    VENTER = "VENTER", _("Venter på personen")
    BESVART = "BESVART", _("Besvart")
    AVSLAATT = "AVSLAATT", _("Avslått")
    TRUKKET = "TRUKKET", _("Trukket")


OPEN_STATUSES = (HenvendelseStatus.MOTTATT, HenvendelseStatus.UNDER_ARBEID, HenvendelseStatus.VENTER)


class Henvendelse(models.Model):
    """A request from a data subject. Known by its number; who sent it stands here and nowhere else.

    `forlenget_til` takes the place of `frist_date` when the deadline has been extended and the person told (art. 12 no. 3).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    aar = models.SmallIntegerField()
    loepenummer = models.IntegerField()
    slag = models.TextField(choices=HenvendelseSlag.choices)
    status = models.TextField(choices=HenvendelseStatus.choices, default=HenvendelseStatus.MOTTATT)
    navn = models.TextField()
    kontaktvei = models.TextField(blank=True)
    beskrivelse = models.TextField()
    mottatt_date = models.DateField()
    frist_date = models.DateField()
    forlenget_til = models.DateField(null=True)
    forlenget_grunn = models.TextField(blank=True)
    fortalt_date = models.DateField(null=True)
    behandler = models.ForeignKey(Bruker, models.PROTECT, null=True)
    saksnummer = models.TextField(blank=True)
    svar = models.TextField(blank=True)
    svar_date = models.DateField(null=True)
    paaminnet_date = models.DateField(null=True)
    versjon = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        db_table = "henvendelse"
        indexes = [models.Index(fields=["virksomhet", "-mottatt_date", "-id"], name="henvendelse_mottatt")]
        constraints = [
            models.UniqueConstraint(fields=["virksomhet", "aar", "loepenummer"], name="henvendelse_nummer"),
            models.CheckConstraint(condition=Q(frist_date__gt=F("mottatt_date")), name="henvendelse_frist"),
            models.CheckConstraint(
                condition=Q(forlenget_til__isnull=True, forlenget_grunn="", fortalt_date__isnull=True)
                | Q(forlenget_til__gt=F("frist_date"), fortalt_date__isnull=False) & ~Q(forlenget_grunn=""),
                name="henvendelse_forlenget",
            ),
            models.CheckConstraint(
                condition=Q(status__in=OPEN_STATUSES, svar_date__isnull=True)
                | ~Q(status__in=OPEN_STATUSES) & Q(svar_date__isnull=False, svar_date__gte=F("mottatt_date")),
                name="henvendelse_svar",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aar}-{self.loepenummer}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    @property
    def gjeldende_frist(self) -> date:
        """The deadline that counts now."""
        return self.forlenget_til or self.frist_date

    def is_overdue(self, on: date) -> bool:
        """Whether the deadline has passed without an answer."""
        return self.is_open and self.gjeldende_frist < on


class Risiko(models.TextChoices):
    """The risk of a breach to people: what decides who must be told (art. 33 no. 1 and 34 no. 1)."""

    USANNSYNLIG = "USANNSYNLIG", _("Lite trolig at avviket gir risiko")
    RISIKO = "RISIKO", _("Risiko")
    HOEY = "HOEY", _("Høy risiko")


class Avviksart(models.TextChoices):
    """What was broken (art. 4 no. 12)."""

    KONFIDENSIALITET = "KONFIDENSIALITET", _("Noen fikk se det de ikke skulle")
    INTEGRITET = "INTEGRITET", _("Opplysninger ble endret")
    TILGJENGELIGHET = "TILGJENGELIGHET", _("Opplysninger ble borte eller utilgjengelige")


class Underretning(models.TextChoices):
    """Whether the data subjects are told, and if not, why not (art. 34 no. 3)."""

    IKKE_VURDERT = "IKKE_VURDERT", _("Ikke vurdert ennå")
    UNDERRETTET = "UNDERRETTET", _("De registrerte er underrettet")
    IKKE_HOEY = "IKKE_HOEY", _("Nei, risikoen er ikke høy")
    BESKYTTET = "BESKYTTET", _("Nei, opplysningene var beskyttet, for eksempel kryptert")
    TILTAK = "TILTAK", _("Nei, tiltak etterpå har fjernet den høye risikoen")
    OFFENTLIG = "OFFENTLIG", _("Nei, hver enkelt er for krevende å nå. Det er kunngjort offentlig")


class Personvernavvik(models.Model):
    """A personal data breach: the documentation that art. 33 no. 5 asks for. Closed when all is told or explained."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    aar = models.SmallIntegerField()
    loepenummer = models.IntegerField()
    tittel = models.TextField()
    arter = ArrayField(models.TextField(choices=Avviksart.choices))
    hendt = models.TextField(blank=True)
    oppdaget_at = models.DateTimeField()
    beskrivelse = models.TextField()
    registrerte = models.TextField(blank=True)
    antall_registrerte = models.IntegerField(null=True)
    opplysninger = models.TextField(blank=True)
    antall_poster = models.IntegerField(null=True)
    konsekvenser = models.TextField(blank=True)
    tiltak = models.TextField(blank=True)
    risiko = models.TextField(choices=Risiko.choices, blank=True)
    risiko_grunn = models.TextField(blank=True)
    meldt_at = models.DateTimeField(null=True)
    meldt_referanse = models.TextField(blank=True)
    forsinket_grunn = models.TextField(blank=True)
    ikke_meldt_grunn = models.TextField(blank=True)
    underretning = models.TextField(choices=Underretning.choices, default=Underretning.IKKE_VURDERT)
    underrettet_date = models.DateField(null=True)
    underretning_grunn = models.TextField(blank=True)
    behandler = models.ForeignKey(Bruker, models.PROTECT, null=True)
    saksnummer = models.TextField(blank=True)
    lukket_at = models.DateTimeField(null=True)
    lukket_by = models.TextField(blank=True)
    paaminnet_at = models.DateTimeField(null=True)
    versjon = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        db_table = "personvernavvik"
        indexes = [models.Index(fields=["virksomhet", "-oppdaget_at", "-id"], name="personvernavvik_oppdaget")]
        constraints = [
            models.UniqueConstraint(fields=["virksomhet", "aar", "loepenummer"], name="personvernavvik_nummer"),
            models.CheckConstraint(
                condition=Q(meldt_at__isnull=True)
                | Q(meldt_at__gte=F("oppdaget_at"), meldt_at__lte=F("oppdaget_at") + MELDEFRIST)
                | Q(meldt_at__gt=F("oppdaget_at")) & ~Q(forsinket_grunn=""),
                name="personvernavvik_forsinket",
            ),
            models.CheckConstraint(
                condition=Q(lukket_at__isnull=True)
                | (Q(meldt_at__isnull=False) | ~Q(ikke_meldt_grunn="") & Q(risiko=Risiko.USANNSYNLIG))
                & ~Q(risiko="")
                & ~Q(underretning=Underretning.IKKE_VURDERT),
                name="personvernavvik_lukket",
            ),
            models.CheckConstraint(
                condition=Q(underrettet_date__isnull=True)
                | Q(underretning__in=[Underretning.UNDERRETTET, Underretning.OFFENTLIG]),
                name="personvernavvik_underrettet",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aar}-{self.loepenummer}"

    @property
    def is_open(self) -> bool:
        return self.lukket_at is None

    @property
    def meldefrist_at(self) -> datetime:
        """When 72 hours have gone since it was discovered."""
        return self.oppdaget_at + MELDEFRIST

    @property
    def awaits_datatilsynet(self) -> bool:
        """Whether the 72 hours are running: neither told, nor found to give no risk."""
        return self.is_open and self.meldt_at is None and self.risiko != Risiko.USANNSYNLIG
