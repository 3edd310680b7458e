import uuid

import django.db.models.deletion
from django.db import migrations, models

from fiks.felles.kontekst import policies

# An assignment can never point from one organisation into another.
SAME_VIRKSOMHET = [
    "ALTER TABLE ressurs ADD CONSTRAINT ressurs_i_virksomhet UNIQUE (id, virksomhet_id)",
    "ALTER TABLE tildeling ADD CONSTRAINT tildeling_samme_virksomhet_bruker "
    "FOREIGN KEY (bruker_id, virksomhet_id) REFERENCES bruker (id, virksomhet_id)",
    "ALTER TABLE tildeling ADD CONSTRAINT tildeling_samme_virksomhet_ressurs "
    "FOREIGN KEY (ressurs_id, virksomhet_id) REFERENCES ressurs (id, virksomhet_id)",
]


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("virksomhet", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tjeneste",
            fields=[
                ("kode", models.TextField(primary_key=True, serialize=False)),
                ("navn", models.TextField()),
                ("beskrivelse", models.TextField()),
            ],
            options={
                "db_table": "tjeneste",
            },
        ),
        migrations.CreateModel(
            name="Ressurs",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "type",
                    models.TextField(
                        choices=[
                            ("VIRKSOMHET", "Virksomhet"),
                            ("REGISTERROLLE", "Registerrolle"),
                            ("OMRAADE", "Tjenesteområde"),
                        ]
                    ),
                ),
                ("navn", models.TextField()),
                ("kode", models.TextField(blank=True)),
                ("aktiv", models.BooleanField(default=True)),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "ressurs",
            },
        ),
        migrations.CreateModel(
            name="Tildeling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("privilegium", models.TextField()),
                ("valid_from", models.DateTimeField()),
                ("valid_until", models.DateTimeField(null=True)),
                ("begrunnelse", models.TextField()),
                ("given_by", models.TextField()),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.TextField(blank=True)),
                ("withdrawn_reason", models.TextField(blank=True)),
                (
                    "bruker",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.bruker"),
                ),
                (
                    "ressurs",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="tilgang.ressurs"),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "tildeling",
            },
        ),
        migrations.CreateModel(
            name="TjenesteTilgang",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("open_from", models.DateTimeField()),
                ("open_until", models.DateTimeField(null=True)),
                ("broken_link", models.TextField(blank=True)),
                ("who_mends", models.TextField(blank=True)),
                (
                    "tjeneste",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="tilgang.tjeneste"),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "tjeneste_tilgang",
            },
        ),
        migrations.AddConstraint(
            model_name="ressurs",
            constraint=models.UniqueConstraint(
                condition=models.Q(("type", "REGISTERROLLE"), _negated=True),
                fields=("virksomhet", "type", "kode"),
                name="ressurs_en_av_slaget",
            ),
        ),
        migrations.AddConstraint(
            model_name="tildeling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("bruker", "ressurs", "privilegium"),
                name="tildeling_en_gjeldende",
            ),
        ),
        migrations.AddConstraint(
            model_name="tildeling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_by", ""), _negated=True)),
                    _connector="OR",
                ),
                name="tildeling_tatt_tilbake",
            ),
        ),
        migrations.AddConstraint(
            model_name="tildeling",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_until__isnull", True),
                    ("valid_until__gt", models.F("valid_from")),
                    _connector="OR",
                ),
                name="tildeling_tid",
            ),
        ),
        migrations.AddConstraint(
            model_name="tjenestetilgang",
            constraint=models.UniqueConstraint(fields=("virksomhet", "tjeneste"), name="tjeneste_tilgang_en"),
        ),
        migrations.AddConstraint(
            model_name="tjenestetilgang",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("open_until__isnull", True), ("open_until__gte", models.F("open_from")), _connector="OR"
                ),
                name="tjeneste_tilgang_tid",
            ),
        ),
        policies.shared_reference("tjeneste"),
        policies.owned("tjeneste_tilgang", app=policies.READ),
        policies.owned("ressurs", app=policies.KEEP),
        policies.owned("tildeling", app=policies.KEEP),
        migrations.RunSQL(SAME_VIRKSOMHET, migrations.RunSQL.noop),
    ]
