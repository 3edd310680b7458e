"""Is this installation sound? Run by `fiks sjekk`, and by `fiks tjener` and `fiks arbeider` before they start."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

_ROLE = "select rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname = current_user"
_LOWER = "select current_setting('server_encoding'), lower('ÆØÅ'), current_setting('server_version_num')::int"
# Tables that hold an organisation's rows but lack a forced policy, and tables that belong to the app's own role.
_UNGUARDED = """
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'virksomhet_id'
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
      and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))
"""
_OWN = "select c.relname from pg_class c where c.relkind in ('r', 'p') and pg_get_userbyid(c.relowner) = current_user"


@register(Tags.database)
def check_database(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """Refuse wrong encoding or ctype, a superuser, a role past the policies, and tables without a policy."""
    if not databases or "default" not in databases:
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(_LOWER)
        encoding, lowered, version = cursor.fetchone()
        cursor.execute(_ROLE)
        superuser, bypass, _ = cursor.fetchone()
        cursor.execute(_UNGUARDED)
        unguarded = [name for (name,) in cursor.fetchall()]
        cursor.execute(_OWN)
        owned = [name for (name,) in cursor.fetchall()]
    found = [
        (encoding == "UTF8", "Databasen må ha tegnsettet UTF8.", "fiks.E001"),
        (
            lowered == "æøå",
            "Databasen må ha ctype C.UTF-8 eller nb_NO.UTF-8: «ÆØÅ» blir ikke til små bokstaver.",
            "fiks.E002",
        ),
        (version >= 150000, "PostgreSQL må være versjon 15 eller nyere.", "fiks.E003"),
        (not superuser, "Databasebrukeren i DATABASE_URL er superbruker. Bruk fiks_app.", "fiks.E004"),
        (
            not bypass,
            "Databasebrukeren i DATABASE_URL går forbi radreglene (BYPASSRLS). Bruk fiks_app.",
            "fiks.E005",
        ),
        (not unguarded, f"Tabeller uten radregler: {', '.join(unguarded)}.", "fiks.E006"),
        (
            not owned,
            f"Databasebrukeren i DATABASE_URL eier tabeller: {', '.join(owned)}. Bruk fiks_app.",
            "fiks.E007",
        ),
    ]
    return [Error(text, id=code) for sound, text, code in found if not sound]


def unsound() -> list[str]:
    """What is wrong, one sentence each; empty when all is well."""
    try:
        errors = run_checks(include_deployment_checks=False, databases=["default"])
        unapplied = _unapplied()
    except OperationalError:
        return ["Databasen svarer ikke. Se DATABASE_URL."]
    problems = [error.msg for error in errors if error.is_serious()]
    if unapplied:
        problems.append(f"{unapplied} endringer i databasen er ikke kjørt. Kjør fiks migrer.")
    return problems


def _unapplied() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
