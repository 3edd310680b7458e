#!/usr/bin/env python3
"""Fetches the vendored front-end files again, as written in fiks/felles/design/vendor.toml. Needs npm.

Each file is checked against its sha256; nothing is written when one differs. With --laas the sums in vendor.toml are
written anew, after a version has been changed on purpose: look at the difference before it is committed.

Usage: skript/hent_design.py [--laas]
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "fiks/felles/design/vendor.toml"


def fetch(name: str, version: str, folder: Path) -> tarfile.TarFile:
    """Download one package with npm, as it is set up on this machine."""
    packed = subprocess.run(
        ["npm", "pack", "--json", "--pack-destination", folder, f"{name}@{version}"],
        check=True,
        capture_output=True,
        text=True,
    )
    return tarfile.open(folder / json.loads(packed.stdout)[0]["filename"].replace("@", "").replace("/", "-"))


def read_files(packages: list[dict]) -> dict[str, bytes]:
    """Contents by the place they are to have."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for package in packages:
            with fetch(package["name"], package["version"], Path(folder)) as archive:
                for file in package["files"]:
                    member = archive.extractfile(f"package/{file['from']}")
                    assert member is not None, file["from"]
                    found[file["to"]] = member.read()
    return found


def main() -> int:
    text = LIST.read_text(encoding="utf-8")
    packages = tomllib.loads(text)["package"]
    found = read_files(packages)
    for file in (file for package in packages for file in package["files"]):
        digest = hashlib.sha256(found[file["to"]]).hexdigest()
        if digest == file["sha256"]:
            continue
        if "--laas" not in sys.argv:
            sys.stderr.write(f"{file['to']}: sha256 er {digest}, ikke {file['sha256']}. Ingenting er skrevet.\n")
            return 1
        text = re.sub(rf'(to = "{re.escape(file["to"])}", sha256 = )"[^"]*"', rf'\1"{digest}"', text)
    LIST.write_text(text, encoding="utf-8")
    for place, content in found.items():
        (ROOT / place).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / place).write_bytes(content)
    sys.stdout.write(f"{len(found)} filer hentet.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
