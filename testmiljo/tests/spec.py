"""Validators made from Skatteetaten's published OpenAPI file."""

from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft4Validator

_FILE = "spec/freg/freg-offentlig-med-hjemmel-1.5.openapi.yaml"
# Published after the file, with the new form of guardianship.
NEWER_THAN_THE_FILE = {"tjenesteomraade"}


def published(shared: Path) -> dict[str, Any]:
    """The file, with schemas that refuse fields they do not name."""
    spec: dict[str, Any] = yaml.safe_load((shared / _FILE).read_text(encoding="utf-8"))
    _refuse_unknown_fields(spec)
    return spec


def validator(spec: dict[str, Any], schema: str) -> Draft4Validator:
    return Draft4Validator({"$ref": f"#/components/schemas/{schema}", "components": spec["components"]})


def _refuse_unknown_fields(node: object) -> None:
    if isinstance(node, dict):
        if node.get("type") == "object" and "properties" in node:
            node.setdefault("additionalProperties", False)
        for value in node.values():
            _refuse_unknown_fields(value)
    elif isinstance(node, list):
        for value in node:
            _refuse_unknown_fields(value)
