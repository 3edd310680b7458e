import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from fiks.felles.kontekst import policies

_STATUSES = [
    ("LASTET_OPP", "Ikke bestilt"),
    ("BESTILT", "Bestilt"),
    ("I_ARBEID", "Vaskes"),
    ("FERDIG", "Klar"),
    ("FEILET", "Feilet"),
    ("AVBRUTT", "Avbrutt"),
    ("SLETTET", "Slettet"),
]
_FORMATS = [("xlsx", "Excel (xlsx)"), ("ods", "OpenDocument (ods)"), ("csv", "Tekst (csv)")]
# A row can never hang on another organisation's role or wash.
SAME_VIRKSOMHET = [
    "ALTER TABLE vask ADD CONSTRAINT vask_id_virksomhet UNIQUE (id, virksomhet_id)",
    "ALTER TABLE vask ADD CONSTRAINT vask_samme_virksomhet FOREIGN KEY (rolle_id, virksomhet_id)"
    " REFERENCES registerrolle (id, virksomhet_id)",
    "ALTER TABLE vaskenedlasting ADD CONSTRAINT vaskenedlasting_samme_virksomhet FOREIGN KEY (vask_id, virksomhet_id)"
    " REFERENCES vask (id, virksomhet_id)",
]
# How common a name is, is read from the planner's statistics (vask/frekvens.py): some thousand names, not some hundred.
STATISTICS = "ALTER TABLE person ALTER COLUMN navnetokener SET STATISTICS 400"
NO_STATISTICS = "ALTER TABLE person ALTER COLUMN navnetokener SET STATISTICS -1"


class Migration(migrations.Migration):
    dependencies = [
        ("folkeregister", "0009_ventende_indekser"),
        ("lager", "0001_initial"),
        ("virksomhet", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Vask",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("status", models.TextField(choices=_STATUSES, default="LASTET_OPP")),
                ("inndeling", models.JSONField(default=dict)),
                ("filformat", models.TextField(choices=_FORMATS, default="xlsx")),
                ("aarsak", models.TextField(blank=True)),
                ("formaal", models.TextField()),
                ("sak", models.TextField(blank=True)),
                ("bestilt_av", models.TextField()),
                ("bestilt_av_navn", models.TextField()),
                ("bestilt_at", models.DateTimeField()),
                ("kanal", models.TextField()),
                ("acr", models.TextField(blank=True)),
                ("os_bruker", models.TextField(blank=True)),
                ("request_id", models.TextField(blank=True)),
                ("forsoek", models.SmallIntegerField(default=0)),
                ("startet_at", models.DateTimeField(null=True)),
                ("ferdig_at", models.DateTimeField(null=True)),
                ("antall_rader", models.IntegerField(default=0)),
                ("antall_vasket", models.IntegerField(default=0)),
                ("antall", models.IntegerField(null=True)),
                ("utfall", models.JSONField(default=dict)),
                ("filnavn", models.TextField(blank=True)),
                ("slettes_at", models.DateTimeField(null=True)),
                ("slettet_at", models.DateTimeField(null=True)),
                ("feil", models.TextField(blank=True)),
                ("revisjon_id", models.UUIDField(null=True)),
                ("revisjon_at", models.DateTimeField(null=True)),
                (
                    "dokument",
                    models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, to="lager.dokument"),
                ),
                (
                    "opplastet",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vask_av",
                        to="lager.dokument",
                    ),
                ),
                (
                    "rolle",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="folkeregister.registerrolle"),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "vask",
                "indexes": [
                    models.Index(fields=["rolle", "-bestilt_at", "-id"], name="vask_rolle"),
                    models.Index(condition=Q(("status", "FERDIG")), fields=["slettes_at"], name="vask_slettes"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(("filnavn", ""), _negated=True),
                        fields=("virksomhet", "filnavn"),
                        name="vask_filnavn",
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            Q(
                                ("antall__isnull", False),
                                ("revisjon_id__isnull", False),
                                ("status__in", ["FERDIG", "SLETTET"]),
                            ),
                            Q(("status__in", ["FERDIG", "SLETTET"]), _negated=True),
                            _connector="OR",
                        ),
                        name="vask_vasket",
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            ("opplastet", None),
                            ("status__in", ["LASTET_OPP", "BESTILT", "I_ARBEID"]),
                            _connector="OR",
                        ),
                        name="vask_opplastet_slettes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vaskenedlasting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("bruker", models.TextField()),
                ("bruker_navn", models.TextField()),
                ("vask", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="folkeregister.vask")),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "vaskenedlasting",
                "indexes": [models.Index(fields=["vask", "-at", "-id"], name="vaskenedlasting_vask")],
            },
        ),
        policies.owned("vask", app=policies.KEEP),
        policies.owned("vaskenedlasting", app=policies.APPEND),
        migrations.RunSQL(SAME_VIRKSOMHET, migrations.RunSQL.noop),
        migrations.RunSQL(STATISTICS, NO_STATISTICS),
    ]
