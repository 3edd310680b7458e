"""The platform. The version number is read from CHANGELOG.md, where each release is described."""

import re
from pathlib import Path

_changelog = Path(__file__).resolve().parent.parent / "CHANGELOG.md"
_found = re.search(r"^## (\d+\.\d+\.\d+)", _changelog.read_text("utf-8"), re.MULTILINE) if _changelog.exists() else None
__version__ = _found.group(1) if _found else "0.0.0"
