from django.db import migrations

# The first load takes off the indexes and keys that it does not need, and builds them after (registerkopi.initial). Only an
# owner may, and the operator must never say which statement: so the table is nobody's, and is filled from the catalogue.
TABLE = (
    """CREATE TABLE ventende_indeks (navn text PRIMARY KEY, definisjon text NOT NULL, er_noekkel boolean NOT NULL)"""
)
# The tables whose indexes wait. A migration that adds a table of rows replaces this function.
TABLES = """CREATE FUNCTION registerkopi_radtabeller() RETURNS SETOF regclass LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$ SELECT unnest(ARRAY['public.person', 'public.adresse', 'public.gradert_adresse',
        'public.annet_nummer', 'public.verge']::regclass[]) $$"""
TAKE_OFF = """CREATE FUNCTION registerkopi_ta_av_indekser() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
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
                      WHERE i.indrelid IN (SELECT public.registerkopi_radtabeller())
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
WAITING = """CREATE FUNCTION registerkopi_ventende_indekser(bare_noekler boolean) RETURNS SETOF text LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$ SELECT navn FROM public.ventende_indeks WHERE er_noekkel OR NOT bare_noekler ORDER BY er_noekkel DESC, navn $$"""
BUILD = """CREATE FUNCTION registerkopi_bygg_indeks(indeks text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp SET maintenance_work_mem = '512MB' AS $$
    DECLARE statement text;
    BEGIN
        DELETE FROM public.ventende_indeks WHERE navn = indeks RETURNING definisjon INTO statement;
        IF FOUND THEN
            EXECUTE statement;
        END IF;
    END $$"""
_FUNCTIONS = (
    "registerkopi_bygg_indeks(text)",
    "registerkopi_ta_av_indekser()",
    "registerkopi_ventende_indekser(boolean)",
    "registerkopi_radtabeller()",
)
_RIGHTS = [
    *(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC" for function in _FUNCTIONS),
    *(f"GRANT EXECUTE ON FUNCTION {function} TO fiks_operator" for function in _FUNCTIONS[:2]),
    "GRANT EXECUTE ON FUNCTION registerkopi_ventende_indekser(boolean) TO fiks_app, fiks_operator",
]


class Migration(migrations.Migration):
    dependencies = [("folkeregister", "0008_hendelser")]

    operations = [
        migrations.RunSQL(
            [TABLE, TABLES, TAKE_OFF, WAITING, BUILD, *_RIGHTS],
            [*(f"DROP FUNCTION {function}" for function in _FUNCTIONS), "DROP TABLE ventende_indeks"],
        ),
    ]
