from django.db import migrations, models
from django.db.models import Q

import fiks.folkeregister.models.register
from fiks.felles.kontekst import policies

# The neighbourhood of a word: itself, and itself without one letter. Two words one edit apart have a neighbour in common.
# Of words longer than 24 letters only the first have neighbours (soek/ordlikhet.py).
NEIGHBOURS = """CREATE FUNCTION navn_naboer(ord text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$ SELECT array_agg(DISTINCT CASE plass WHEN 0 THEN ord ELSE left(ord, plass - 1) || substr(ord, plass + 1) END)
          FROM generate_series(0, least(length(ord), 24)) plass $$"""
# Words of the name, municipality (of home, else of stay), postal code and birth year in one index (soek/spoerring.py).
PERSON = """CREATE INDEX person_soek ON person USING gin ((navnetokener || array[
    ':' || coalesce(kommunenummer, oppholdskommune, ''), '/' || coalesce(postnummer, ''),
    '*' || coalesce(foedselsaar::text, '')]))"""
FORMER = """CREATE INDEX person_alle_navn ON person USING gin ((navnetokener || tidligere_navnetokener))
    WHERE tidligere_navnetokener <> '{}'"""
# Counts by age within a municipality are answered from this alone. Who has only a birth year counts as born on its last day.
AGE = """CREATE INDEX person_kommune_alder ON person
    (kommunenummer, (coalesce(foedselsdato, make_date(foedselsaar::integer, 12, 31))))
    INCLUDE (status, kjoenn, foedselsdato, foedselsaar, skjoldet, graderingsnivaa) WHERE kommunenummer IS NOT NULL"""
ANALYSE = """CREATE OR REPLACE FUNCTION registerkopi_analyser() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    BEGIN
        ANALYZE public.person, public.persondokument, public.adresse, public.gradert_adresse, public.identifikator,
                public.navnetoken, public.gate, public.annet_nummer;
    END $$"""
# The new tables and words are made from the documents: what is there already is read anew at the next load.
AGAIN = "UPDATE persondokument SET hash = ''"


class Migration(migrations.Migration):
    dependencies = [("folkeregister", "0005_utfylte_kolonner")]

    operations = [
        migrations.CreateModel(
            name="Gate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kommunenummer", models.TextField(db_collation="C")),
                ("navn", models.TextField()),
                ("noekkel", models.TextField(db_collation="C")),
            ],
            options={
                "db_table": "gate",
                "constraints": [
                    models.UniqueConstraint(fields=("noekkel", "kommunenummer"), name="gate_i_kommune"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnnetNummer",
            fields=[
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
                    models.TextField(choices=[("DUF", "DUF-nummer"), ("UTENLANDSK", "Utenlandsk nummer")]),
                ),
                ("nummer", models.TextField(db_collation="C")),
                ("land", models.TextField(null=True)),
                ("gjeldende", models.BooleanField()),
            ],
            options={
                "db_table": "annet_nummer",
                "indexes": [models.Index(fields=["nummer"], name="annet_nummer_nummer")],
            },
        ),
        migrations.RemoveIndex("person", "person_kommune_alder"),
        migrations.RemoveIndex("person", "person_navnetokener"),
        migrations.RemoveIndex("person", "person_tidligere_navn"),
        migrations.AddIndex("person", models.Index(fields=["foedselsdato"], name="person_foedselsdato")),
        migrations.AddIndex(
            "adresse",
            models.Index(
                fields=["kommunenummer", "adressesortering"],
                condition=Q(slag="BOSTED", gjeldende=False),
                name="adresse_tidligere",
            ),
        ),
        migrations.RunSQL(NEIGHBOURS, "DROP FUNCTION navn_naboer(text)"),
        migrations.RunSQL(
            [
                PERSON,
                FORMER,
                AGE,
                "CREATE INDEX navnetoken_naboer ON navnetoken USING gin (navn_naboer(token))",
                "CREATE INDEX navnetoken_noekkel_naboer ON navnetoken USING gin (navn_naboer(noekkel))",
                "CREATE INDEX gate_naboer ON gate USING gin (navn_naboer(noekkel))",
            ],
            "DROP INDEX person_soek, person_alle_navn, person_kommune_alder, navnetoken_naboer, navnetoken_noekkel_naboer, gate_naboer",
        ),
        policies.register("gate"),
        policies.register("annet_nummer"),
        migrations.RunSQL(ANALYSE, migrations.RunSQL.noop),
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
    ]
