"""What an installation at the desk needs and a server's operator sets himself: settings, keys and a database of its own.

At the desk (no DATABASE_URL and no FIKS_MODUS in the environment) the settings lie in `.fiks/miljo.env`, made the first time
with fresh keys, and the embedded PostgreSQL is attached for as long as the process lives.
"""

import base64
import os
import secrets
from pathlib import Path

from fiks.nettsted import postgres

_FILE = "miljo.env"


def prepare(state_dir: Path) -> postgres.Attachment | None:
    """Fill in the environment before Django reads its settings.

    Returns what holds the embedded database open, or None when DATABASE_URL points to another.
    """
    if "FIKS_MODUS" not in os.environ:
        for name, value in _stored(state_dir).items():
            os.environ.setdefault(name, value)
    os.environ.setdefault("FIKS_TILSTAND", str(state_dir))
    return postgres.ensure_database_env(state_dir)


def _stored(state_dir: Path) -> dict[str, str]:
    file = state_dir / _FILE
    if not file.exists():
        write(state_dir, {})
    lines = file.read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def _fresh() -> dict[str, str]:
    return {
        "FIKS_MODUS": "test",
        "FIKS_HEMMELIG_NOEKKEL": secrets.token_urlsafe(64),
        "FIKS_HOVEDNOEKKEL": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }


def write(state_dir: Path, settings: dict[str, str]) -> None:
    """Add settings to the desk's own, which are made with fresh keys the first time. Readable by this user alone."""
    state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = state_dir / _FILE
    kept = _stored(state_dir) if file.exists() else _fresh()
    text = "".join(f"{name}={value}\n" for name, value in (kept | settings).items())
    temporary = file.with_suffix(".ny")
    temporary.touch(mode=0o600)
    temporary.write_text(f"# Innstillinger for denne maskinen. Se docs/drift/innstillinger.md.\n{text}", "utf-8")
    temporary.replace(file)
