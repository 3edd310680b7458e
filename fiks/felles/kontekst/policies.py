"""SQL for migrations: grants and row policies, one function for each kind of rows (docs/adr/0003).

Every table gets its rights from here, and a start-up check compares the catalogue with the kinds. Tables belong to
fiks_owner, who migrates; FORCE means that not even the owner reads past a policy.
"""

from django.db.migrations import RunSQL

_VIRKSOMHET = "(select nullif(current_setting('fiks.virksomhet', true), '')::uuid)"
_VENDOR = f"(select v.orgnr from virksomhet v where v.id = {_VIRKSOMHET} and v.type = 'LEVERANDOR')"
_IS_MUNICIPAL = (
    f"(select exists (select from virksomhet v where v.id = {_VIRKSOMHET}"
    " and v.type in ('KOMMUNE', 'FYLKESKOMMUNE', 'KOMMUNAL_VIRKSOMHET')))"
)
_PID = "(select nullif(current_setting('fiks.pid', true), ''))"
Statement = str | tuple[str, dict[str, object] | list[object] | tuple[object, ...] | tuple[()] | None]
ALL = "SELECT, INSERT, UPDATE, DELETE"
KEEP = "SELECT, INSERT, UPDATE"
APPEND = "SELECT, INSERT"
READ = "SELECT"


def owned(table: str, *, app: str = ALL, operator: str = ALL, column: str = "virksomhet_id", pid: str = "") -> RunSQL:
    """Rows of one organisation: seen and written only in its context; the operator sees all.

    `pid` names a column with a national number: while somebody logs in, rows with that number are readable too.
    """
    statements: list[Statement] = [
        *_forced(table),
        f"CREATE POLICY eid ON {table} TO fiks_app USING ({column} = {_VIRKSOMHET}) WITH CHECK ({column} = {_VIRKSOMHET})",
        f"CREATE POLICY drift ON {table} TO fiks_operator USING (true) WITH CHECK (true)",
        *_grants(table, app, operator),
    ]
    if pid:
        statements.append(f"CREATE POLICY seg_selv ON {table} FOR SELECT TO fiks_app USING ({pid} = {_PID})")
    return RunSQL(statements, RunSQL.noop)


def shared_reference(table: str, *, operator: str = ALL) -> RunSQL:
    """Rows that all organisations read and only the operator writes."""
    return RunSQL(
        [
            *_forced(table),
            f"CREATE POLICY lesbar ON {table} FOR SELECT TO fiks_app USING (true)",
            f"CREATE POLICY drift ON {table} TO fiks_operator USING (true) WITH CHECK (true)",
            # Seeded by migrations, which run as the owner.
            f"CREATE POLICY eier ON {table} TO fiks_owner USING (true) WITH CHECK (true)",
            *_grants(table, READ, operator),
        ],
        RunSQL.noop,
    )


def catalogue(table: str, *, vendor_may: tuple[str, ...]) -> RunSQL:
    """Rows that all read: anybody proposes one, the rights holder keeps its own, and the operator decides. None is deleted.

    The rights holder is the vendor whose organisation number stands in `leverandoer_orgnr`; it may change the columns
    `vendor_may`, and cannot give the row away.
    """
    own = f"leverandoer_orgnr = {_VENDOR}"
    proposed = (
        f"status = 'FORESLAATT' AND bekreftet_felter = '{{}}' AND avgjort_at IS NULL AND {_VIRKSOMHET} IS NOT NULL"
    )
    return RunSQL(
        [
            *_forced(table),
            f"CREATE POLICY lesbar ON {table} FOR SELECT TO fiks_app USING (true)",
            f"CREATE POLICY foreslaa ON {table} FOR INSERT TO fiks_app WITH CHECK ({proposed})",
            f"CREATE POLICY rettighetshaver ON {table} FOR UPDATE TO fiks_app USING ({own}) WITH CHECK ({own})",
            f"CREATE POLICY drift ON {table} TO fiks_operator USING (true) WITH CHECK (true)",
            f"CREATE POLICY eier ON {table} TO fiks_owner USING (true) WITH CHECK (true)",
            *_grants(table, APPEND, KEEP),
            f"GRANT UPDATE ({', '.join(vendor_may)}) ON {table} TO fiks_app",
        ],
        RunSQL.noop,
    )


def projection(table: str) -> RunSQL:
    """Shareable columns, published: municipalities and counties read all, the organisation writes its own."""
    statements: list[Statement] = [
        *_forced(table),
        f"CREATE POLICY eid ON {table} TO fiks_app USING (virksomhet_id = {_VIRKSOMHET})"
        f" WITH CHECK (virksomhet_id = {_VIRKSOMHET})",
        f"CREATE POLICY kommuner ON {table} FOR SELECT TO fiks_app USING ({_IS_MUNICIPAL})",
        f"CREATE POLICY drift ON {table} TO fiks_operator USING (true) WITH CHECK (true)",
        *_grants(table, ALL, ALL),
    ]
    return RunSQL(statements, RunSQL.noop)


def published(table: str, *, public: str, may_change: tuple[str, ...]) -> RunSQL:
    """Rows made to be read by anybody, logged in or not, while `public` holds; the organisation adds and sees its own.

    What is published is not rewritten: of a row's columns only `may_change` can be.
    """
    return RunSQL(
        [
            *_forced(table),
            f"CREATE POLICY eid ON {table} TO fiks_app USING (virksomhet_id = {_VIRKSOMHET})"
            f" WITH CHECK (virksomhet_id = {_VIRKSOMHET})",
            f"CREATE POLICY offentlig ON {table} FOR SELECT TO fiks_app USING ({public})",
            f"CREATE POLICY drift ON {table} TO fiks_operator USING (true) WITH CHECK (true)",
            *_grants(table, APPEND, READ),
            f"GRANT UPDATE ({', '.join(may_change)}) ON {table} TO fiks_app",
        ],
        RunSQL.noop,
    )


def operators(table: str) -> RunSQL:
    """Rows of the operator's own work, across organisations."""
    return RunSQL(
        [
            *_forced(table),
            f"CREATE POLICY drift ON {table} TO fiks_operator USING (true) WITH CHECK (true)",
            *_grants(table, "", KEEP),
        ],
        RunSQL.noop,
    )


def register(table: str, *, app: str = READ) -> RunSQL:
    """The register copy: the same for all organisations, without row policies; written by the operator's commands."""
    return RunSQL(_grants(table, app, f"{ALL}, TRUNCATE"), RunSQL.noop)


def machinery(table: str) -> RunSQL:
    """Tables of the machine room (sessions, queue) that hold no rows of an organisation."""
    return RunSQL(_grants(table, ALL, ALL), RunSQL.noop)


def _forced(table: str) -> list[Statement]:
    return [f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY", f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"]


def _grants(table: str, app: str, operator: str) -> list[Statement]:
    given: list[Statement] = [
        f"GRANT {rights} ON {table} TO {role}"
        for role, rights in (("fiks_app", app), ("fiks_operator", operator))
        if rights
    ]
    return [*given, *_sequence_grants(table)]


def _sequence_grants(table: str) -> list[Statement]:
    """Identity columns need no grant of their own, serial columns do."""
    return [
        f"""DO $$ DECLARE s text; BEGIN
            FOR s IN SELECT quote_ident(c.relname) FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
                     WHERE d.refobjid = '{table}'::regclass
            LOOP EXECUTE format('GRANT USAGE ON SEQUENCE %s TO fiks_app, fiks_operator', s); END LOOP; END $$"""
    ]
