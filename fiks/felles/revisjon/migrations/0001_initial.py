"""The audit table: partitioned by month, append-only for the app, readable within one organisation."""

from django.db import migrations

from fiks.felles.kontekst import policies

TABLE = """
CREATE TABLE revisjonslinje (
    id uuid NOT NULL, at timestamptz NOT NULL, xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    virksomhet_id uuid, handling text NOT NULL, utfall text NOT NULL CHECK (utfall IN ('UTFOERT', 'AVVIST')),
    aktoer_slag text NOT NULL, aktoer_id text NOT NULL, aktoer_navn text NOT NULL, kanal text NOT NULL, acr text NOT NULL,
    on_behalf_of text NOT NULL, os_bruker text NOT NULL, ressurs_id uuid, rolle_navn text NOT NULL,
    tjenesteomraade text NOT NULL, konfidensiell boolean NOT NULL, formaal text NOT NULL, sak text NOT NULL,
    aarsak text NOT NULL, opplysninger text[] NOT NULL, antall integer, subjekter text[] NOT NULL,
    subjektmengde bytea, gjelder text NOT NULL, detaljer jsonb NOT NULL, request_id text NOT NULL, ip text NOT NULL,
    PRIMARY KEY (at, id),
    CHECK (cardinality(subjekter) <= 1000)
) PARTITION BY RANGE (at);
CREATE TABLE revisjonslinje_ellers PARTITION OF revisjonslinje DEFAULT;
CREATE INDEX revisjonslinje_virksomhet ON revisjonslinje (virksomhet_id, at DESC, id DESC);
CREATE INDEX revisjonslinje_aktoer ON revisjonslinje (virksomhet_id, aktoer_id, at DESC, id DESC);
CREATE INDEX revisjonslinje_subjekter ON revisjonslinje USING gin (subjekter);
CREATE INDEX revisjonslinje_mengder ON revisjonslinje (virksomhet_id, at) WHERE subjektmengde IS NOT NULL;
"""

PARTITIONS = """
CREATE FUNCTION revisjon_sikre_partisjoner(dato date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE fra date := date_trunc('month', dato)::date; navn text;
BEGIN
    FOR i IN 0..2 LOOP
        navn := 'revisjonslinje_' || to_char(fra, 'YYYY_MM');
        IF to_regclass('public.' || navn) IS NULL
           AND NOT EXISTS (SELECT FROM public.revisjonslinje_ellers WHERE at >= fra AND at < fra + interval '1 month') THEN
            EXECUTE format('CREATE TABLE public.%I PARTITION OF public.revisjonslinje FOR VALUES FROM (%L) TO (%L)',
                           navn, fra, fra + interval '1 month');
        END IF;
        fra := (fra + interval '1 month')::date;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION revisjon_sikre_partisjoner(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION revisjon_sikre_partisjoner(date) TO fiks_app, fiks_operator;
SELECT revisjon_sikre_partisjoner(current_date);
"""

POLICIES = [
    # Anyone may write a row for the context it acts in, or for none (a failed log-in belongs to no organisation).
    "CREATE POLICY skriv ON revisjonslinje FOR INSERT TO fiks_app WITH CHECK (virksomhet_id IS NULL "
    "OR virksomhet_id = (select nullif(current_setting('fiks.virksomhet', true), '')::uuid))",
    "CREATE POLICY les ON revisjonslinje FOR SELECT TO fiks_app "
    "USING (virksomhet_id = (select nullif(current_setting('fiks.virksomhet', true), '')::uuid))",
    "CREATE POLICY drift ON revisjonslinje TO fiks_operator USING (true) WITH CHECK (true)",
    "ALTER TABLE revisjonslinje ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE revisjonslinje FORCE ROW LEVEL SECURITY",
    "GRANT SELECT ON django_migrations TO fiks_app, fiks_operator",
    f"GRANT {policies.APPEND} ON revisjonslinje TO fiks_app, fiks_operator",
]


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(TABLE, "DROP TABLE revisjonslinje"),
        migrations.RunSQL(PARTITIONS, "DROP FUNCTION revisjon_sikre_partisjoner(date)"),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
