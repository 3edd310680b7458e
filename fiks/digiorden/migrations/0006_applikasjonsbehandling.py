import uuid

import django.db.models.deletion
from django.db import migrations, models

from fiks.felles.kontekst import policies

# A row can never tie one organisation's application to another's record.
SAME_VIRKSOMHET = [
    f"ALTER TABLE applikasjonsbehandling ADD CONSTRAINT applikasjonsbehandling_{table}_samme_virksomhet"
    f" FOREIGN KEY ({table}_id, virksomhet_id) REFERENCES {table} (id, virksomhet_id)"
    for table in ("applikasjon", "behandling")
]


class Migration(migrations.Migration):
    dependencies = [
        ("digiorden", "0005_personvern"),
        ("virksomhet", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Applikasjonsbehandling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "applikasjon",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="for_behandlinger",
                        to="digiorden.applikasjon",
                    ),
                ),
                (
                    "behandling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="i_applikasjoner",
                        to="digiorden.behandling",
                    ),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "applikasjonsbehandling",
                "indexes": [models.Index(fields=["virksomhet", "behandling"], name="applikasjonsbehandling_behandl")],
                "constraints": [
                    models.UniqueConstraint(fields=("applikasjon", "behandling"), name="applikasjonsbehandling_en")
                ],
            },
        ),
        policies.owned("applikasjonsbehandling"),
        migrations.RunSQL(SAME_VIRKSOMHET, migrations.RunSQL.noop),
    ]
