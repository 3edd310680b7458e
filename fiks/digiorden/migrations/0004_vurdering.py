import uuid

import django.db.models.deletion
from django.db import migrations, models

from fiks.felles.kontekst import policies

# A row can never hang on another organisation's assessment or person.
SAME_VIRKSOMHET = [
    "ALTER TABLE vurdering ADD CONSTRAINT vurdering_id_virksomhet UNIQUE (id, virksomhet_id)",
    *(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_samme_virksomhet FOREIGN KEY (vurdering_id, virksomhet_id)"
        " REFERENCES vurdering (id, virksomhet_id)"
        for table in ("vurderingsversjon", "vurderingsomfang", "vurderingstiltak")
    ),
    *(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{about}_i_virksomhet FOREIGN KEY ({about}_id, virksomhet_id)"
        f" REFERENCES {about} (id, virksomhet_id)"
        for table in ("vurderingsomfang", "screening")
        for about in ("behandling", "applikasjon")
    ),
    "ALTER TABLE vurdering ADD CONSTRAINT vurdering_erstattet_i_virksomhet"
    " FOREIGN KEY (erstattet_av_id, virksomhet_id) REFERENCES vurdering (id, virksomhet_id)",
    "ALTER TABLE vurdering ADD CONSTRAINT vurdering_risikoeier_i_virksomhet"
    " FOREIGN KEY (risikoeier_id, virksomhet_id) REFERENCES bruker (id, virksomhet_id)",
    "ALTER TABLE vurderingstiltak ADD CONSTRAINT vurderingstiltak_ansvarlig_i_virksomhet"
    " FOREIGN KEY (ansvarlig_id, virksomhet_id) REFERENCES bruker (id, virksomhet_id)",
]
# What was decided stays as it was, whoever asks: the owner of the tables too.
LOCKED = [
    """CREATE FUNCTION vurdering_laast() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    BEGIN RAISE EXCEPTION 'what was decided on is never changed (%)', TG_TABLE_NAME USING ERRCODE = '42501'; END $$""",
    """CREATE TRIGGER vurderingsversjon_laast BEFORE UPDATE OR DELETE ON vurderingsversjon
    FOR EACH ROW EXECUTE FUNCTION vurdering_laast()""",
    """CREATE TRIGGER screening_laast BEFORE UPDATE OR DELETE ON screening
    FOR EACH ROW EXECUTE FUNCTION vurdering_laast()""",
    # A decided content moves only when the assessment is opened again, and then in the next version.
    """CREATE TRIGGER vurdering_innhold_laast BEFORE UPDATE ON vurdering FOR EACH ROW
    WHEN (OLD.status IN ('AKSEPTERT', 'IKKE_AKSEPTERT', 'ERSTATTET') AND OLD.nummer = NEW.nummer
          AND (OLD.innhold IS DISTINCT FROM NEW.innhold OR OLD.tittel IS DISTINCT FROM NEW.tittel))
    EXECUTE FUNCTION vurdering_laast()""",
    """CREATE FUNCTION vurderingsomfang_laast() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
    DECLARE found record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    BEGIN
        IF EXISTS (SELECT FROM public.vurderingsversjon v WHERE v.vurdering_id = found.vurdering_id
                   AND v.nummer IN (found.nummer, CASE TG_OP WHEN 'INSERT' THEN found.nummer ELSE OLD.nummer END)) THEN
            RAISE EXCEPTION 'the scope of a decided version is never changed' USING ERRCODE = '42501';
        END IF;
        RETURN found;
    END $$""",
    """CREATE TRIGGER vurderingsomfang_laast BEFORE INSERT OR UPDATE OR DELETE ON vurderingsomfang
    FOR EACH ROW EXECUTE FUNCTION vurderingsomfang_laast()""",
]


class Migration(migrations.Migration):
    dependencies = [
        ("digiorden", "0003_katalog"),
        ("tilgang", "0001_initial"),
        ("virksomhet", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Akseptgrense",
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
                ("grenser", models.JSONField()),
                ("versjon", models.IntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
            ],
            options={
                "db_table": "akseptgrense",
            },
        ),
        migrations.CreateModel(
            name="Malbank",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kode", models.TextField()),
                ("mal_versjon", models.IntegerField()),
                (
                    "slag",
                    models.TextField(
                        choices=[
                            ("ROS", "Mal for ROS"),
                            ("DPIA", "Mal for DPIA"),
                            ("SCENARIOER", "Scenariobank"),
                            ("SCREENING", "Kriterier for DPIA"),
                        ]
                    ),
                ),
                ("tittel", models.TextField()),
                ("innhold", models.JSONField()),
                ("published_at", models.DateTimeField()),
            ],
            options={
                "db_table": "malbank",
                "constraints": [models.UniqueConstraint(fields=("kode", "mal_versjon"), name="malbank_en_versjon")],
            },
        ),
        migrations.CreateModel(
            name="Vurdering",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("slag", models.TextField(choices=[("ROS", "ROS"), ("DPIA", "DPIA")])),
                ("tittel", models.TextField()),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("UTKAST", "Utkast"),
                            ("TIL_RAAD", "Hos personvernombudet"),
                            ("TIL_GODKJENNING", "Hos risikoeieren"),
                            ("AKSEPTERT", "Akseptert"),
                            ("IKKE_AKSEPTERT", "Ikke akseptert"),
                            ("ERSTATTET", "Erstattet"),
                        ],
                        default="UTKAST",
                    ),
                ),
                ("innhold", models.JSONField()),
                ("nummer", models.IntegerField(default=1)),
                ("versjon", models.IntegerField(default=1)),
                ("review_date", models.DateField(null=True)),
                ("mal", models.TextField(blank=True)),
                ("sent_by_id", models.TextField(blank=True)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("accepted_by", models.TextField(blank=True)),
                ("erstattet_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
                (
                    "erstattet_av",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="digiorden.vurdering",
                    ),
                ),
                (
                    "risikoeier",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="virksomhet.bruker"
                    ),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "vurdering",
            },
        ),
        migrations.CreateModel(
            name="Vurderingsomfang",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("nummer", models.IntegerField()),
                (
                    "applikasjon",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="digiorden.applikasjon"
                    ),
                ),
                (
                    "behandling",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="digiorden.behandling"
                    ),
                ),
                (
                    "tjeneste",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="tilgang.tjeneste"),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
                ("vurdering", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="digiorden.vurdering")),
            ],
            options={
                "db_table": "vurderingsomfang",
            },
        ),
        migrations.CreateModel(
            name="Vurderingstiltak",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("tiltak_id", models.TextField()),
                ("rekkefoelge", models.IntegerField()),
                ("tittel", models.TextField()),
                ("ansvarlig_rolle", models.TextField(blank=True)),
                ("frist", models.DateField(null=True)),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("PLANLAGT", "Planlagt"),
                            ("I_ARBEID", "I arbeid"),
                            ("GJENNOMFOERT", "Gjennomført"),
                            ("FORKASTET", "Forkastet"),
                        ],
                        default="PLANLAGT",
                    ),
                ),
                ("done_date", models.DateField(null=True)),
                ("merknad", models.TextField(blank=True)),
                ("versjon", models.IntegerField(default=1)),
                (
                    "ansvarlig",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="virksomhet.bruker"
                    ),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
                ("vurdering", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="digiorden.vurdering")),
            ],
            options={
                "db_table": "vurderingstiltak",
            },
        ),
        migrations.CreateModel(
            name="Vurderingsversjon",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("nummer", models.IntegerField()),
                (
                    "utfall",
                    models.TextField(choices=[("AKSEPTERT", "Akseptert"), ("IKKE_AKSEPTERT", "Ikke akseptert")]),
                ),
                ("tittel", models.TextField()),
                ("innhold", models.JSONField()),
                ("grenser", models.JSONField()),
                ("begrunnelse", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.TextField()),
                ("decided_by_id", models.TextField()),
                ("accepted_date", models.DateField(null=True)),
                ("review_date", models.DateField(null=True)),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
                ("vurdering", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="digiorden.vurdering")),
            ],
            options={
                "db_table": "vurderingsversjon",
            },
        ),
        migrations.CreateModel(
            name="Screening",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("svar", models.JSONField()),
                ("foreslaatt", models.BooleanField()),
                ("dpia_needed", models.BooleanField()),
                ("begrunnelse", models.TextField()),
                ("confirmed_at", models.DateTimeField()),
                ("confirmed_by", models.TextField()),
                ("confirmed_date", models.DateField()),
                ("review_date", models.DateField()),
                (
                    "applikasjon",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="digiorden.applikasjon"
                    ),
                ),
                (
                    "behandling",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="digiorden.behandling"
                    ),
                ),
                (
                    "tjeneste",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="tilgang.tjeneste"),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "screening",
                "indexes": [models.Index(fields=["virksomhet", "-confirmed_at", "-id"], name="screening_liste")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("applikasjon__isnull", True), ("behandling__isnull", True), ("tjeneste__isnull", False)
                            ),
                            models.Q(
                                ("applikasjon__isnull", True), ("behandling__isnull", False), ("tjeneste__isnull", True)
                            ),
                            models.Q(
                                ("applikasjon__isnull", False), ("behandling__isnull", True), ("tjeneste__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="screening_om_ett",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("begrunnelse", ""), _negated=True), name="screening_begrunnet"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Screeningkriterium",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kode", models.TextField()),
                ("gruppe", models.TextField()),
                ("tekst", models.TextField()),
                ("forklaring", models.TextField(blank=True)),
                ("aktiv", models.BooleanField(default=True)),
                ("versjon", models.IntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "screeningkriterium",
                "constraints": [models.UniqueConstraint(fields=("virksomhet", "kode"), name="screeningkriterium_ett")],
            },
        ),
        migrations.AddIndex(
            model_name="vurdering",
            index=models.Index(fields=["virksomhet", "-changed_at", "-id"], name="vurdering_liste"),
        ),
        migrations.AddConstraint(
            model_name="vurdering",
            constraint=models.CheckConstraint(
                condition=models.Q(("slag", "DPIA"), models.Q(("status", "TIL_RAAD"), _negated=True), _connector="OR"),
                name="vurdering_raad_til_dpia",
            ),
        ),
        migrations.AddConstraint(
            model_name="vurdering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "AKSEPTERT"), _negated=True),
                    models.Q(
                        ("accepted_at__isnull", False), ("review_date__isnull", False), ("risikoeier__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="vurdering_akseptert",
            ),
        ),
        migrations.AddConstraint(
            model_name="vurdering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("erstattet_at__isnull", False), ("status", "ERSTATTET")),
                    models.Q(("status", "ERSTATTET"), _negated=True),
                    _connector="OR",
                ),
                name="vurdering_erstattet",
            ),
        ),
        migrations.AddIndex(
            model_name="vurderingsomfang",
            index=models.Index(fields=["virksomhet", "tjeneste"], name="vurderingsomfang_tjeneste"),
        ),
        migrations.AddConstraint(
            model_name="vurderingsomfang",
            constraint=models.UniqueConstraint(
                fields=("vurdering", "nummer", "tjeneste"), name="vurderingsomfang_tjeneste_en"
            ),
        ),
        migrations.AddConstraint(
            model_name="vurderingsomfang",
            constraint=models.UniqueConstraint(
                fields=("vurdering", "nummer", "behandling"), name="vurderingsomfang_behandling_en"
            ),
        ),
        migrations.AddConstraint(
            model_name="vurderingsomfang",
            constraint=models.UniqueConstraint(
                fields=("vurdering", "nummer", "applikasjon"), name="vurderingsomfang_applikasjon_en"
            ),
        ),
        migrations.AddConstraint(
            model_name="vurderingsomfang",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("applikasjon__isnull", True), ("behandling__isnull", True), ("tjeneste__isnull", False)),
                    models.Q(("applikasjon__isnull", True), ("behandling__isnull", False), ("tjeneste__isnull", True)),
                    models.Q(("applikasjon__isnull", False), ("behandling__isnull", True), ("tjeneste__isnull", True)),
                    _connector="OR",
                ),
                name="vurderingsomfang_om_ett",
            ),
        ),
        migrations.AddIndex(
            model_name="vurderingstiltak",
            index=models.Index(
                condition=models.Q(("status__in", ["PLANLAGT", "I_ARBEID"])),
                fields=["virksomhet", "frist"],
                name="vurderingstiltak_frist",
            ),
        ),
        migrations.AddConstraint(
            model_name="vurderingstiltak",
            constraint=models.UniqueConstraint(fields=("vurdering", "tiltak_id"), name="vurderingstiltak_ett"),
        ),
        migrations.AddConstraint(
            model_name="vurderingstiltak",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_date__isnull", False), ("status", "GJENNOMFOERT")),
                    models.Q(models.Q(("status", "GJENNOMFOERT"), _negated=True), ("done_date__isnull", True)),
                    _connector="OR",
                ),
                name="vurderingstiltak_gjennomfoert",
            ),
        ),
        migrations.AddConstraint(
            model_name="vurderingsversjon",
            constraint=models.UniqueConstraint(fields=("vurdering", "nummer"), name="vurderingsversjon_en"),
        ),
        migrations.AddConstraint(
            model_name="vurderingsversjon",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_date__isnull", True), ("utfall", "IKKE_AKSEPTERT")),
                    models.Q(("accepted_date__isnull", False), ("review_date__isnull", False), ("utfall", "AKSEPTERT")),
                    _connector="OR",
                ),
                name="vurderingsversjon_datoer",
            ),
        ),
        policies.owned("vurdering"),
        policies.owned("vurderingsversjon", app=policies.APPEND, operator=policies.APPEND),
        policies.owned("vurderingsomfang"),
        policies.owned("vurderingstiltak"),
        policies.owned("screening", app=policies.APPEND, operator=policies.APPEND),
        policies.owned("screeningkriterium"),
        policies.owned("akseptgrense"),
        policies.shared_reference("malbank", operator=policies.APPEND),
        migrations.RunSQL([*SAME_VIRKSOMHET, *LOCKED], migrations.RunSQL.noop),
    ]
