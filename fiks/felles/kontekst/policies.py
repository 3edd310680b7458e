"""SQL for migrations: grants and row policies, one function for each kind of rows (docs/adr/0003).

Every table gets its rights from here, and a start-up check compares the catalogue with the kinds. Tables belong to
fiks_owner, who migrates; FORCE means that not even the owner reads past a policy.
"""

from django.db.migrations import RunSQL

_VIRKSOMHET = "(select nullif(current_setting('fiks.virksomhet', true), '')::uuid)"
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
