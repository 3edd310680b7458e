import uuid

import django.db.models.deletion
from django.db import migrations, models

from fiks.felles.kontekst import policies


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("virksomhet", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Melding",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("tittel", models.TextField()),
                ("tekst", models.TextField(blank=True)),
                ("lenke", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "epost_status",
                    models.TextField(
                        choices=[
                            ("INGEN", "Ingen"),
                            ("VENTER", "Venter"),
                            ("SENDES", "Sendes"),
                            ("SENDT", "Sendt"),
                            ("MISLYKTES", "Mislyktes"),
                        ],
                        default="INGEN",
                    ),
                ),
                ("epost_at", models.DateTimeField(null=True)),
                ("epost_forsoek", models.SmallIntegerField(default=0)),
                ("epost_feil", models.TextField(blank=True)),
                ("bruker", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.bruker")),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "melding",
                "indexes": [
                    models.Index(fields=["bruker", "-at", "-id"], name="melding_nyeste"),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)), fields=["bruker"], name="melding_ulest"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("lenke__regex", r"^(/([^/\\].*)?)?$")), name="melding_lenke"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("epost_status", "MISLYKTES"), ("epost_feil", ""), _connector="OR"),
                        name="melding_epost_feil",
                    ),
                ],
            },
        ),
        policies.owned("melding"),
        migrations.RunSQL(
            "ALTER TABLE melding ADD CONSTRAINT melding_samme_virksomhet "
            "FOREIGN KEY (bruker_id, virksomhet_id) REFERENCES bruker (id, virksomhet_id)",
            migrations.RunSQL.noop,
        ),
    ]
