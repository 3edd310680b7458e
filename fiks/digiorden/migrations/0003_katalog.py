import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from fiks.felles.kontekst import policies

# What the rights holder may change in its own row: not who it belongs to, nor what the operator has merged it with.
VENDOR_MAY = (
    "navn",
    "sortering",
    "tidligere_navn",
    "alias",
    "leverandoer_navn",
    "tidligere_leverandoerer",
    "beskrivelse",
    "temaer",
    "versjoner",
    "tilgjengelighet",
    "tilgjengelighet_lenke",
    "grensesnitt",
    "felleskomponenter",
    "status",
    "bekreftet_felter",
    "bekreftet_at",
    "bekreftet_av",
    "avgjort_at",
    "avgjort_av",
    "begrunnelse",
    "versjon",
    "changed_at",
)
# A row can never hang on another organisation's application or people.
SAME_VIRKSOMHET = [
    "ALTER TABLE applikasjon ADD CONSTRAINT applikasjon_id_virksomhet UNIQUE (id, virksomhet_id)",
    *(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_samme_virksomhet"
        f" FOREIGN KEY ({column}_id, virksomhet_id) REFERENCES {target} (id, virksomhet_id)"
        for table, column, target in (
            ("applikasjon", "systemeier", "bruker"),
            ("applikasjon", "systemansvarlig", "bruker"),
            ("applikasjonskobling", "fra", "applikasjon"),
            ("applikasjonskobling", "til", "applikasjon"),
            ("delt_applikasjon", "applikasjon", "applikasjon"),
        )
    ),
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("digiorden", "0002_protokoll"),
        ("virksomhet", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Delingsvalg",
            fields=[
                (
                    "virksomhet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="virksomhet.virksomhet",
                    ),
                ),
                ("deler_applikasjoner", models.BooleanField(default=False)),
                ("deler_avtaleslutt", models.BooleanField(default=False)),
                ("versjon", models.IntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
            ],
            options={
                "db_table": "delingsvalg",
            },
        ),
        migrations.CreateModel(
            name="Katalogsystem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("navn", models.TextField()),
                ("sortering", models.TextField(db_collation="C")),
                (
                    "tidligere_navn",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "alias",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("leverandoer_navn", models.TextField(blank=True)),
                ("leverandoer_orgnr", models.CharField(blank=True, max_length=9)),
                (
                    "tidligere_leverandoerer",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("beskrivelse", models.TextField(blank=True)),
                (
                    "temaer",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "versjoner",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "tilgjengelighet",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "Ikke oppgitt"),
                            ("HAR", "Har erklæring"),
                            ("MANGLER", "Mangler erklæring"),
                            ("IKKE_PAAKREVD", "Kreves ikke"),
                        ],
                        default="",
                    ),
                ),
                ("tilgjengelighet_lenke", models.TextField(blank=True)),
                (
                    "grensesnitt",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "felleskomponenter",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("FORESLAATT", "Foreslått"),
                            ("PUBLISERT", "I katalogen"),
                            ("AVVIST", "Ikke tatt inn"),
                            ("UTGAATT", "Utgått"),
                        ],
                        default="FORESLAATT",
                    ),
                ),
                (
                    "bekreftet_felter",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("bekreftet_at", models.DateTimeField(null=True)),
                ("bekreftet_av", models.TextField(blank=True)),
                ("avgjort_at", models.DateTimeField(null=True)),
                ("avgjort_av", models.TextField(blank=True)),
                ("begrunnelse", models.TextField(blank=True)),
                ("versjon", models.IntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "slaatt_sammen_med",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="digiorden.katalogsystem"
                    ),
                ),
            ],
            options={
                "db_table": "katalogsystem",
            },
        ),
        migrations.CreateModel(
            name="Katalogsammenslaaing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "fra_status",
                    models.TextField(
                        choices=[
                            ("FORESLAATT", "Foreslått"),
                            ("PUBLISERT", "I katalogen"),
                            ("AVVIST", "Ikke tatt inn"),
                            ("UTGAATT", "Utgått"),
                        ]
                    ),
                ),
                (
                    "flyttet",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                (
                    "navn_lagt_til",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("begrunnelse", models.TextField()),
                ("at", models.DateTimeField()),
                ("av", models.TextField()),
                ("angret_at", models.DateTimeField(null=True)),
                ("angret_av", models.TextField(blank=True)),
                (
                    "fra",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slaatt_sammen_fra",
                        to="digiorden.katalogsystem",
                    ),
                ),
                (
                    "til",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slaatt_sammen_til",
                        to="digiorden.katalogsystem",
                    ),
                ),
            ],
            options={
                "db_table": "katalogsammenslaaing",
            },
        ),
        migrations.CreateModel(
            name="Katalogforslag",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("melding", models.TextField(blank=True)),
                ("sendt_at", models.DateTimeField()),
                ("sendt_av", models.TextField()),
                ("sendt_av_navn", models.TextField()),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
                (
                    "katalogsystem",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="digiorden.katalogsystem"),
                ),
            ],
            options={
                "db_table": "katalogforslag",
            },
        ),
        migrations.CreateModel(
            name="Applikasjon",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("navn", models.TextField()),
                ("sortering", models.TextField(db_collation="C")),
                ("leverandoer_navn", models.TextField(blank=True)),
                ("programversjon", models.TextField(blank=True)),
                ("beskrivelse", models.TextField(blank=True)),
                (
                    "temaer",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "felleskomponenter",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "livsloep",
                    models.TextField(
                        choices=[
                            ("PLANLAGT", "Planlagt"),
                            ("INNFOERES", "Innføres"),
                            ("I_BRUK", "I bruk"),
                            ("FASES_UT", "Fases ut"),
                            ("AVSLUTTET", "Avsluttet"),
                        ],
                        default="I_BRUK",
                    ),
                ),
                ("i_bruk_fra_date", models.DateField(null=True)),
                ("avsluttes_date", models.DateField(null=True)),
                ("enhet", models.TextField(blank=True)),
                (
                    "kritikalitet",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "Ikke vurdert"),
                            ("LAV", "Lav"),
                            ("MIDDELS", "Middels"),
                            ("HOEY", "Høy"),
                            ("KRITISK", "Kritisk"),
                        ],
                        default="",
                    ),
                ),
                ("antall_brukere", models.IntegerField(null=True)),
                (
                    "drift",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "Ikke oppgitt"),
                            ("SKY", "Sky"),
                            ("PRIVAT_SKY", "Privat sky"),
                            ("LOKAL", "Egen server"),
                            ("EKSTERN", "Server hos andre"),
                            ("BLANDET", "Både sky og egen server"),
                        ],
                        default="",
                    ),
                ),
                ("driftsleverandoer", models.TextField(blank=True)),
                ("driftsleverandoer_orgnr", models.CharField(blank=True, max_length=9)),
                ("avtale_leverandoer", models.TextField(blank=True)),
                ("avtale_orgnr", models.CharField(blank=True, max_length=9)),
                ("avtale_inngaatt_date", models.DateField(null=True)),
                ("avtale_slutt_date", models.DateField(null=True)),
                ("avtale_oppsigelse_maaneder", models.SmallIntegerField(null=True)),
                ("avtale_opsjon_maaneder", models.SmallIntegerField(null=True)),
                ("avtale_opsjoner", models.SmallIntegerField(null=True)),
                ("avtale_tekst", models.TextField(blank=True)),
                ("avtale_lenke", models.TextField(blank=True)),
                ("aarlig_kostnad", models.BigIntegerField(null=True)),
                ("indirekte_kostnad", models.BigIntegerField(null=True)),
                ("innkjoepskostnad", models.BigIntegerField(null=True)),
                ("databehandlere", models.JSONField(default=list)),
                (
                    "innlogging",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "Ikke oppgitt"),
                            ("ENTRA_ID", "Kommunens egen innlogging (SSO)"),
                            ("ID_PORTEN", "ID-porten"),
                            ("FEIDE", "Feide"),
                            ("EGEN", "Eget brukernavn og passord"),
                            ("INGEN", "Ingen innlogging"),
                            ("ANNEN", "Annen måte"),
                        ],
                        default="",
                    ),
                ),
                (
                    "flerfaktor",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "Ikke oppgitt"),
                            ("ALLE", "For alle"),
                            ("NOEN", "For noen"),
                            ("INGEN", "Ikke i bruk"),
                        ],
                        default="",
                    ),
                ),
                (
                    "sikkerhetskopi",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "Ikke oppgitt"),
                            ("LOEPENDE", "Løpende"),
                            ("DAGLIG", "Hver dag"),
                            ("SJELDNERE", "Sjeldnere"),
                            ("INGEN", "Tas ikke"),
                        ],
                        default="",
                    ),
                ),
                ("gjenopprettet_date", models.DateField(null=True)),
                ("sikkerhet_merknad", models.TextField(blank=True)),
                (
                    "ros",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "Ikke oppgitt"),
                            ("KREVES_IKKE", "Kreves ikke"),
                            ("MANGLER", "Mangler"),
                            ("UNDER_ARBEID", "Under arbeid"),
                            ("FERDIG", "Ferdig"),
                        ],
                        default="",
                    ),
                ),
                ("ros_referanse", models.TextField(blank=True)),
                (
                    "dpia",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "Ikke oppgitt"),
                            ("KREVES_IKKE", "Kreves ikke"),
                            ("MANGLER", "Mangler"),
                            ("UNDER_ARBEID", "Under arbeid"),
                            ("FERDIG", "Ferdig"),
                        ],
                        default="",
                    ),
                ),
                ("dpia_referanse", models.TextField(blank=True)),
                (
                    "databehandleravtale",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("", "Ikke oppgitt"),
                            ("KREVES_IKKE", "Kreves ikke"),
                            ("MANGLER", "Mangler"),
                            ("UNDER_ARBEID", "Under arbeid"),
                            ("FERDIG", "Ferdig"),
                        ],
                        default="",
                    ),
                ),
                ("databehandleravtale_referanse", models.TextField(blank=True)),
                ("deles", models.BooleanField(default=True)),
                ("versjon", models.IntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
                (
                    "systemansvarlig",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ansvarlig_for_applikasjoner",
                        to="virksomhet.bruker",
                    ),
                ),
                (
                    "systemeier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="eier_applikasjoner",
                        to="virksomhet.bruker",
                    ),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
                (
                    "katalogsystem",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="digiorden.katalogsystem"
                    ),
                ),
            ],
            options={
                "db_table": "applikasjon",
            },
        ),
        migrations.CreateModel(
            name="DeltApplikasjon",
            fields=[
                (
                    "applikasjon",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="delt",
                        serialize=False,
                        to="digiorden.applikasjon",
                    ),
                ),
                ("navn", models.TextField()),
                ("leverandoer_navn", models.TextField(blank=True)),
                (
                    "temaer",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "felleskomponenter",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "livsloep",
                    models.TextField(
                        choices=[
                            ("PLANLAGT", "Planlagt"),
                            ("INNFOERES", "Innføres"),
                            ("I_BRUK", "I bruk"),
                            ("FASES_UT", "Fases ut"),
                            ("AVSLUTTET", "Avsluttet"),
                        ]
                    ),
                ),
                ("avtale_kvartal", models.DateField(null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "katalogsystem",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="digiorden.katalogsystem"
                    ),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "delt_applikasjon",
            },
        ),
        migrations.CreateModel(
            name="Applikasjonskobling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "slag",
                    models.TextField(
                        choices=[
                            ("UTVEKSLER", "Utveksler data med"),
                            ("DEL_AV", "Er en del av"),
                            ("ERSTATTER", "Erstatter"),
                        ]
                    ),
                ),
                ("beskrivelse", models.TextField(blank=True)),
                (
                    "fra",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="koblinger",
                        to="digiorden.applikasjon",
                    ),
                ),
                (
                    "til",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="koblet_fra",
                        to="digiorden.applikasjon",
                    ),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "applikasjonskobling",
                "indexes": [models.Index(fields=["virksomhet", "til"], name="applikasjonskobling_til")],
                "constraints": [
                    models.UniqueConstraint(fields=("fra", "til", "slag"), name="applikasjonskobling_en"),
                    models.CheckConstraint(
                        condition=models.Q(("fra", models.F("til")), _negated=True),
                        name="applikasjonskobling_to_applikasjoner",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="katalogsystem",
            index=models.Index(fields=["status", "sortering", "id"], name="katalogsystem_liste"),
        ),
        migrations.AddIndex(
            model_name="katalogsystem",
            index=models.Index(fields=["changed_at"], name="katalogsystem_endret"),
        ),
        migrations.AddIndex(
            model_name="katalogsystem",
            index=models.Index(fields=["leverandoer_orgnr", "status"], name="katalogsystem_leverandoer"),
        ),
        migrations.AddIndex(
            model_name="katalogsystem",
            index=django.contrib.postgres.indexes.GinIndex(fields=["temaer"], name="katalogsystem_temaer"),
        ),
        migrations.AddConstraint(
            model_name="katalogsystem",
            constraint=models.CheckConstraint(
                condition=models.Q(("leverandoer_orgnr__regex", "^([0-9]{9})?$")),
                name="katalogsystem_leverandoer_orgnr",
            ),
        ),
        migrations.AddConstraint(
            model_name="katalogsystem",
            constraint=models.CheckConstraint(
                condition=models.Q(("slaatt_sammen_med", None), ("status", "UTGAATT"), _connector="OR"),
                name="katalogsystem_sammenslaatt_er_utgaatt",
            ),
        ),
        migrations.AddConstraint(
            model_name="katalogsystem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "AVVIST"), _negated=True),
                    models.Q(("begrunnelse", ""), _negated=True),
                    _connector="OR",
                ),
                name="katalogsystem_avvist_med_grunn",
            ),
        ),
        migrations.AddConstraint(
            model_name="katalogsammenslaaing",
            constraint=models.CheckConstraint(
                condition=models.Q(("fra", models.F("til")), _negated=True), name="katalogsammenslaaing_to_systemer"
            ),
        ),
        migrations.AddConstraint(
            model_name="katalogsammenslaaing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("angret_at", None)), fields=("fra",), name="katalogsammenslaaing_en_om_gangen"
            ),
        ),
        migrations.AddIndex(
            model_name="katalogforslag",
            index=models.Index(fields=["virksomhet", "-sendt_at", "-id"], name="katalogforslag_sendt"),
        ),
        migrations.AddIndex(
            model_name="applikasjon",
            index=models.Index(fields=["virksomhet", "sortering", "id"], name="applikasjon_liste"),
        ),
        migrations.AddIndex(
            model_name="applikasjon",
            index=models.Index(fields=["virksomhet", "livsloep", "sortering", "id"], name="applikasjon_livsloep"),
        ),
        migrations.AddIndex(
            model_name="applikasjon",
            index=models.Index(fields=["katalogsystem"], name="applikasjon_katalogsystem"),
        ),
        migrations.AddIndex(
            model_name="applikasjon",
            index=models.Index(fields=["virksomhet", "avtale_slutt_date"], name="applikasjon_avtaleslutt"),
        ),
        migrations.AddConstraint(
            model_name="applikasjon",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("avtale_orgnr__regex", "^([0-9]{9})?$"), ("driftsleverandoer_orgnr__regex", "^([0-9]{9})?$")
                ),
                name="applikasjon_orgnr",
            ),
        ),
        migrations.AddConstraint(
            model_name="applikasjon",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("avtale_slutt_date", None),
                    ("avtale_inngaatt_date", None),
                    ("avtale_slutt_date__gte", models.F("avtale_inngaatt_date")),
                    _connector="OR",
                ),
                name="applikasjon_avtaleperiode",
            ),
        ),
        migrations.AddConstraint(
            model_name="applikasjon",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("antall_brukere", None), ("antall_brukere__gte", 0), _connector="OR"),
                    models.Q(("aarlig_kostnad", None), ("aarlig_kostnad__gte", 0), _connector="OR"),
                    models.Q(("indirekte_kostnad", None), ("indirekte_kostnad__gte", 0), _connector="OR"),
                    models.Q(("innkjoepskostnad", None), ("innkjoepskostnad__gte", 0), _connector="OR"),
                ),
                name="applikasjon_ikke_negativ",
            ),
        ),
        migrations.AddIndex(
            model_name="deltapplikasjon",
            index=models.Index(fields=["virksomhet", "livsloep"], name="delt_applikasjon_virksomhet"),
        ),
        migrations.AddIndex(
            model_name="deltapplikasjon",
            index=models.Index(fields=["katalogsystem"], name="delt_applikasjon_katalogsystem"),
        ),
        migrations.AddIndex(
            model_name="deltapplikasjon",
            index=django.contrib.postgres.indexes.GinIndex(fields=["temaer"], name="delt_applikasjon_temaer"),
        ),
        policies.catalogue("katalogsystem", vendor_may=VENDOR_MAY),
        policies.owned("katalogforslag", app=policies.APPEND),
        policies.operators("katalogsammenslaaing"),
        policies.owned("applikasjon", app=policies.KEEP),
        policies.owned("applikasjonskobling"),
        policies.owned("delingsvalg", app=policies.KEEP),
        policies.projection("delt_applikasjon"),
        migrations.RunSQL(SAME_VIRKSOMHET, migrations.RunSQL.noop),
    ]
