import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from fiks.felles.kontekst import policies

# Graded addresses of the persons in some municipalities, for lists that open them after a deliberate choice (ADR 0009). Never
# an address with a grading that nobody knows; who is strengt fortrolig has no rows here.
GRADED = [
    """CREATE FUNCTION graderte_i_kommuner(kommuner text[], adresseslag text) RETURNS SETOF public.gradert_adresse
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$ SELECT DISTINCT ON (person) * FROM public.gradert_adresse
          WHERE kommunenummer = ANY (kommuner) AND slag = adresseslag AND gjeldende
            AND gradering IN ('klientadresse', 'fortrolig', 'ugradert') ORDER BY person, nr $$""",
    "REVOKE ALL ON FUNCTION graderte_i_kommuner(text[], text) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION graderte_i_kommuner(text[], text) TO fiks_app, fiks_operator",
    "CREATE INDEX gradert_adresse_kommune ON gradert_adresse (kommunenummer) WHERE gjeldende",
]
NO_GRADED = ["DROP FUNCTION graderte_i_kommuner(text[], text)", "DROP INDEX gradert_adresse_kommune"]
# A row can never hang on another organisation's role or list.
SAME_VIRKSOMHET = [
    "ALTER TABLE registerrolle ADD CONSTRAINT registerrolle_id_virksomhet UNIQUE (id, virksomhet_id)",
    "ALTER TABLE innbyggerliste ADD CONSTRAINT innbyggerliste_id_virksomhet UNIQUE (id, virksomhet_id)",
    *(
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_samme_virksomhet "
        f"FOREIGN KEY ({column}_id, virksomhet_id) REFERENCES {target} (id, virksomhet_id)"
        for table, column, target in (
            ("lagret_utvalg", "rolle", "registerrolle"),
            ("innbyggerliste", "rolle", "registerrolle"),
            ("nedlasting", "liste", "innbyggerliste"),
        )
    ),
]


class Migration(migrations.Migration):
    dependencies = [
        ("folkeregister", "0002_roller"),
        ("lager", "0001_initial"),
        ("virksomhet", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LagretUtvalg",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("navn", models.TextField()),
                ("utvalg", models.JSONField()),
                (
                    "kolonnesett",
                    models.TextField(
                        choices=[
                            ("VAKSINE", "Vaksine"),
                            ("SKOLESTART", "Skolestart"),
                            ("VALG", "Valg"),
                            ("EGENDEFINERT", "Egendefinert"),
                        ]
                    ),
                ),
                ("kolonner", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("sortering", models.TextField(choices=[("NAVN", "Navn"), ("ADRESSE", "Adresse")])),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
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
                "db_table": "lagret_utvalg",
            },
        ),
        migrations.CreateModel(
            name="Innbyggerliste",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "status",
                    models.TextField(
                        choices=[
                            ("BESTILT", "Bestilt"),
                            ("I_ARBEID", "Lages"),
                            ("FERDIG", "Klar"),
                            ("FEILET", "Feilet"),
                            ("AVBRUTT", "Avbrutt"),
                            ("SLETTET", "Slettet"),
                        ],
                        default="BESTILT",
                    ),
                ),
                ("utvalg", models.JSONField()),
                ("utvalg_noekkel", models.TextField()),
                (
                    "kolonnesett",
                    models.TextField(
                        choices=[
                            ("VAKSINE", "Vaksine"),
                            ("SKOLESTART", "Skolestart"),
                            ("VALG", "Valg"),
                            ("EGENDEFINERT", "Egendefinert"),
                        ]
                    ),
                ),
                ("kolonner", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("sortering", models.TextField(choices=[("NAVN", "Navn"), ("ADRESSE", "Adresse")])),
                (
                    "filformat",
                    models.TextField(
                        choices=[("xlsx", "Excel (xlsx)"), ("ods", "OpenDocument (ods)"), ("csv", "Tekst (csv)")]
                    ),
                ),
                ("vis_nye", models.BooleanField()),
                ("med_graderte", models.BooleanField()),
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
                ("antall_ventet", models.IntegerField()),
                ("antall_skrevet", models.IntegerField(default=0)),
                ("antall", models.IntegerField(null=True)),
                ("nye", models.IntegerField(null=True)),
                ("borte", models.IntegerField(null=True)),
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
                    "forrige",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="folkeregister.innbyggerliste"
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
                (
                    "lagret_utvalg",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="folkeregister.lagretutvalg"
                    ),
                ),
            ],
            options={
                "db_table": "innbyggerliste",
            },
        ),
        migrations.CreateModel(
            name="Listeinnstilling",
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
                ("dager", models.SmallIntegerField()),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.TextField()),
            ],
            options={
                "db_table": "listeinnstilling",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("dager__gte", 1), ("dager__lte", 90)), name="listeinnstilling_dager"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Nedlasting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("bruker", models.TextField()),
                ("bruker_navn", models.TextField()),
                (
                    "liste",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="folkeregister.innbyggerliste"),
                ),
                (
                    "virksomhet",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="virksomhet.virksomhet"),
                ),
            ],
            options={
                "db_table": "nedlasting",
            },
        ),
        migrations.AddConstraint(
            model_name="lagretutvalg",
            constraint=models.UniqueConstraint(fields=("rolle", "navn"), name="lagret_utvalg_navn"),
        ),
        migrations.AddConstraint(
            model_name="lagretutvalg",
            constraint=models.CheckConstraint(
                condition=models.Q(("navn", ""), _negated=True), name="lagret_utvalg_har_navn"
            ),
        ),
        migrations.AddIndex(
            model_name="innbyggerliste",
            index=models.Index(fields=["rolle", "-bestilt_at", "-id"], name="innbyggerliste_rolle"),
        ),
        migrations.AddIndex(
            model_name="innbyggerliste",
            index=models.Index(
                condition=models.Q(("status", "FERDIG")), fields=["slettes_at"], name="innbyggerliste_slettes"
            ),
        ),
        migrations.AddConstraint(
            model_name="innbyggerliste",
            constraint=models.UniqueConstraint(
                condition=models.Q(("filnavn", ""), _negated=True),
                fields=("virksomhet", "filnavn"),
                name="innbyggerliste_filnavn",
            ),
        ),
        migrations.AddConstraint(
            model_name="innbyggerliste",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("antall__isnull", False), ("revisjon_id__isnull", False), ("status__in", ["FERDIG", "SLETTET"])
                    ),
                    models.Q(("status__in", ["FERDIG", "SLETTET"]), _negated=True),
                    _connector="OR",
                ),
                name="innbyggerliste_tegnet",
            ),
        ),
        migrations.AddConstraint(
            model_name="innbyggerliste",
            constraint=models.CheckConstraint(
                condition=models.Q(("med_graderte", False), models.Q(("aarsak", ""), _negated=True), _connector="OR"),
                name="innbyggerliste_gradert_har_aarsak",
            ),
        ),
        migrations.AddIndex(
            model_name="nedlasting",
            index=models.Index(fields=["liste", "-at", "-id"], name="nedlasting_liste"),
        ),
        policies.owned("lagret_utvalg"),
        policies.owned("innbyggerliste", app=policies.KEEP),
        policies.owned("nedlasting", app=policies.APPEND),
        policies.owned("listeinnstilling", app=policies.KEEP),
        migrations.RunSQL(SAME_VIRKSOMHET, migrations.RunSQL.noop),
        migrations.RunSQL(GRADED, NO_GRADED),
    ]
