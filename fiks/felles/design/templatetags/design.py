"""The tags and filters of every page; README.md lists them in one line each."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.forms.forms import BaseForm
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fiks.felles.design import felt, ikon, soyler, tekst
from fiks.felles.design.paging import Page

register = template.Library()
register.filter("dato", tekst.dato)
register.filter("kort_dato", tekst.kort_dato)
register.filter("tidspunkt", tekst.tidspunkt)
register.filter("tall", tekst.tall)
register.filter("nummer", tekst.nummer)
register.filter("paragraf", tekst.paragraf)
register.simple_tag(ikon.icon, name="icon")
_CRUMBS = "_crumbs"


@register.simple_tag
def field(bound: BoundField, *, width: str = "", search: bool = False, columns: int = 1) -> str:
    """A whole form field. `search` leaves out «(valgfritt)»; `columns=2` sets options in two columns."""
    if bound.is_hidden:
        return bound.as_hidden()
    context = felt.describe(bound, search=search)
    if felt.is_group(bound):
        context |= {"options": felt.options(bound), "columns": columns}
        return render_to_string("design/deler/gruppe.html", context)
    context |= {"control": felt.control(bound, width=width)}
    name = "avkryssing" if felt.is_single_checkbox(bound) else "felt"
    return render_to_string(f"design/deler/{name}.html", context)


@register.simple_tag
def cell_field(bound: BoundField) -> str:
    """A field in a table's cell: its label is for screen readers, since the row and the column tell the rest."""
    context = felt.describe(bound) | {"control": felt.control(bound)}
    return render_to_string("design/deler/cellefelt.html", context)


@register.simple_block_tag
def group(content: str, bound: BoundField, *, search: bool = False) -> str:
    """The frame of a group of options, when what stands between them is more than the options: `{% option %}`, `.under`."""
    context = felt.describe(bound, search=search) | {"content": content}
    return render_to_string("design/deler/gruppe.html", context)


@register.simple_tag
def option(bound: BoundField, value: object) -> str:
    """One radio or checkbox of a group, by its value."""
    chosen: BoundWidget = next(one for one in felt.options(bound) if str(one.data["value"]) == str(value))
    return render_to_string("design/deler/valg.html", {"option": chosen})


@register.simple_tag
def error_summary(*forms: BaseForm | None) -> str:
    """The list of faults above the form; nothing when there are none. Takes focus when the page opens."""
    found = felt.faults(forms)
    return render_to_string("design/deler/feiloppsummering.html", {"faults": found}) if found else ""


@register.simple_tag
def bars(rows: Iterable[soyler.Row], *, title: str = "", label: str = "", unit: str = "") -> str:
    """A small bar chart, and the same numbers as a table. `label` and `unit` head the table's columns."""
    rows = list(rows)
    context = {"chart": soyler.chart(rows), "rows": rows, "title": title, "label": label, "unit": unit}
    return render_to_string("design/deler/soyler.html", context)


@register.inclusion_tag("design/deler/sider.html", takes_context=True)
def pages(context: Context, page: Page[Any], total: int | None = None) -> dict[str, Any]:
    """Links to the pages before and after, in the parameter `etter`; the other parameters of the address stay."""
    return {"page": page, "total": total, "request": context["request"]}


@register.simple_tag(takes_context=True)
def crumb(context: Context, name: str, url_name: str = "", *args: object, **kwargs: object) -> SafeString:
    """One step of the breadcrumbs. Without an address it is this page, and the last."""
    if not url_name:
        return format_html('<li><a class="ds-link" href="#innhold" aria-current="page">{}</a></li>', name)
    address = reverse(url_name, args=args, kwargs=kwargs)
    context[_CRUMBS].append((name, address))
    return format_html('<li><a class="ds-link" href="{}">{}</a></li>', address, name)


class _Breadcrumbs(template.Node):
    """The breadcrumbs, and on narrow screens the link back to the step before, which the crumbs tell about."""

    def __init__(self, nodelist: template.NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        crumbs: list[tuple[str, str]] = []
        with context.push(**{_CRUMBS: crumbs}):
            items = SafeString(self.nodelist.render(context).strip())
        back = crumbs[-1] if crumbs else None
        return render_to_string("design/deler/broedsmuler.html", {"items": items, "back": back})


@register.tag
def breadcrumbs(parser: Parser, token: Token) -> _Breadcrumbs:  # noqa: ARG001 - Django's signature
    """Used by the base template only, around the block that pages fill with `{% crumb %}`."""
    nodelist = parser.parse(("endbreadcrumbs",))
    parser.delete_first_token()
    return _Breadcrumbs(nodelist)
