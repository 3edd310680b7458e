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
            name="Dokument",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("filnavn", models.TextField()),
                ("medietype", models.TextField()),
                ("size", models.BigIntegerField()),
                ("noekkel", models.BinaryField(null=True)),
                ("hovednoekkel", models.TextField()),
                ("created_at", models.DateTimeField()),
                ("delete_at", models.DateTimeField(null=True)),
                ("deleted_at", models.DateTimeField(null=True)),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "dokument",
                "indexes": [
                    models.Index(
                        condition=models.Q(("deleted_at__isnull", True)), fields=["delete_at"], name="dokument_slettes"
                    ),
                    models.Index(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=["hovednoekkel"],
                        name="dokument_hovednoekkel",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deleted_at__isnull", True), ("noekkel__isnull", False)),
                            models.Q(("deleted_at__isnull", False), ("noekkel__isnull", True)),
                            _connector="OR",
                        ),
                        name="dokument_slettet_uten_noekkel",
                    )
                ],
            },
        ),
        policies.owned("dokument", app=policies.KEEP),
    ]
