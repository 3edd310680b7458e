"""Which help belongs to which view, and what becomes of its Markdown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from fiks.felles.hjelp import sider

TEXT = """# Slik gjør du

Les **dette** og [se mer](/hjelp/) <script>alert(1)</script>

## Først

- én ting

[ond](javascript:alert(1))
"""


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The help folder of the app `hjelp`, in another place."""
    monkeypatch.setattr(apps.get_app_config("hjelp"), "path", str(tmp_path))
    folder = tmp_path / "hjelp"
    folder.mkdir()
    (folder / "prove.md").write_text(TEXT, encoding="utf-8")
    (folder / "prove.nn.md").write_text("# Slik gjer du\n\nLes dette.\n", encoding="utf-8")
    yield folder
    sider._read.cache_clear()


def test_a_view_finds_the_help_with_its_modules_name(app: Path) -> None:
    page = sider.page_for_module("fiks.felles.hjelp.views.prove", "nb")
    assert page is not None
    assert (page.app, page.side, page.title, page.url) == ("hjelp", "prove", "Slik gjør du", "/hjelp/hjelp/prove/")


@pytest.mark.parametrize(
    "module", ["fiks.felles.hjelp.views.annen", "django.views.i18n", "fiks.felles.hjelp.views.prove.nn"]
)
def test_a_view_without_help_has_none(app: Path, module: str) -> None:
    assert sider.page_for_module(module, "nb") is None


def test_the_language_is_followed_where_there_is_a_translation(app: Path) -> None:
    nynorsk, english = sider.find_page("hjelp", "prove", "nn"), sider.find_page("hjelp", "prove", "en")
    assert nynorsk is not None
    assert english is not None
    assert (nynorsk.spraak, nynorsk.title) == ("nn", "Slik gjer du")
    assert (english.spraak, english.title) == ("nb", "Slik gjør du")


def test_the_title_is_taken_out_and_headings_stand_under_it(app: Path) -> None:
    page = sider.find_page("hjelp", "prove", "nb")
    assert page is not None
    assert "<h1" not in page.content
    assert '<h2 class="ds-heading">Først</h2>' in page.content
    assert '<h3 class="ds-heading">Først</h3>' in page.drawer
    assert '<ul class="ds-list">' in page.content
    assert '<a href="/hjelp/" class="ds-link">se mer</a>' in page.content


def test_markup_in_the_text_is_shown_and_never_run(app: Path) -> None:
    page = sider.find_page("hjelp", "prove", "nb")
    assert page is not None
    assert "<script" not in page.content
    assert "&lt;script&gt;" in page.content
    assert 'href="javascript' not in page.content


@pytest.mark.parametrize(
    ("app_label", "side"), [("hjelp", "../../secret"), ("finnes-ikke", "prove"), ("hjelp", "prove.nn")]
)
def test_only_help_that_is_listed_can_be_reached(app: Path, app_label: str, side: str) -> None:
    assert sider.find_page(app_label, side, "nb") is None


def test_all_help_is_listed_by_app(app: Path) -> None:
    groups = dict(sider.pages_by_app("nb"))
    assert [page.title for page in groups["Hjelp"]] == ["Slik gjør du"]


def test_every_help_file_of_the_project_has_a_title_and_is_short() -> None:
    for file in Path("fiks").glob("**/hjelp/*.md"):
        lines = file.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# "), file
        assert len(lines) <= 40, file
