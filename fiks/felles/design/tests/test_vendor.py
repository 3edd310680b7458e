"""Other people's files are those that vendor.toml names, byte for byte, and each has a licence."""

import hashlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
PACKAGES = tomllib.loads((ROOT / "fiks/felles/design/vendor.toml").read_text(encoding="utf-8"))["package"]
FILES = [file for package in PACKAGES for file in package["files"]]
FOLDERS = (
    "fiks/felles/design/static/design/vendor",
    "fiks/felles/design/ikoner",
    "fiks/felles/design/lisenser",
    "fiks/felles/pdf/skrifter",
    "tests/browser/vendor",
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file["to"]).name)
def test_a_vendored_file_is_the_one_that_was_published(file: dict[str, str]) -> None:
    assert hashlib.sha256((ROOT / file["to"]).read_bytes()).hexdigest() == file["sha256"]


def test_nothing_else_lies_among_them() -> None:
    lying = {str(file.relative_to(ROOT)) for folder in FOLDERS for file in (ROOT / folder).iterdir()}
    assert lying == {file["to"] for file in FILES}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_a_package_says_version_and_licence(package: dict[str, str]) -> None:
    assert package["version"][0].isdigit()
    assert package["licence"] in {"MIT", "OFL-1.1", "0BSD", "MPL-2.0"}
