from django.db import migrations

# Words and streets are looked for by likeness in indexes that took a third of a first load to keep along: they wait too.
# Their keys do not: each word and street stands once, whoever brings it.
TAKE_OFF = """CREATE OR REPLACE FUNCTION registerkopi_ta_av_indekser() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
    DECLARE indeks record;
    BEGIN
        IF EXISTS (SELECT FROM public.persondokument) THEN
            RETURN false;
        END IF;
        FOR indeks IN SELECT c.relname AS navn, i.indrelid::regclass AS tabell, k.oid IS NOT NULL AS er_noekkel,
                             CASE WHEN k.oid IS NULL THEN pg_get_indexdef(c.oid) ELSE
                                 format('ALTER TABLE %s ADD CONSTRAINT %I %s', i.indrelid::regclass, k.conname,
                                        pg_get_constraintdef(k.oid)) END AS definisjon
                      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
                      LEFT JOIN pg_constraint k ON k.conindid = c.oid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u')
                      WHERE (i.indrelid IN (SELECT public.registerkopi_radtabeller())
                             OR NOT i.indisunique AND i.indrelid IN ('public.navnetoken'::regclass, 'public.gate'::regclass))
                        AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.conindid = c.oid AND f.contype = 'f')
        LOOP
            INSERT INTO public.ventende_indeks VALUES (indeks.navn, indeks.definisjon, indeks.er_noekkel)
                ON CONFLICT (navn) DO UPDATE SET definisjon = excluded.definisjon, er_noekkel = excluded.er_noekkel;
            IF indeks.er_noekkel THEN
                EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', indeks.tabell, indeks.navn);
            ELSE
                EXECUTE format('DROP INDEX public.%I', indeks.navn);
            END IF;
        END LOOP;
        RETURN true;
    END $$"""

# The same words as before, six times as fast: a loop instead of a query for each word.
NEIGHBOURS = """CREATE OR REPLACE FUNCTION navn_naboer(ord text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    DECLARE naboer text[] := ARRAY[ord];
    BEGIN
        FOR plass IN 1 .. least(length(ord), 24) LOOP
            naboer := naboer || (left(ord, plass - 1) || substr(ord, plass + 1));
        END LOOP;
        RETURN naboer;
    END $$"""
# Of words and streets a few thousand rows tell enough: their neighbours are counted one by one.
ANALYSE = """CREATE OR REPLACE FUNCTION registerkopi_analyser() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp SET default_statistics_target = 100 AS $$
    BEGIN
        ANALYZE public.person, public.persondokument, public.adresse, public.gradert_adresse, public.identifikator,
                public.annet_nummer, public.verge;
        SET LOCAL default_statistics_target = 10;
        ANALYZE public.navnetoken, public.gate;
    END $$"""

# The planner does not believe what it knows of an index on a part of a table: it took a span of ages for two persons in a
# hundred of what it is, and sorted a town to show fifty.
AGES = """CREATE STATISTICS person_alder ON (coalesce(foedselsdato, make_date(foedselsaar::integer, 12, 31))) FROM person"""

# Counts by age read this alone, and of those who live there, as nearly every list asks, without looking at anything but age.
COUNTS = """CREATE INDEX person_kommune_alder ON person
    (kommunenummer, (coalesce(foedselsdato, make_date(foedselsaar::integer, 12, 31)))) INCLUDE (kjoenn, foedselsdato, foedselsaar)
    WHERE kommunenummer IS NOT NULL AND status = 'bosatt' AND NOT skjoldet
        AND (graderingsnivaa IS NULL OR graderingsnivaa = 'fortrolig')"""


class Migration(migrations.Migration):
    dependencies = [("folkeregister", "0011_skjermet_opphold")]

    operations = [
        migrations.RunSQL([TAKE_OFF, NEIGHBOURS, ANALYSE], migrations.RunSQL.noop),
        migrations.RunSQL(AGES, "DROP STATISTICS person_alder"),
        migrations.RunSQL(["DROP INDEX IF EXISTS person_kommune_alder", COUNTS], migrations.RunSQL.noop),
    ]
