"""What somebody is searching for, under an opaque id: a search text is personal, and stands in no address and no log.

It lies sealed in the session, is the user's own in the role it was made in, and is gone when the session ends.
"""

from uuid import UUID, uuid4

import msgspec
from django.http import QueryDict

from fiks.felles.innlogging import oekt
from fiks.felles.innlogging.forsegling import seal, unseal
from fiks.felles.kontekst import FiksRequest

_KEY = "folkeregister.soek"
# The oldest is forgotten first.
_MOST = 10
_NOT_KEPT = ("csrfmiddlewaretoken",)


def keep(request: FiksRequest) -> UUID:
    """Keep what was posted, and make an id for it."""
    made = uuid4()
    fields = request.POST.copy()
    for name in _NOT_KEPT:
        fields.pop(name, None)
    kept = dict(request.session.get(_KEY, {}))
    content = {"rolle": str(request.actor.ressurs_id), "felter": fields.urlencode()}
    kept[str(made)] = seal(msgspec.json.encode(content).decode(), _owner(request))
    request.session[_KEY] = dict(list(kept.items())[-_MOST:])
    return made


def find(request: FiksRequest, soek_id: UUID) -> QueryDict | None:
    """What was posted; None when it is forgotten, another user's, or of another role."""
    text = unseal(request.session.get(_KEY, {}).get(str(soek_id), ""), _owner(request))
    content = msgspec.json.decode(text, type=dict[str, str]) if text else {}
    if content.get("rolle") != str(request.actor.ressurs_id):
        return None
    return QueryDict(content["felter"])


def _owner(request: FiksRequest) -> str:
    content = oekt.read(request.session)
    return f"{content.oekt if content else ''} {request.actor.id} soek"
