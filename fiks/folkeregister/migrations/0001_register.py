import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

import fiks.folkeregister.models.register
from fiks.felles.kontekst import policies

REGISTER = ("person", "persondokument", "dokumentordbok", "identifikator", "navnetoken", "adresse")

# The only way for the app to graded addresses: a set of persons in, their rows out.
GRADED = [
    """CREATE FUNCTION graderte_adresser(personer varchar[]) RETURNS SETOF public.gradert_adresse LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$ SELECT * FROM public.gradert_adresse WHERE person = ANY (personer) $$""",
    "REVOKE ALL ON FUNCTION graderte_adresser(varchar[]) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION graderte_adresser(varchar[]) TO fiks_app, fiks_operator",
]

# The operator loads, but only an owner may ANALYZE.
ANALYSE = [
    """CREATE FUNCTION registerkopi_analyser() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        ANALYZE public.person, public.persondokument, public.adresse, public.gradert_adresse, public.identifikator,
                public.navnetoken;
    END $$""",
    "REVOKE ALL ON FUNCTION registerkopi_analyser() FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION registerkopi_analyser() TO fiks_operator",
]


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Adresse",
            fields=[
                ("kommunenummer", models.TextField(db_collation="C", null=True)),
                ("adresse", models.TextField(null=True)),
                ("co_adressenavn", models.TextField(null=True)),
                ("adressesortering", models.TextField(db_collation="C", null=True)),
                ("husnummer", models.TextField(null=True)),
                ("husbokstav", models.TextField(null=True)),
                ("bruksenhetsnummer", models.TextField(null=True)),
                ("postnummer", models.TextField(db_collation="C", null=True)),
                ("poststed", models.TextField(null=True)),
                ("grunnkrets", models.IntegerField(null=True)),
                ("skolekrets", models.IntegerField(null=True)),
                ("stemmekrets", models.IntegerField(null=True)),
                ("adresse_id", models.TextField(db_collation="C", null=True)),
                ("husholdning", models.TextField(db_collation="C", null=True)),
                ("flyttedato", models.DateField(null=True)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person", "nr", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person", fiks.folkeregister.models.register.Nummer(db_collation="C", max_length=11)),
                ("nr", models.SmallIntegerField()),
                (
                    "slag",
                    models.TextField(
                        choices=[
                            ("BOSTED", "Bostedsadresse"),
                            ("OPPHOLD", "Oppholdsadresse"),
                            ("DELT", "Delt bosted"),
                            ("POST", "Postadresse"),
                            ("UTLAND", "Postadresse i utlandet"),
                        ]
                    ),
                ),
                ("gjeldende", models.BooleanField()),
                ("from_date", models.DateField(null=True)),
                ("until_date", models.DateField(null=True)),
            ],
            options={
                "db_table": "adresse",
            },
        ),
        migrations.CreateModel(
            name="Dokumentordbok",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("ordbok", models.BinaryField()),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "db_table": "dokumentordbok",
            },
        ),
        migrations.CreateModel(
            name="GradertAdresse",
            fields=[
                ("kommunenummer", models.TextField(db_collation="C", null=True)),
                ("adresse", models.TextField(null=True)),
                ("co_adressenavn", models.TextField(null=True)),
                ("adressesortering", models.TextField(db_collation="C", null=True)),
                ("husnummer", models.TextField(null=True)),
                ("husbokstav", models.TextField(null=True)),
                ("bruksenhetsnummer", models.TextField(null=True)),
                ("postnummer", models.TextField(db_collation="C", null=True)),
                ("poststed", models.TextField(null=True)),
                ("grunnkrets", models.IntegerField(null=True)),
                ("skolekrets", models.IntegerField(null=True)),
                ("stemmekrets", models.IntegerField(null=True)),
                ("adresse_id", models.TextField(db_collation="C", null=True)),
                ("husholdning", models.TextField(db_collation="C", null=True)),
                ("flyttedato", models.DateField(null=True)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person", "nr", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("person", fiks.folkeregister.models.register.Nummer(db_collation="C", max_length=11)),
                ("nr", models.SmallIntegerField()),
                (
                    "slag",
                    models.TextField(
                        choices=[
                            ("BOSTED", "Bostedsadresse"),
                            ("OPPHOLD", "Oppholdsadresse"),
                            ("DELT", "Delt bosted"),
                            ("POST", "Postadresse"),
                            ("UTLAND", "Postadresse i utlandet"),
                        ]
                    ),
                ),
                ("gjeldende", models.BooleanField()),
                ("from_date", models.DateField(null=True)),
                ("until_date", models.DateField(null=True)),
                ("gradering", models.TextField()),
            ],
            options={
                "db_table": "gradert_adresse",
            },
        ),
        migrations.CreateModel(
            name="Persondokument",
            fields=[
                (
                    "identifikator",
                    fiks.folkeregister.models.register.Nummer(
                        db_collation="C", max_length=11, primary_key=True, serialize=False
                    ),
                ),
                ("dokument", models.BinaryField()),
                ("hash", models.BinaryField()),
                ("lest_at", models.DateTimeField()),
            ],
            options={
                "db_table": "persondokument",
            },
        ),
        migrations.CreateModel(
            name="Identifikator",
            fields=[
                (
                    "nummer",
                    fiks.folkeregister.models.register.Nummer(
                        db_collation="C", max_length=11, primary_key=True, serialize=False
                    ),
                ),
                ("person", fiks.folkeregister.models.register.Nummer(db_collation="C", max_length=11)),
            ],
            options={
                "db_table": "identifikator",
                "indexes": [models.Index(fields=["person"], name="identifikator_person")],
            },
        ),
        migrations.CreateModel(
            name="Navnetoken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.TextField(db_collation="C")),
                ("noekkel", models.TextField(db_collation="C")),
            ],
            options={
                "db_table": "navnetoken",
                "indexes": [models.Index(fields=["noekkel"], name="navnetoken_noekkel")],
                "constraints": [models.UniqueConstraint(fields=("token",), name="navnetoken_token")],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("kommunenummer", models.TextField(db_collation="C", null=True)),
                ("adresse", models.TextField(null=True)),
                ("co_adressenavn", models.TextField(null=True)),
                ("adressesortering", models.TextField(db_collation="C", null=True)),
                ("husnummer", models.TextField(null=True)),
                ("husbokstav", models.TextField(null=True)),
                ("bruksenhetsnummer", models.TextField(null=True)),
                ("postnummer", models.TextField(db_collation="C", null=True)),
                ("poststed", models.TextField(null=True)),
                ("grunnkrets", models.IntegerField(null=True)),
                ("skolekrets", models.IntegerField(null=True)),
                ("stemmekrets", models.IntegerField(null=True)),
                ("adresse_id", models.TextField(db_collation="C", null=True)),
                ("husholdning", models.TextField(db_collation="C", null=True)),
                ("flyttedato", models.DateField(null=True)),
                (
                    "identifikator",
                    fiks.folkeregister.models.register.Nummer(
                        db_collation="C", max_length=11, primary_key=True, serialize=False
                    ),
                ),
                ("identifikatortype", models.TextField(null=True)),
                ("status", models.TextField(null=True)),
                ("fornavn", models.TextField(null=True)),
                ("mellomnavn", models.TextField(null=True)),
                ("etternavn", models.TextField(null=True)),
                ("sorteringsnavn", models.TextField(db_collation="C")),
                (
                    "navnetokener",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(db_collation="C"), size=None),
                ),
                (
                    "tidligere_navnetokener",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(db_collation="C"), size=None),
                ),
                ("foedselsdato", models.DateField(null=True)),
                ("foedselsaar", models.SmallIntegerField(null=True)),
                ("kjoenn", models.TextField(null=True)),
                ("doedsdato", models.DateField(null=True)),
                ("sivilstand", models.TextField(null=True)),
                (
                    "statsborgerskap",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                ("graderingsnivaa", models.TextField(null=True)),
                ("skjoldet", models.BooleanField()),
                ("oppholdskommune", models.TextField(db_collation="C", null=True)),
                ("innflyttet_kommune_date", models.DateField(null=True)),
            ],
            options={
                "db_table": "person",
                "indexes": [
                    models.Index(
                        condition=models.Q(("kommunenummer__isnull", False)),
                        fields=["kommunenummer", "foedselsdato"],
                        include=("status", "kjoenn"),
                        name="person_kommune_alder",
                    ),
                    models.Index(
                        condition=models.Q(("kommunenummer__isnull", False)),
                        fields=["kommunenummer", "sorteringsnavn", "identifikator"],
                        name="person_kommune_navn",
                    ),
                    models.Index(
                        condition=models.Q(("kommunenummer__isnull", False)),
                        fields=["kommunenummer", "adressesortering", "identifikator"],
                        name="person_kommune_adresse",
                    ),
                    models.Index(
                        condition=models.Q(("husholdning__isnull", False)),
                        fields=["husholdning"],
                        name="person_husholdning",
                    ),
                    models.Index(
                        condition=models.Q(("oppholdskommune__isnull", False)),
                        fields=["oppholdskommune"],
                        name="person_opphold",
                    ),
                    models.Index(
                        condition=models.Q(("skjoldet", True)), fields=["identifikator"], name="person_skjoldet"
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["navnetokener"], name="person_navnetokener"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["tidligere_navnetokener"], name="person_tidligere_navn"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("skjoldet", False),
                            models.Q(
                                ("adresse", None),
                                ("adresse_id", None),
                                ("adressesortering", None),
                                ("bruksenhetsnummer", None),
                                ("co_adressenavn", None),
                                ("flyttedato", None),
                                ("grunnkrets", None),
                                ("husbokstav", None),
                                ("husholdning", None),
                                ("husnummer", None),
                                ("innflyttet_kommune_date", None),
                                ("kommunenummer", None),
                                ("postnummer", None),
                                ("poststed", None),
                                ("skolekrets", None),
                                ("stemmekrets", None),
                            ),
                            _connector="OR",
                        ),
                        name="person_skjoldet_uten_sted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("graderingsnivaa", None),
                            models.Q(("oppholdskommune", None), ("skjoldet", True)),
                            _connector="OR",
                        ),
                        name="person_gradert_er_skjoldet",
                    ),
                ],
            },
        ),
        *(policies.register(table) for table in REGISTER),
        policies.register("gradert_adresse", app=""),
        # Documents are compressed already.
        migrations.RunSQL(
            "ALTER TABLE persondokument ALTER COLUMN dokument SET STORAGE EXTERNAL", migrations.RunSQL.noop
        ),
        migrations.RunSQL(GRADED, "DROP FUNCTION graderte_adresser(varchar[])"),
        migrations.RunSQL(ANALYSE, "DROP FUNCTION registerkopi_analyser()"),
    ]
