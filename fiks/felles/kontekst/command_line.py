"""Who sits at the command line."""

import os
import pwd
from uuid import UUID

from fiks.felles.kontekst.actor import Actor


def os_user() -> str:
    """The OS user who runs the process, and who became it by sudo."""
    name = pwd.getpwuid(os.getuid()).pw_name
    behind = os.environ.get("SUDO_USER", "")
    return f"{behind} (som {name})" if behind and behind != name else name


def operator(*, virksomhet_id: UUID | None = None, aarsak: str = "") -> Actor:
    """The operator at the command line. Settings have been read by now, the master key among them."""
    return Actor.operator(os_user(), virksomhet_id=virksomhet_id, aarsak=aarsak)
