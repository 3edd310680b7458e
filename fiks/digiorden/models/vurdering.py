"""Risk assessments (ROS) and data protection impact assessments (DPIA), and what they stand on."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fiks.digiorden.models.applikasjon import Applikasjon
from fiks.digiorden.models.protokoll import Behandling
from fiks.felles.tilgang.models import Tjeneste
from fiks.felles.virksomhet.models import Bruker, Virksomhet

# Each row of a scope is about exactly one thing.
OM_ETT = (
    Q(tjeneste__isnull=False, behandling__isnull=True, applikasjon__isnull=True)
    | Q(tjeneste__isnull=True, behandling__isnull=False, applikasjon__isnull=True)
    | Q(tjeneste__isnull=True, behandling__isnull=True, applikasjon__isnull=False)
)


class Vurderingsslag(models.TextChoices):
    """ROS is any risk assessment; DPIA is the one of GDPR art. 35."""

    ROS = "ROS", _("ROS")
    DPIA = "DPIA", _("DPIA")


class Vurderingsstatus(models.TextChoices):
    """Where an assessment is in its life. Only a DPIA goes by the data protection officer."""

    UTKAST = "UTKAST", _("Utkast")
    TIL_RAAD = "TIL_RAAD", _("Hos personvernombudet")
    TIL_GODKJENNING = "TIL_GODKJENNING", _("Hos risikoeieren")
    AKSEPTERT = "AKSEPTERT", _("Akseptert")
    IKKE_AKSEPTERT = "IKKE_AKSEPTERT", _("Ikke akseptert")
    ERSTATTET = "ERSTATTET", _("Erstattet")


class Vurdering(models.Model):
    """One assessment as it is being written. What was decided lies in its versions, and is never changed.

    `innhold` is a vurdering.innhold.Innhold. `nummer` is the version that is being written, or the last decided.
    `versjon` counts every save, for the lock on forms. `sent_by_id` is who sent it to the risk owner.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    slag = models.TextField(choices=Vurderingsslag.choices)
    tittel = models.TextField()
    status = models.TextField(choices=Vurderingsstatus.choices, default=Vurderingsstatus.UTKAST)
    innhold = models.JSONField()
    nummer = models.IntegerField(default=1)
    versjon = models.IntegerField(default=1)
    risikoeier = models.ForeignKey(Bruker, models.PROTECT, null=True, related_name="+")
    review_date = models.DateField(null=True)
    mal = models.TextField(blank=True)
    sent_by_id = models.TextField(blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.TextField(blank=True)
    erstattet_at = models.DateTimeField(null=True)
    erstattet_av = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        db_table = "vurdering"
        indexes = [models.Index(fields=["virksomhet", "-changed_at", "-id"], name="vurdering_liste")]
        constraints = [
            models.CheckConstraint(condition=Q(slag="DPIA") | ~Q(status="TIL_RAAD"), name="vurdering_raad_til_dpia"),
            models.CheckConstraint(
                condition=~Q(status="AKSEPTERT")
                | Q(accepted_at__isnull=False, review_date__isnull=False, risikoeier__isnull=False),
                name="vurdering_akseptert",
            ),
            models.CheckConstraint(
                condition=Q(status="ERSTATTET", erstattet_at__isnull=False) | ~Q(status="ERSTATTET"),
                name="vurdering_erstattet",
            ),
        ]

    def __str__(self) -> str:
        return self.tittel

    @property
    def is_draft(self) -> bool:
        """Whether editors may write in it."""
        return self.status == Vurderingsstatus.UTKAST

    @property
    def is_decided(self) -> bool:
        return self.status in {Vurderingsstatus.AKSEPTERT, Vurderingsstatus.IKKE_AKSEPTERT}


class Vurderingsversjon(models.Model):
    """What the risk owner decided on, whole, with the limits that held then. The database refuses every change of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    vurdering = models.ForeignKey(Vurdering, models.PROTECT)
    nummer = models.IntegerField()
    utfall = models.TextField(choices=[("AKSEPTERT", _("Akseptert")), ("IKKE_AKSEPTERT", _("Ikke akseptert"))])
    tittel = models.TextField()
    innhold = models.JSONField()
    grenser = models.JSONField()
    begrunnelse = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.TextField()
    decided_by_id = models.TextField()
    accepted_date = models.DateField(null=True)
    review_date = models.DateField(null=True)

    class Meta:
        db_table = "vurderingsversjon"
        constraints = [
            models.UniqueConstraint(fields=["vurdering", "nummer"], name="vurderingsversjon_en"),
            models.CheckConstraint(
                condition=Q(utfall="IKKE_AKSEPTERT", accepted_date__isnull=True)
                | Q(utfall="AKSEPTERT", accepted_date__isnull=False, review_date__isnull=False),
                name="vurderingsversjon_datoer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tittel} {self.nummer}"


class Vurderingsomfang(models.Model):
    """One thing that one version of an assessment is about. Locked with its version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    vurdering = models.ForeignKey(Vurdering, models.CASCADE)
    nummer = models.IntegerField()
    tjeneste = models.ForeignKey(Tjeneste, models.PROTECT, null=True)
    behandling = models.ForeignKey(Behandling, models.PROTECT, null=True)
    applikasjon = models.ForeignKey(Applikasjon, models.PROTECT, null=True)

    class Meta:
        db_table = "vurderingsomfang"
        indexes = [models.Index(fields=["virksomhet", "tjeneste"], name="vurderingsomfang_tjeneste")]
        constraints = [
            models.UniqueConstraint(fields=["vurdering", "nummer", "tjeneste"], name="vurderingsomfang_tjeneste_en"),
            models.UniqueConstraint(
                fields=["vurdering", "nummer", "behandling"], name="vurderingsomfang_behandling_en"
            ),
            models.UniqueConstraint(
                fields=["vurdering", "nummer", "applikasjon"], name="vurderingsomfang_applikasjon_en"
            ),
            models.CheckConstraint(condition=OM_ETT, name="vurderingsomfang_om_ett"),
        ]

    def __str__(self) -> str:
        return f"{self.vurdering_id} {self.nummer}"


class Tiltaksstatus(models.TextChoices):
    """How far a measure is come."""

    PLANLAGT = "PLANLAGT", _("Planlagt")
    I_ARBEID = "I_ARBEID", _("I arbeid")
    GJENNOMFOERT = "GJENNOMFOERT", _("Gjennomført")
    FORKASTET = "FORKASTET", _("Forkastet")


class Vurderingstiltak(models.Model):
    """One measure of an assessment, beside the content, so that it can be followed up after the decision and listed.

    Written anew from the content on every save of a draft. Afterwards only `status`, `done_date` and `merknad` move,
    and they go back into the content when the assessment is reopened.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    vurdering = models.ForeignKey(Vurdering, models.CASCADE)
    tiltak_id = models.TextField()
    rekkefoelge = models.IntegerField()
    tittel = models.TextField()
    ansvarlig = models.ForeignKey(Bruker, models.PROTECT, null=True, related_name="+")
    ansvarlig_rolle = models.TextField(blank=True)
    frist = models.DateField(null=True)
    status = models.TextField(choices=Tiltaksstatus.choices, default=Tiltaksstatus.PLANLAGT)
    done_date = models.DateField(null=True)
    merknad = models.TextField(blank=True)
    versjon = models.IntegerField(default=1)

    class Meta:
        db_table = "vurderingstiltak"
        indexes = [
            models.Index(
                fields=["virksomhet", "frist"],
                condition=Q(status__in=["PLANLAGT", "I_ARBEID"]),
                name="vurderingstiltak_frist",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["vurdering", "tiltak_id"], name="vurderingstiltak_ett"),
            models.CheckConstraint(
                condition=Q(status="GJENNOMFOERT", done_date__isnull=False)
                | ~Q(status="GJENNOMFOERT") & Q(done_date__isnull=True),
                name="vurderingstiltak_gjennomfoert",
            ),
        ]

    def __str__(self) -> str:
        return self.tittel


class Screening(models.Model):
    """A person's conclusion on whether a DPIA is needed, with the criteria as they were asked. Added, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    tjeneste = models.ForeignKey(Tjeneste, models.PROTECT, null=True)
    behandling = models.ForeignKey(Behandling, models.PROTECT, null=True)
    applikasjon = models.ForeignKey(Applikasjon, models.PROTECT, null=True)
    svar = models.JSONField()
    foreslaatt = models.BooleanField()
    dpia_needed = models.BooleanField()
    begrunnelse = models.TextField()
    confirmed_at = models.DateTimeField()
    confirmed_by = models.TextField()
    confirmed_date = models.DateField()
    review_date = models.DateField()

    class Meta:
        db_table = "screening"
        indexes = [models.Index(fields=["virksomhet", "-confirmed_at", "-id"], name="screening_liste")]
        constraints = [
            models.CheckConstraint(condition=OM_ETT, name="screening_om_ett"),
            models.CheckConstraint(condition=~Q(begrunnelse=""), name="screening_begrunnet"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.confirmed_date}"


class Screeningkriterium(models.Model):
    """The organisation's own word on a criterion: one of its own, or a common one that it has changed or left out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    kode = models.TextField()
    gruppe = models.TextField()
    tekst = models.TextField()
    forklaring = models.TextField(blank=True)
    aktiv = models.BooleanField(default=True)
    versjon = models.IntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        db_table = "screeningkriterium"
        constraints = [models.UniqueConstraint(fields=["virksomhet", "kode"], name="screeningkriterium_ett")]

    def __str__(self) -> str:
        return self.tekst


class Akseptgrense(models.Model):
    """What risk the organisation accepts: a level for each cell of the 5×5, and what the steps mean there.

    An organisation without a row uses the default (vurdering.grenser). `grenser` is a vurdering.grenser.Grenser.
    """

    virksomhet = models.OneToOneField(Virksomhet, models.PROTECT, primary_key=True)
    grenser = models.JSONField()
    versjon = models.IntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        db_table = "akseptgrense"

    def __str__(self) -> str:
        return str(self.virksomhet_id)


class Malslag(models.TextChoices):
    """What a document of the bank is."""

    ROS = "ROS", _("Mal for ROS")
    DPIA = "DPIA", _("Mal for DPIA")
    SCENARIOER = "SCENARIOER", _("Scenariobank")
    SCREENING = "SCREENING", _("Kriterier for DPIA")


class Malbank(models.Model):
    """A shared template, scenario bank or table of criteria that the operator has published, beside those that come
    with the program (vurdering/maler). A published version is never changed: another version takes its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kode = models.TextField()
    mal_versjon = models.IntegerField()
    slag = models.TextField(choices=Malslag.choices)
    tittel = models.TextField()
    innhold = models.JSONField()
    published_at = models.DateTimeField()

    class Meta:
        db_table = "malbank"
        constraints = [models.UniqueConstraint(fields=["kode", "mal_versjon"], name="malbank_en_versjon")]

    def __str__(self) -> str:
        return f"{self.kode} {self.mal_versjon}"
