"""Reading parameters: OAuth allows each of them once (RFC 6749 section 3.1)."""

from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request

from testmiljo.idporten.errors import OAuthError


def once(values: ImmutableMultiDict[str, object]) -> dict[str, str]:
    """Parameters by name; empty ones count as absent. Raises OAuthError for repeated ones and for files."""
    found: dict[str, str] = {}
    for name, value in values.multi_items():
        if name in found or not isinstance(value, str):
            raise OAuthError("invalid_request", f"{name} is given more than once, or is not text")
        found[name] = value
    return {name: value for name, value in found.items() if value}


async def read_form(request: Request) -> dict[str, str]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/x-www-form-urlencoded":
        raise OAuthError("invalid_request", "Content-Type must be application/x-www-form-urlencoded")
    async with request.form() as form:
        return once(form)
