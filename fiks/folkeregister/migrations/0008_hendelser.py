from datetime import date

from django.db import migrations, models

import fiks.folkeregister.models.register
from fiks.felles.kontekst.policies import register

EVENTS_FROM = date(2023, 1, 1)


class Migration(migrations.Migration):
    dependencies = [("folkeregister", "0007_hendelsesliste")]

    operations = [
        migrations.AddField("adresse", "avgang", models.TextField(null=True)),
        migrations.AddField("adresse", "avgang_date", models.DateField(null=True)),
        migrations.AddField("adresse", "avgang_registrert_at", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "adresse",
            models.Index(
                fields=["kommunenummer", "avgang", "avgang_date"],
                condition=models.Q(avgang_date__gte=EVENTS_FROM),
                name="adresse_avgang",
            ),
        ),
        migrations.AddIndex(
            "person",
            models.Index(
                fields=["kommunenummer", "innflyttet_kommune_date"],
                condition=models.Q(innflyttet_kommune_date__gte=EVENTS_FROM),
                name="person_innflyttet",
            ),
        ),
        migrations.CreateModel(
            "Verge",
            [
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person", "verge", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person", fiks.folkeregister.models.register.Nummer(db_collation="C", max_length=11)),
                ("verge", fiks.folkeregister.models.register.Nummer(db_collation="C", max_length=11)),
                ("slag", models.TextField(null=True)),
            ],
            options={"db_table": "verge", "indexes": [models.Index(fields=["verge"], name="verge_verge")]},
        ),
        register("verge"),
        # What is loaded already lacks the new columns: the next load reads every document again, as if it had changed.
        migrations.RunSQL("UPDATE persondokument SET hash = ''", migrations.RunSQL.noop),
    ]
