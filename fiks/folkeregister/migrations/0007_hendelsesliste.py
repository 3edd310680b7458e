import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import fiks.folkeregister.models.register
from fiks.felles.kontekst import policies

TABLES = (
    "hendelse",
    "hendelsesleser",
    "hendelseshull",
    "hendelsesavvik",
    "grunnlast",
    "uttrekksjobb",
    "avstemming",
)


class Migration(migrations.Migration):
    dependencies = [("folkeregister", "0006_soek")]

    operations = [
        migrations.CreateModel(
            name="Avstemming",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("startet_at", models.DateTimeField()),
                ("ferdig_at", models.DateTimeField()),
                ("utfoert_av", models.TextField()),
                ("antall", models.IntegerField()),
                ("like", models.IntegerField()),
                ("ulike", models.IntegerField()),
                ("borte", models.IntegerField()),
                ("underveis", models.IntegerField()),
                ("rettet", models.IntegerField()),
                ("elementer", models.JSONField(default=dict)),
            ],
            options={
                "db_table": "avstemming",
                "indexes": [models.Index(fields=["-startet_at", "-id"], name="avstemming_nyeste")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "antall",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("like"), "+", models.F("ulike")
                                        ),
                                        "+",
                                        models.F("borte"),
                                    ),
                                    "+",
                                    models.F("underveis"),
                                ),
                            )
                        ),
                        name="avstemming_gaar_opp",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Grunnlast",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pakke", models.TextField()),
                ("sekvensnummer", models.BigIntegerField()),
                ("kommuner", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("startet_at", models.DateTimeField()),
                ("ferdig_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "grunnlast",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ferdig_at", None)), fields=("pakke",), name="grunnlast_en_om_gangen"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hendelse",
            fields=[
                ("sekvensnummer", models.BigIntegerField(primary_key=True, serialize=False)),
                ("nummer", fiks.folkeregister.models.register.Nummer(db_collation="C", max_length=11)),
                ("hendelsetype", models.TextField()),
                ("ajourholdt_at", models.DateTimeField(null=True)),
                ("mottatt_at", models.DateTimeField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("VENTER", "Venter"),
                            ("BEHANDLET", "Behandlet"),
                            ("UTEN_PERSON", "Uten person"),
                            ("BORTE", "Personen finnes ikke i kilden"),
                            ("AVVIST", "Dokumentet kan ikke brukes"),
                        ],
                        default="VENTER",
                    ),
                ),
                ("forsoek", models.SmallIntegerField(default=0)),
                ("neste_at", models.DateTimeField(null=True)),
                ("behandlet_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "hendelse",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "BEHANDLET"), _negated=True),
                        fields=["nummer", "sekvensnummer"],
                        name="hendelse_ubehandlet",
                    ),
                    models.Index(
                        condition=models.Q(("status", "BEHANDLET")), fields=["behandlet_at"], name="hendelse_behandlet"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Hendelsesavvik",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slag",
                    models.TextField(
                        choices=[
                            ("FOR_GAMMEL", "For Gammel"),
                            ("KILDEN_BAKOVER", "Kilden Bakover"),
                            ("FEIL_PAKKE", "Feil Pakke"),
                            ("BRANNMUR", "Brannmur"),
                            ("HALV_SIDE", "Halv Side"),
                            ("UVENTET_SVAR", "Uventet Svar"),
                            ("SVARER_IKKE", "Svarer Ikke"),
                            ("FOR_MANGE_KALL", "For Mange Kall"),
                            ("AVVIST_TILGANG", "Avvist Tilgang"),
                            ("MASKINPORTEN", "Maskinporten"),
                            ("TOM_SIDE", "Tom Side"),
                            ("PAUSE", "Pause"),
                            ("HULL", "Hull"),
                            ("BORTE", "Borte"),
                            ("DOKUMENT_AVVIST", "Dokument Avvist"),
                            ("UKJENT_TYPE", "Ukjent Type"),
                            ("UTEN_PERSON", "Uten Person"),
                            ("UORDEN", "Uorden"),
                            ("GJENTATT", "Gjentatt"),
                        ]
                    ),
                ),
                ("foerst_at", models.DateTimeField()),
                ("sist_at", models.DateTimeField()),
                ("antall", models.BigIntegerField()),
                ("detaljer", models.JSONField(default=dict)),
                ("lukket_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "hendelsesavvik",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lukket_at", None)), fields=("slag",), name="hendelsesavvik_ett_aapent"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hendelseshull",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fra", models.BigIntegerField()),
                ("til", models.BigIntegerField()),
                ("oppdaget_at", models.DateTimeField()),
                ("forsoek", models.SmallIntegerField(default=0)),
                ("neste_at", models.DateTimeField()),
            ],
            options={
                "db_table": "hendelseshull",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("fra__lte", models.F("til"))), name="hendelseshull_fra_til"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hendelsesleser",
            fields=[
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("pakke", models.TextField()),
                ("status", models.TextField(choices=[("FOLGER", "Følger"), ("STOPPET", "Stoppet")], default="FOLGER")),
                ("neste_sekvensnummer", models.BigIntegerField()),
                ("etag", models.TextField(blank=True)),
                ("startet_at", models.DateTimeField()),
                ("siste_i_kilden", models.BigIntegerField(null=True)),
                ("lest_at", models.DateTimeField(null=True)),
                ("til_slutt_at", models.DateTimeField(null=True)),
                ("hendelse_at", models.DateTimeField(null=True)),
                ("behandlet_at", models.DateTimeField(null=True)),
                ("neste_forsoek_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "hendelsesleser",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="hendelsesleser_en")],
            },
        ),
        migrations.CreateModel(
            name="Uttrekksjobb",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kommunenummer", models.TextField(blank=True)),
                ("jobb", models.TextField(blank=True)),
                ("neste_bolk", models.IntegerField(default=0)),
                ("ferdig_at", models.DateTimeField(null=True)),
                (
                    "grunnlast",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="folkeregister.grunnlast"),
                ),
            ],
            options={
                "db_table": "uttrekksjobb",
                "constraints": [
                    models.UniqueConstraint(fields=("grunnlast", "kommunenummer"), name="uttrekksjobb_kommune")
                ],
            },
        ),
        *(policies.register(table) for table in TABLES),
    ]
