"""All templates of the project keep to what the content policy allows, and to icons that exist."""

import re
from pathlib import Path

import pytest

from fiks.felles.design import ikon

ROOT = Path(__file__).resolve().parents[4]
TEMPLATES = sorted((ROOT / "fiks").glob("**/templates/**/*.html"))
RULES = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script in the page": re.compile(r"<script\b(?![^>]*\ssrc=)", re.IGNORECASE),
    "an event handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an htmx handler or expression": re.compile(r"\shx-on|=.js:|\shx-vars", re.IGNORECASE),
    "an address of another site": re.compile(r"(src|href|action)=.https?://", re.IGNORECASE),
    "a switch that turns escaping off": re.compile(r"\|\s*safe\b|autoescape off"),
}


STYLES = [ROOT / "fiks/felles/design/static/design" / name for name in ("fiks.css", "vendor/ks-base.css")]
CLASSES = {name for file in STYLES for name in re.findall(r"\.([A-Za-z][\w-]*)", file.read_text(encoding="utf-8"))}


def _name(template: Path) -> str:
    return str(template.relative_to(ROOT / "fiks"))


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_a_template_keeps_to_the_content_policy(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert [what for what, rule in RULES.items() if rule.search(text)] == []


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_every_icon_in_a_template_is_vendored(template: Path) -> None:
    for name in re.findall(r'{% icon "([^"]*)"', template.read_text(encoding="utf-8")):
        assert ikon.icon(name)


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_every_form_that_posts_carries_a_csrf_token(template: Path) -> None:
    for form in re.findall(r'<form[^>]*method="post".*?</form>', template.read_text(encoding="utf-8"), re.DOTALL):
        assert "{% csrf_token %}" in form


@pytest.mark.parametrize("template", TEMPLATES, ids=_name)
def test_every_class_in_a_template_is_one_of_the_styles(template: Path) -> None:
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", template.read_text(encoding="utf-8"))
    used = {name for names in re.findall(r'\sclass="([^"]*)"', text) for name in names.split()}
    assert used - CLASSES == set()
