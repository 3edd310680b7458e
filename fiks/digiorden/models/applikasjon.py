"""The municipality's use of systems: its applications, how they hang together, and what of it others may see."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fiks.digiorden.models.katalog import Katalogsystem
from fiks.felles.virksomhet.models import Bruker, Virksomhet


class Livsloep(models.TextChoices):
    """From planned to ended. An ended application stays, so that its history does."""

    PLANLAGT = "PLANLAGT", _("Planlagt")
    INNFOERES = "INNFOERES", _("Innføres")
    I_BRUK = "I_BRUK", _("I bruk")
    FASES_UT = "FASES_UT", _("Fases ut")
    AVSLUTTET = "AVSLUTTET", _("Avsluttet")


class Kritikalitet(models.TextChoices):
    UKJENT = "", _("Ikke vurdert")
    LAV = "LAV", _("Lav")
    MIDDELS = "MIDDELS", _("Middels")
    HOEY = "HOEY", _("Høy")
    KRITISK = "KRITISK", _("Kritisk")


class Drift(models.TextChoices):
    """Where it runs."""

    UKJENT = "", _("Ikke oppgitt")
    SKY = "SKY", _("Sky")
    PRIVAT_SKY = "PRIVAT_SKY", _("Privat sky")
    LOKAL = "LOKAL", _("Egen server")
    EKSTERN = "EKSTERN", _("Server hos andre")
    BLANDET = "BLANDET", _("Både sky og egen server")


class Innlogging(models.TextChoices):
    """How its users log in."""

    UKJENT = "", _("Ikke oppgitt")
    ENTRA_ID = "ENTRA_ID", _("Kommunens egen innlogging (SSO)")
    ID_PORTEN = "ID_PORTEN", _("ID-porten")
    FEIDE = "FEIDE", _("Feide")
    EGEN = "EGEN", _("Eget brukernavn og passord")
    INGEN = "INGEN", _("Ingen innlogging")
    ANNEN = "ANNEN", _("Annen måte")


class Flerfaktor(models.TextChoices):
    """Whether a password alone opens it."""

    UKJENT = "", _("Ikke oppgitt")
    ALLE = "ALLE", _("For alle")
    NOEN = "NOEN", _("For noen")
    INGEN = "INGEN", _("Ikke i bruk")


class Sikkerhetskopi(models.TextChoices):
    """How often a backup is taken."""

    UKJENT = "", _("Ikke oppgitt")
    LOEPENDE = "LOEPENDE", _("Løpende")
    DAGLIG = "DAGLIG", _("Hver dag")
    SJELDNERE = "SJELDNERE", _("Sjeldnere")
    INGEN = "INGEN", _("Tas ikke")


class Vurderingstilstand(models.TextChoices):
    """How far an assessment or an agreement made elsewhere has come."""

    UKJENT = "", _("Ikke oppgitt")
    KREVES_IKKE = "KREVES_IKKE", _("Kreves ikke")
    MANGLER = "MANGLER", _("Mangler")
    UNDER_ARBEID = "UNDER_ARBEID", _("Under arbeid")
    FERDIG = "FERDIG", _("Ferdig")


class Koblingsslag(models.TextChoices):
    """How one application hangs together with another."""

    UTVEKSLER = "UTVEKSLER", _("Utveksler data med")
    DEL_AV = "DEL_AV", _("Er en del av")
    ERSTATTER = "ERSTATTER", _("Erstatter")


def _texts() -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.TextField(), default=list)


class Applikasjon(models.Model):
    """One use of a system. Without `katalogsystem`, nobody has yet decided which system it is.

    Which class a column belongs to (shareable, for a co-operation, never) is told by `katalog/deling.py`. `temaer` are the
    municipality's own, where they differ from the catalogue's. Amounts are whole kroner without VAT; `databehandlere` is a
    list of katalog.databehandler.Databehandler.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    katalogsystem = models.ForeignKey(Katalogsystem, models.PROTECT, null=True)
    navn = models.TextField()
    sortering = models.TextField(db_collation="C")
    leverandoer_navn = models.TextField(blank=True)
    programversjon = models.TextField(blank=True)
    beskrivelse = models.TextField(blank=True)
    temaer = _texts()
    felleskomponenter = _texts()
    livsloep = models.TextField(choices=Livsloep.choices, default=Livsloep.I_BRUK)
    i_bruk_fra_date = models.DateField(null=True)
    avsluttes_date = models.DateField(null=True)
    enhet = models.TextField(blank=True)
    systemeier = models.ForeignKey(Bruker, models.PROTECT, null=True, related_name="eier_applikasjoner")
    systemansvarlig = models.ForeignKey(Bruker, models.PROTECT, null=True, related_name="ansvarlig_for_applikasjoner")
    kritikalitet = models.TextField(choices=Kritikalitet.choices, blank=True, default="")
    antall_brukere = models.IntegerField(null=True)
    drift = models.TextField(choices=Drift.choices, blank=True, default="")
    driftsleverandoer = models.TextField(blank=True)
    driftsleverandoer_orgnr = models.CharField(max_length=9, blank=True)
    avtale_leverandoer = models.TextField(blank=True)
    avtale_orgnr = models.CharField(max_length=9, blank=True)
    avtale_inngaatt_date = models.DateField(null=True)
    avtale_slutt_date = models.DateField(null=True)
    avtale_oppsigelse_maaneder = models.SmallIntegerField(null=True)
    avtale_opsjon_maaneder = models.SmallIntegerField(null=True)
    avtale_opsjoner = models.SmallIntegerField(null=True)
    avtale_tekst = models.TextField(blank=True)
    avtale_lenke = models.TextField(blank=True)
    aarlig_kostnad = models.BigIntegerField(null=True)
    indirekte_kostnad = models.BigIntegerField(null=True)
    innkjoepskostnad = models.BigIntegerField(null=True)
    databehandlere = models.JSONField(default=list)
    innlogging = models.TextField(choices=Innlogging.choices, blank=True, default="")
    flerfaktor = models.TextField(choices=Flerfaktor.choices, blank=True, default="")
    sikkerhetskopi = models.TextField(choices=Sikkerhetskopi.choices, blank=True, default="")
    gjenopprettet_date = models.DateField(null=True)
    sikkerhet_merknad = models.TextField(blank=True)
    ros = models.TextField(choices=Vurderingstilstand.choices, blank=True, default="")
    ros_referanse = models.TextField(blank=True)
    dpia = models.TextField(choices=Vurderingstilstand.choices, blank=True, default="")
    dpia_referanse = models.TextField(blank=True)
    databehandleravtale = models.TextField(choices=Vurderingstilstand.choices, blank=True, default="")
    databehandleravtale_referanse = models.TextField(blank=True)
    deles = models.BooleanField(default=True)
    versjon = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        db_table = "applikasjon"
        constraints = [
            models.CheckConstraint(
                condition=Q(driftsleverandoer_orgnr__regex=r"^([0-9]{9})?$", avtale_orgnr__regex=r"^([0-9]{9})?$"),
                name="applikasjon_orgnr",
            ),
            models.CheckConstraint(
                condition=Q(avtale_slutt_date=None)
                | Q(avtale_inngaatt_date=None)
                | Q(avtale_slutt_date__gte=F("avtale_inngaatt_date")),
                name="applikasjon_avtaleperiode",
            ),
            models.CheckConstraint(
                condition=(Q(antall_brukere=None) | Q(antall_brukere__gte=0))
                & (Q(aarlig_kostnad=None) | Q(aarlig_kostnad__gte=0))
                & (Q(indirekte_kostnad=None) | Q(indirekte_kostnad__gte=0))
                & (Q(innkjoepskostnad=None) | Q(innkjoepskostnad__gte=0)),
                name="applikasjon_ikke_negativ",
            ),
        ]
        indexes = [
            models.Index(fields=["virksomhet", "sortering", "id"], name="applikasjon_liste"),
            models.Index(fields=["virksomhet", "livsloep", "sortering", "id"], name="applikasjon_livsloep"),
            models.Index(fields=["katalogsystem"], name="applikasjon_katalogsystem"),
            models.Index(fields=["virksomhet", "avtale_slutt_date"], name="applikasjon_avtaleslutt"),
        ]

    def __str__(self) -> str:
        return self.navn

    @property
    def is_ended(self) -> bool:
        return self.livsloep == Livsloep.AVSLUTTET

    @property
    def is_in_use(self) -> bool:
        return self.livsloep in {Livsloep.INNFOERES, Livsloep.I_BRUK, Livsloep.FASES_UT}


class Applikasjonskobling(models.Model):
    """That one application hangs together with another of the same organisation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    fra = models.ForeignKey(Applikasjon, models.PROTECT, related_name="koblinger")
    til = models.ForeignKey(Applikasjon, models.PROTECT, related_name="koblet_fra")
    slag = models.TextField(choices=Koblingsslag.choices)
    beskrivelse = models.TextField(blank=True)

    class Meta:
        db_table = "applikasjonskobling"
        constraints = [
            models.UniqueConstraint(fields=["fra", "til", "slag"], name="applikasjonskobling_en"),
            models.CheckConstraint(condition=~Q(fra=F("til")), name="applikasjonskobling_to_applikasjoner"),
        ]
        indexes = [models.Index(fields=["virksomhet", "til"], name="applikasjonskobling_til")]

    def __str__(self) -> str:
        return f"{self.fra_id} {self.get_slag_display()} {self.til_id}"

    @property
    def seen_from_til(self) -> str:
        """How it is told on the page of the other."""
        return str(_SEEN_FROM_TIL[Koblingsslag(self.slag)])


_SEEN_FROM_TIL = {
    Koblingsslag.UTVEKSLER: _("Utveksler data med"),
    Koblingsslag.DEL_AV: _("Har som en del"),
    Koblingsslag.ERSTATTER: _("Erstattes av"),
}


class Delingsvalg(models.Model):
    """What an organisation lets other municipalities see. Without a row: nothing."""

    virksomhet = models.OneToOneField(Virksomhet, models.PROTECT, primary_key=True)
    deler_applikasjoner = models.BooleanField(default=False)
    deler_avtaleslutt = models.BooleanField(default=False)
    versjon = models.IntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.TextField()

    class Meta:
        db_table = "delingsvalg"

    def __str__(self) -> str:
        return str(self.virksomhet_id)


class DeltApplikasjon(models.Model):
    """What other municipalities see of an application: shareable columns alone, written by the act that changes it.

    `navn` and `leverandoer_navn` are the municipality's own, shown where there is no catalogue row. `avtale_kvartal` is the
    first day of the quarter that the contract ends in, and stands only where the organisation shares that.
    """

    applikasjon = models.OneToOneField(Applikasjon, models.CASCADE, primary_key=True, related_name="delt")
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT)
    katalogsystem = models.ForeignKey(Katalogsystem, models.PROTECT, null=True)
    navn = models.TextField()
    leverandoer_navn = models.TextField(blank=True)
    temaer = _texts()
    felleskomponenter = _texts()
    livsloep = models.TextField(choices=Livsloep.choices)
    avtale_kvartal = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "delt_applikasjon"
        indexes = [
            models.Index(fields=["virksomhet", "livsloep"], name="delt_applikasjon_virksomhet"),
            models.Index(fields=["katalogsystem"], name="delt_applikasjon_katalogsystem"),
            GinIndex(fields=["temaer"], name="delt_applikasjon_temaer"),
        ]

    def __str__(self) -> str:
        return self.navn
