import uuid

import django.db.models.deletion
from django.db import migrations, models

from fiks.felles.kontekst import policies

SAME_VIRKSOMHET = (
    "ALTER TABLE erklaeringsversjon ADD CONSTRAINT erklaeringsversjon_samme_virksomhet"
    " FOREIGN KEY (behandling_id, virksomhet_id) REFERENCES behandling (id, virksomhet_id)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("digiorden", "0006_applikasjonsbehandling"),
        ("virksomhet", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Erklaeringsversjon",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("nummer", models.IntegerField()),
                ("nr", models.IntegerField()),
                ("utgave", models.IntegerField()),
                ("innhold", models.JSONField()),
                ("gjelder_fra_date", models.DateField()),
                ("publisert_at", models.DateTimeField()),
                ("trukket_at", models.DateTimeField(null=True)),
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
                "db_table": "erklaeringsversjon",
                "constraints": [
                    models.UniqueConstraint(fields=("virksomhet", "nummer", "nr"), name="erklaeringsversjon_nr"),
                    models.CheckConstraint(condition=models.Q(("nr__gte", 1)), name="erklaeringsversjon_fra_en"),
                ],
            },
        ),
        policies.published(
            "erklaeringsversjon",
            public="trukket_at IS NULL AND gjelder_fra_date <= (now() AT TIME ZONE 'Europe/Oslo')::date",
            may_change=("trukket_at",),
        ),
        migrations.RunSQL(SAME_VIRKSOMHET, migrations.RunSQL.noop),
    ]
