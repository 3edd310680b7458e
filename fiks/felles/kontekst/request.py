"""The request as our views see it."""

from django.http import HttpRequest

from fiks.felles.kontekst.actor import Actor


class FiksRequest(HttpRequest):
    """A request that carries who acts. The log-in middleware sets `actor`, the outermost middleware `request_id`."""

    actor: Actor
    request_id: str
