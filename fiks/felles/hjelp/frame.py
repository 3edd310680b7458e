"""What the base template needs to show help beside a page."""

from django.http import HttpRequest
from django.utils.translation import get_language

from fiks.felles.hjelp.sider import BOKMAAL, Hjelpeside, page_for_module


def page_help(request: HttpRequest) -> dict[str, Hjelpeside | None]:
    """The context processor: `help` is the help of the view that answers, or None."""
    match = request.resolver_match
    return {"help": page_for_module(match.func.__module__, get_language() or BOKMAAL) if match else None}
