"""The tables of the processing records: the records, their versions, the words they use, and the fields' help."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fiks.felles.virksomhet.models import Bruker, Virksomhet


class Protokollslag(models.TextChoices):
    """Whose record it is (GDPR art. 30 no. 1 and no. 2)."""

    ANSVARLIG = "ANSVARLIG", _("Som behandlingsansvarlig")
    DATABEHANDLER = "DATABEHANDLER", _("Som databehandler")


class Behandlingsstatus(models.TextChoices):
    """Where the content under work is. A version in force is told by `gjeldende_nr`, whatever this is."""

    UTKAST = "UTKAST", _("Utkast")
    SENDT = "SENDT", _("Til godkjenning")
    GODKJENT = "GODKJENT", _("Godkjent")
    TRUKKET = "TRUKKET", _("Trukket tilbake")


class Versjonshandling(models.TextChoices):
    """What made a version."""

    OPPRETTET = "OPPRETTET", _("Opprettet")
    LAGRET = "LAGRET", _("Lagret utkast")
    SENDT = "SENDT", _("Sendt til godkjenning")
    RETURNERT = "RETURNERT", _("Sendt tilbake")
    GODKJENT = "GODKJENT", _("Godkjent")
    REVISJON = "REVISJON", _("Begynte en ny versjon")
    FORKASTET = "FORKASTET", _("Forkastet den nye versjonen")
    TRUKKET = "TRUKKET", _("Trukket tilbake")
    BEGREP = "BEGREP", _("Slo sammen begreper")
    IMPORT = "IMPORT", _("Lest inn fra fil")


class Behandling(models.Model):
    """One record. `innhold` is what is under work (protokoll/innhold.py); the other columns follow it, or tell its life.

    `versjon` counts saves, and is carried by forms so that nobody overwrites another. `utgave` is the version as people
    count: the one under work, one more for each revision begun. `gjeldende_nr` is the row of Behandlingsversjon that is
    in force, also while a revision is under work. `mangler` are the codes of the faults in `innhold`, but those of time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    nummer = models.IntegerField()
    slag = models.TextField(choices=Protokollslag.choices)
    tittel = models.CharField(max_length=200)
    status = models.TextField(choices=Behandlingsstatus.choices, default=Behandlingsstatus.UTKAST)
    innhold = models.JSONField()
    versjon = models.IntegerField(default=1)
    utgave = models.IntegerField(default=1)
    siste_nr = models.IntegerField(default=0)
    gjeldende_nr = models.IntegerField(null=True)
    ansvarlig = models.ForeignKey(Bruker, models.PROTECT, null=True)
    enhet = models.TextField(blank=True)
    mangler = ArrayField(models.TextField(), default=list)
    hoey_risiko = models.BooleanField(null=True)
    neste_revisjon_date = models.DateField(null=True)
    paaminnet_date = models.DateField(null=True)
    opprettet_at = models.DateTimeField()
    opprettet_av = models.TextField()
    endret_at = models.DateTimeField()
    endret_av = models.TextField()
    sendt_at = models.DateTimeField(null=True)
    sendt_av = models.TextField(blank=True)
    sendt_av_navn = models.TextField(blank=True)
    godkjent_at = models.DateTimeField(null=True)
    godkjent_av = models.TextField(blank=True)
    trukket_at = models.DateTimeField(null=True)
    kommentar = models.TextField(blank=True)

    class Meta:
        db_table = "behandling"
        constraints = [
            models.UniqueConstraint(fields=["virksomhet", "nummer"], name="behandling_nummer"),
            models.CheckConstraint(condition=~Q(tittel=""), name="behandling_tittel"),
            models.CheckConstraint(
                condition=~Q(status="GODKJENT") | Q(gjeldende_nr__isnull=False, godkjent_at__isnull=False),
                name="behandling_godkjent",
            ),
            models.CheckConstraint(
                condition=~Q(status="TRUKKET") | Q(gjeldende_nr__isnull=True, trukket_at__isnull=False),
                name="behandling_trukket",
            ),
            models.CheckConstraint(
                condition=~Q(status="SENDT") | (Q(sendt_at__isnull=False) & ~Q(sendt_av="")), name="behandling_sendt"
            ),
        ]
        indexes = [
            models.Index(fields=["virksomhet", "tittel", "id"], name="behandling_liste"),
            models.Index(
                fields=["neste_revisjon_date"], condition=Q(gjeldende_nr__isnull=False), name="behandling_revisjon"
            ),
        ]

    def __str__(self) -> str:
        return self.tittel

    @property
    def is_draft(self) -> bool:
        """Whether the content can be written in."""
        return self.status == Behandlingsstatus.UTKAST

    @property
    def is_sent(self) -> bool:
        """Whether it waits for an approver."""
        return self.status == Behandlingsstatus.SENDT

    @property
    def is_approved(self) -> bool:
        """Whether what is under work is what is in force."""
        return self.status == Behandlingsstatus.GODKJENT

    @property
    def is_withdrawn(self) -> bool:
        """Whether it is no longer in use."""
        return self.status == Behandlingsstatus.TRUKKET

    @property
    def is_in_force(self) -> bool:
        """Whether a version of it is approved and not withdrawn."""
        return self.gjeldende_nr is not None


class Behandlingsversjon(models.Model):
    """The content as it was after an act: never changed. `nr` counts the acts, `utgave` is the version as people count."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    behandling = models.ForeignKey(Behandling, models.PROTECT)
    nr = models.IntegerField()
    utgave = models.IntegerField()
    handling = models.TextField(choices=Versjonshandling.choices)
    innhold = models.JSONField()
    at = models.DateTimeField()
    av = models.TextField()
    av_navn = models.TextField()
    kommentar = models.TextField(blank=True)

    class Meta:
        db_table = "behandlingsversjon"
        constraints = [models.UniqueConstraint(fields=["behandling", "nr"], name="behandlingsversjon_nr")]
        indexes = [
            models.Index(
                fields=["behandling", "-at", "-nr"],
                condition=Q(handling__in=["GODKJENT", "TRUKKET"]),
                name="behandlingsversjon_liv",
            )
        ]

    def __str__(self) -> str:
        return f"{self.behandling_id} nr. {self.nr}"


class Begrepsslag(models.TextChoices):
    """The registers of words that records share."""

    REGISTRERT = "REGISTRERT", _("Kategorier av registrerte")
    OPPLYSNING = "OPPLYSNING", _("Kategorier av personopplysninger")
    MOTTAKER = "MOTTAKER", _("Mottakere")
    KILDE = "KILDE", _("Kilder")
    TILTAK = "TILTAK", _("Sikkerhetstiltak")
    DATABEHANDLER = "DATABEHANDLER", _("Databehandlere")


class Opplysningsart(models.TextChoices):
    """Whether a category of personal data is special (GDPR art. 9) or about criminal matters (art. 10)."""

    VANLIG = "VANLIG", _("Vanlig")
    SAERLIG = "SAERLIG", _("Særlig kategori")
    STRAFF = "STRAFF", _("Straffedommer og lovovertredelser")


class Begrep(models.Model):
    """A word that the organisation has added to the standard ones (protokoll/standardord.py).

    One that has been merged into another stays, with the name it went into, so that old files and versions are understood.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    slag = models.TextField(choices=Begrepsslag.choices)
    navn = models.CharField(max_length=200)
    art = models.TextField(choices=Opplysningsart.choices, default=Opplysningsart.VANLIG)
    orgnr = models.CharField(max_length=9, blank=True)
    slaatt_sammen_med = models.CharField(max_length=200, blank=True)
    slaatt_sammen_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.TextField()

    class Meta:
        db_table = "begrep"
        constraints = [
            models.UniqueConstraint(F("virksomhet"), F("slag"), Lower("navn"), name="begrep_navn"),
            models.UniqueConstraint(
                fields=["virksomhet", "orgnr"],
                condition=~Q(orgnr="") & Q(slag="DATABEHANDLER", slaatt_sammen_at__isnull=True),
                name="begrep_orgnr",
            ),
            models.CheckConstraint(condition=Q(orgnr__regex=r"^([0-9]{9})?$"), name="begrep_orgnr_siffer"),
            models.CheckConstraint(condition=~Q(navn=""), name="begrep_med_navn"),
        ]

    def __str__(self) -> str:
        return self.navn


class Felthjelp(models.Model):
    """The operator's own help text for a field, in one language, in place of the one in the code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    felt = models.TextField()
    spraak = models.CharField(max_length=2)
    tekst = models.TextField()
    endret_at = models.DateTimeField()
    endret_av = models.TextField()

    class Meta:
        db_table = "felthjelp"
        constraints = [models.UniqueConstraint(fields=["felt", "spraak"], name="felthjelp_felt")]

    def __str__(self) -> str:
        return f"{self.felt} ({self.spraak})"
