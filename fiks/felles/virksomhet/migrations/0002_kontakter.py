import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from fiks.felles.kontekst import policies

_SLAG = [
    ("BEHANDLINGSANSVARLIG", "Kontakt hos behandlingsansvarlig"),
    ("PERSONVERNOMBUD", "Personvernombud"),
    ("REPRESENTANT", "Representant"),
    ("FELLES_BEHANDLINGSANSVARLIG", "Felles behandlingsansvarlig"),
    ("SIKKERHETSKONTAKT", "Sikkerhetskontakt"),
    ("OPPDRAGSGIVER", "Behandlingsansvarlig dere behandler for"),
]


class Migration(migrations.Migration):
    dependencies = [("virksomhet", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Virksomhetsopplysninger",
            fields=[
                (
                    "virksomhet",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="virksomhet.virksomhet",
                    ),
                ),
                ("postadresse", models.TextField(blank=True)),
                ("besoeksadresse", models.TextField(blank=True)),
                ("epost", models.EmailField(blank=True, max_length=254)),
                ("telefon", models.TextField(blank=True)),
                ("nettsted", models.URLField(blank=True)),
                ("versjon", models.IntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
            ],
            options={"db_table": "virksomhetsopplysninger"},
        ),
        migrations.CreateModel(
            name="Kontakt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("slag", models.TextField(choices=_SLAG)),
                ("navn", models.TextField()),
                ("organisasjon", models.TextField(blank=True)),
                ("orgnr", models.CharField(blank=True, max_length=9)),
                ("adresse", models.TextField(blank=True)),
                ("epost", models.EmailField(blank=True, max_length=254)),
                ("telefon", models.TextField(blank=True)),
                (
                    "felles_med",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("from_date", models.DateField()),
                ("until_date", models.DateField(null=True)),
                ("versjon", models.IntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "kontakt",
                "indexes": [models.Index(fields=["virksomhet", "slag", "from_date"], name="kontakt_slag")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(("until_date__isnull", True), ("until_date__gte", F("from_date")), _connector="OR"),
                        name="kontakt_tid",
                    ),
                    models.CheckConstraint(condition=Q(("orgnr__regex", "^([0-9]{9})?$")), name="kontakt_orgnr"),
                    models.CheckConstraint(condition=Q(("navn", ""), _negated=True), name="kontakt_navn"),
                ],
            },
        ),
        policies.owned("virksomhetsopplysninger", app=policies.KEEP),
        policies.owned("kontakt", app=policies.KEEP),
    ]
