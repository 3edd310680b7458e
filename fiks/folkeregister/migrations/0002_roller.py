import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from fiks.felles.kontekst import policies

SERVICE = (
    "INSERT INTO tjeneste (kode, navn, beskrivelse) VALUES ('FOLKEREGISTER', 'Fiks folkeregister', "
    "'Oppslag og innbyggerlister fra folkeregisteret.')"
)
# A role can never hang on another organisation's resource.
SAME_VIRKSOMHET = (
    "ALTER TABLE registerrolle ADD CONSTRAINT registerrolle_samme_virksomhet "
    "FOREIGN KEY (ressurs_id, virksomhet_id) REFERENCES ressurs (id, virksomhet_id)"
)


class Migration(migrations.Migration):
    dependencies = [
        ("folkeregister", "0001_register"),
        ("tilgang", "0001_initial"),
        ("virksomhet", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Registerrolle",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "slag",
                    models.TextField(choices=[("PERSON", "Personer"), ("MASKIN", "Fagsystemer")], default="PERSON"),
                ),
                ("navn", models.TextField()),
                ("beskrivelse", models.TextField(blank=True)),
                ("tjenesteomraade", models.TextField()),
                ("med_hjemmel", models.BooleanField()),
                ("hjemmel", models.TextField()),
                ("formaal", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("opplysninger", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                (
                    "bruksomraader",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(
                            choices=[
                                ("OPPSLAG", "Oppslag"),
                                ("SOEK", "Søk"),
                                ("INNBYGGERLISTE", "Innbyggerlister"),
                                ("HENDELSER", "Hendelser"),
                            ]
                        ),
                        size=None,
                    ),
                ),
                (
                    "kommuner",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=4), size=None),
                ),
                ("landsdekkende", models.BooleanField(default=False)),
                ("aktiv", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
                ("ressurs", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="tilgang.ressurs")),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "registerrolle",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("landsdekkende", True), ("kommuner__len__gt", 0), _connector="OR"),
                        name="registerrolle_geografi",
                    ),
                    models.CheckConstraint(condition=models.Q(("formaal__len__gt", 0)), name="registerrolle_formaal"),
                    models.CheckConstraint(
                        condition=models.Q(("bruksomraader__len__gt", 0)), name="registerrolle_bruksomraader"
                    ),
                ],
            },
        ),
        policies.owned("registerrolle", app=policies.KEEP),
        migrations.RunSQL(SAME_VIRKSOMHET, migrations.RunSQL.noop),
        migrations.RunSQL(SERVICE, migrations.RunSQL.noop),
    ]
