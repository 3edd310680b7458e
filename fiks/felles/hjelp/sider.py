"""Help pages: Markdown files in each app, `hjelp/<view module>.md`, with `.nn.md` and `.en.md` beside them.

The files are read once and kept; a change shows when the site starts again.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.apps import AppConfig, apps
from django.urls import reverse
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

BOKMAAL = "nb"
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_CLASSES = {"a": "ds-link", "ul": "ds-list", "ol": "ds-list", "table": "ds-table"}


@dataclass(frozen=True, slots=True)
class Hjelpeside:
    """One help page. `content` has headings from level 2 on, `drawer` from level 3; both without the title."""

    app: str
    side: str
    spraak: str
    title: str
    content: SafeString
    drawer: SafeString

    @property
    def url(self) -> str:
        """The page's own address."""
        return reverse("hjelp:side", args=[self.app, self.side])


def page_for_module(module: str, spraak: str) -> Hjelpeside | None:
    """The help of the view that stands in a module, by the last part of its name."""
    config = apps.get_containing_app_config(module)
    return _page(config, module.rpartition(".")[2], spraak) if config else None


def find_page(app: str, side: str, spraak: str) -> Hjelpeside | None:
    """A help page by the two words of its address."""
    config = next((config for config in _our_apps() if config.label == app), None)
    return _page(config, side, spraak) if config else None


def pages_by_app(spraak: str) -> list[tuple[str, list[Hjelpeside]]]:
    """The names of the apps that have help, each with its pages by title."""
    found = []
    for config in _our_apps():
        pages = [page for side in _sides(config) if (page := _page(config, side, spraak))]
        if pages:
            found.append((str(config.verbose_name), sorted(pages, key=lambda page: page.title)))
    return found


def _our_apps() -> list[AppConfig]:
    return [config for config in apps.get_app_configs() if config.name.startswith("fiks.")]


def _sides(config: AppConfig) -> list[str]:
    """The names of an app's pages. What has a dot in its name is a translation of another."""
    return sorted(file.stem for file in Path(config.path, "hjelp").glob("*.md") if "." not in file.stem)


def _page(config: AppConfig, side: str, spraak: str) -> Hjelpeside | None:
    if side not in _sides(config):
        return None
    translated = Path(config.path, "hjelp", f"{side}.{spraak}.md")
    if spraak != BOKMAAL and translated.is_file():
        return _read(translated, config.label, side, spraak)
    return _read(Path(config.path, "hjelp", f"{side}.md"), config.label, side, BOKMAAL)


@lru_cache(maxsize=1000)
def _read(file: Path, app: str, side: str, spraak: str) -> Hjelpeside:
    tokens = _MARKDOWN.parse(file.read_text(encoding="utf-8"))
    title = side
    if len(tokens) > 2 and tokens[0].tag == "h1":
        title, tokens = tokens[1].content, tokens[3:]
    _dress(tokens)
    content = _render(tokens)
    _lower_headings(tokens)
    return Hjelpeside(app, side, spraak, title, content, _render(tokens))


def _dress(tokens: list[Token]) -> None:
    """Give headings, links and lists Designsystemet's classes."""
    for token in tokens:
        if token.nesting == 1 and (name := "ds-heading" if token.type == "heading_open" else _CLASSES.get(token.tag)):
            token.attrSet("class", name)
        _dress(token.children or [])


def _lower_headings(tokens: list[Token]) -> None:
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{int(token.tag[1]) + 1}"


def _render(tokens: list[Token]) -> SafeString:
    return SafeString(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
