import uuid

import django.db.models.deletion
from django.db import migrations, models

from fiks.felles.kontekst import policies


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Virksomhet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("orgnr", models.CharField(max_length=9, unique=True)),
                ("navn", models.TextField()),
                (
                    "type",
                    models.TextField(
                        choices=[
                            ("KOMMUNE", "Kommune"),
                            ("FYLKESKOMMUNE", "Fylkeskommune"),
                            ("KOMMUNAL_VIRKSOMHET", "Kommunal virksomhet"),
                            ("STATLIG_VIRKSOMHET", "Statlig virksomhet"),
                            ("LEVERANDOR", "Leverandør"),
                        ]
                    ),
                ),
                ("kommunenummer", models.CharField(blank=True, max_length=4)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "db_table": "virksomhet",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("orgnr__regex", "^[0-9]{9}$")), name="virksomhet_orgnr"),
                    models.CheckConstraint(
                        condition=models.Q(("kommunenummer__regex", "^([0-9]{4})?$")),
                        name="virksomhet_kommunenummer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bruker",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("foedselsnummer", models.CharField(max_length=11)),
                ("navn", models.TextField()),
                ("epost", models.EmailField(blank=True, max_length=254)),
                ("stilling", models.TextField(blank=True)),
                ("aktiv", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "bruker",
                "constraints": [
                    models.UniqueConstraint(fields=("virksomhet", "foedselsnummer"), name="bruker_en_per_virksomhet"),
                    models.CheckConstraint(
                        condition=models.Q(("foedselsnummer__regex", "^[0-9]{11}$")),
                        name="bruker_foedselsnummer",
                    ),
                ],
            },
        ),
        policies.shared_reference("virksomhet"),
        policies.owned("bruker", app=policies.KEEP, pid="foedselsnummer"),
        # Rows that name a user also name his organisation, and the two must agree.
        migrations.RunSQL(
            "ALTER TABLE bruker ADD CONSTRAINT bruker_i_virksomhet UNIQUE (id, virksomhet_id)",
            migrations.RunSQL.noop,
        ),
    ]
