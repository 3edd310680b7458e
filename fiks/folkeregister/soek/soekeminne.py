"""What somebody is searching for, under an opaque id: a search text is personal, and stands in no address and no log.

It lies sealed in the session, is the user's own in the role it was made in, and is gone when the session ends.
"""

from collections.abc import Mapping
from uuid import UUID, uuid4

import msgspec
from django.forms import Field, MultipleChoiceField
from django.http import QueryDict

from fiks.felles.innlogging import oekt
from fiks.felles.innlogging.forsegling import seal, unseal
from fiks.felles.kontekst import FiksRequest

_KEY = "folkeregister.soek"
# The oldest is forgotten first.
_MOST = 10
# More than any field takes; a form that is valid is never cut.
_LONGEST = 2_000


def keep(request: FiksRequest, asked: Mapping[str, Field]) -> UUID:
    """Keep what was posted in the fields that the form asks, and make an id for it."""
    made = uuid4()
    fields = QueryDict(mutable=True)
    for name, field in asked.items():
        # Only one of several choices is more than the last; its values are the field's own.
        values = dict.fromkeys(request.POST.getlist(name))
        kept_values = list(values) if isinstance(field, MultipleChoiceField) else list(request.POST.getlist(name))[-1:]
        fields.setlist(name, [value[:_LONGEST] for value in kept_values if value])
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
