import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models

from fiks.felles.kontekst import policies

# A row never hangs on another organisation's, and what is in force is a version of the same record.
SAME_VIRKSOMHET = [
    "ALTER TABLE behandling ADD CONSTRAINT behandling_id_virksomhet UNIQUE (id, virksomhet_id)",
    "ALTER TABLE behandling ADD CONSTRAINT behandling_ansvarlig_samme_virksomhet FOREIGN KEY (ansvarlig_id, virksomhet_id)"
    " REFERENCES bruker (id, virksomhet_id)",
    "ALTER TABLE behandlingsversjon ADD CONSTRAINT behandlingsversjon_samme_virksomhet"
    " FOREIGN KEY (behandling_id, virksomhet_id) REFERENCES behandling (id, virksomhet_id)",
    "ALTER TABLE behandling ADD CONSTRAINT behandling_gjeldende FOREIGN KEY (id, gjeldende_nr)"
    " REFERENCES behandlingsversjon (behandling_id, nr)",
]


class Migration(migrations.Migration):
    dependencies = [
        ("digiorden", "0001_tjeneste"),
        ("virksomhet", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Behandling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("nummer", models.IntegerField()),
                (
                    "slag",
                    models.TextField(
                        choices=[("ANSVARLIG", "Som behandlingsansvarlig"), ("DATABEHANDLER", "Som databehandler")]
                    ),
                ),
                ("tittel", models.CharField(max_length=200)),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("UTKAST", "Utkast"),
                            ("SENDT", "Til godkjenning"),
                            ("GODKJENT", "Godkjent"),
                            ("TRUKKET", "Trukket tilbake"),
                        ],
                        default="UTKAST",
                    ),
                ),
                ("innhold", models.JSONField()),
                ("versjon", models.IntegerField(default=1)),
                ("utgave", models.IntegerField(default=1)),
                ("siste_nr", models.IntegerField(default=0)),
                ("gjeldende_nr", models.IntegerField(null=True)),
                ("enhet", models.TextField(blank=True)),
                (
                    "mangler",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("hoey_risiko", models.BooleanField(null=True)),
                ("neste_revisjon_date", models.DateField(null=True)),
                ("paaminnet_date", models.DateField(null=True)),
                ("opprettet_at", models.DateTimeField()),
                ("opprettet_av", models.TextField()),
                ("endret_at", models.DateTimeField()),
                ("endret_av", models.TextField()),
                ("sendt_at", models.DateTimeField(null=True)),
                ("sendt_av", models.TextField(blank=True)),
                ("sendt_av_navn", models.TextField(blank=True)),
                ("godkjent_at", models.DateTimeField(null=True)),
                ("godkjent_av", models.TextField(blank=True)),
                ("trukket_at", models.DateTimeField(null=True)),
                ("kommentar", models.TextField(blank=True)),
                (
                    "ansvarlig",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="virksomhet.bruker"),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "behandling",
            },
        ),
        migrations.CreateModel(
            name="Behandlingsversjon",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("nr", models.IntegerField()),
                ("utgave", models.IntegerField()),
                (
                    "handling",
                    models.TextField(
                        choices=[
                            ("OPPRETTET", "Opprettet"),
                            ("LAGRET", "Lagret utkast"),
                            ("SENDT", "Sendt til godkjenning"),
                            ("RETURNERT", "Sendt tilbake"),
                            ("GODKJENT", "Godkjent"),
                            ("REVISJON", "Begynte en ny versjon"),
                            ("FORKASTET", "Forkastet den nye versjonen"),
                            ("TRUKKET", "Trukket tilbake"),
                            ("BEGREP", "Slo sammen begreper"),
                            ("IMPORT", "Lest inn fra fil"),
                        ]
                    ),
                ),
                ("innhold", models.JSONField()),
                ("at", models.DateTimeField()),
                ("av", models.TextField()),
                ("av_navn", models.TextField()),
                ("kommentar", models.TextField(blank=True)),
                (
                    "behandling",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="digiorden.behandling"),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "behandlingsversjon",
            },
        ),
        migrations.CreateModel(
            name="Felthjelp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("felt", models.TextField()),
                ("spraak", models.CharField(max_length=2)),
                ("tekst", models.TextField()),
                ("endret_at", models.DateTimeField()),
                ("endret_av", models.TextField()),
            ],
            options={
                "db_table": "felthjelp",
                "constraints": [models.UniqueConstraint(fields=("felt", "spraak"), name="felthjelp_felt")],
            },
        ),
        migrations.CreateModel(
            name="Begrep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "slag",
                    models.TextField(
                        choices=[
                            ("REGISTRERT", "Kategorier av registrerte"),
                            ("OPPLYSNING", "Kategorier av personopplysninger"),
                            ("MOTTAKER", "Mottakere"),
                            ("KILDE", "Kilder"),
                            ("TILTAK", "Sikkerhetstiltak"),
                            ("DATABEHANDLER", "Databehandlere"),
                        ]
                    ),
                ),
                ("navn", models.CharField(max_length=200)),
                (
                    "art",
                    models.TextField(
                        choices=[
                            ("VANLIG", "Vanlig"),
                            ("SAERLIG", "Særlig kategori"),
                            ("STRAFF", "Straffedommer og lovovertredelser"),
                        ],
                        default="VANLIG",
                    ),
                ),
                ("orgnr", models.CharField(blank=True, max_length=9)),
                ("slaatt_sammen_med", models.CharField(blank=True, max_length=200)),
                ("slaatt_sammen_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("created_by", models.TextField()),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "begrep",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("virksomhet"),
                        models.F("slag"),
                        django.db.models.functions.text.Lower("navn"),
                        name="begrep_navn",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("orgnr", ""), _negated=True),
                            ("slaatt_sammen_at__isnull", True),
                            ("slag", "DATABEHANDLER"),
                        ),
                        fields=("virksomhet", "orgnr"),
                        name="begrep_orgnr",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("orgnr__regex", "^([0-9]{9})?$")), name="begrep_orgnr_siffer"
                    ),
                    models.CheckConstraint(condition=models.Q(("navn", ""), _negated=True), name="begrep_med_navn"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="behandling",
            index=models.Index(fields=["virksomhet", "tittel", "id"], name="behandling_liste"),
        ),
        migrations.AddIndex(
            model_name="behandling",
            index=models.Index(
                condition=models.Q(("gjeldende_nr__isnull", False)),
                fields=["neste_revisjon_date"],
                name="behandling_revisjon",
            ),
        ),
        migrations.AddConstraint(
            model_name="behandling",
            constraint=models.UniqueConstraint(fields=("virksomhet", "nummer"), name="behandling_nummer"),
        ),
        migrations.AddConstraint(
            model_name="behandling",
            constraint=models.CheckConstraint(
                condition=models.Q(("tittel", ""), _negated=True), name="behandling_tittel"
            ),
        ),
        migrations.AddConstraint(
            model_name="behandling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "GODKJENT"), _negated=True),
                    models.Q(("gjeldende_nr__isnull", False), ("godkjent_at__isnull", False)),
                    _connector="OR",
                ),
                name="behandling_godkjent",
            ),
        ),
        migrations.AddConstraint(
            model_name="behandling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "TRUKKET"), _negated=True),
                    models.Q(("gjeldende_nr__isnull", True), ("trukket_at__isnull", False)),
                    _connector="OR",
                ),
                name="behandling_trukket",
            ),
        ),
        migrations.AddConstraint(
            model_name="behandling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "SENDT"), _negated=True),
                    models.Q(("sendt_at__isnull", False), models.Q(("sendt_av", ""), _negated=True)),
                    _connector="OR",
                ),
                name="behandling_sendt",
            ),
        ),
        migrations.AddIndex(
            model_name="behandlingsversjon",
            index=models.Index(
                condition=models.Q(("handling__in", ["GODKJENT", "TRUKKET"])),
                fields=["behandling", "-at", "-nr"],
                name="behandlingsversjon_liv",
            ),
        ),
        migrations.AddConstraint(
            model_name="behandlingsversjon",
            constraint=models.UniqueConstraint(fields=("behandling", "nr"), name="behandlingsversjon_nr"),
        ),
        policies.owned("behandling", app=policies.KEEP),
        policies.owned("behandlingsversjon", app=policies.APPEND),
        policies.owned("begrep", app=policies.KEEP),
        policies.shared_reference("felthjelp"),
        migrations.RunSQL(SAME_VIRKSOMHET, migrations.RunSQL.noop),
    ]
