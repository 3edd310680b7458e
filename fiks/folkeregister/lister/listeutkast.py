"""What has been filled in about a list, while the deliberate choice of graded addresses is made on a page of its own.

It lies in the session, since that page may lead through a new log-in; it holds criteria and no persons, and is of use only
in the role that it was made in.
"""

from django.http import QueryDict

from fiks.felles.kontekst import FiksRequest

_KEY = "folkeregister.listeutkast"


def keep(request: FiksRequest) -> None:
    """Keep what was posted."""
    request.session[_KEY] = {"rolle": str(request.actor.ressurs_id), "felter": request.POST.urlencode()}


def find(request: FiksRequest) -> QueryDict | None:
    """What was kept; None when there is nothing, or another role is chosen."""
    kept = request.session.get(_KEY)
    if not kept or kept["rolle"] != str(request.actor.ressurs_id):
        return None
    return QueryDict(kept["felter"])


def forget(request: FiksRequest) -> None:
    """The list is ordered."""
    request.session.pop(_KEY, None)
