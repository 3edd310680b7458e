"""Where a person wanted to go before she had to log in."""

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def safe(address: str) -> str:
    """The address when it is a page of ours, else the overview. Never the log-in itself, which would go in a ring."""
    ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours and not address.startswith(reverse("innlogging:logg_inn")) else reverse("nettsted:oversikt")
