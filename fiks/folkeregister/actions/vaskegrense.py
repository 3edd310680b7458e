"""How many washes one person may order in an hour. Each tries thousands of names at once, as no search does."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import ngettext

from fiks.felles.koder.kalender import OSLO
from fiks.felles.kontekst import Actor
from fiks.folkeregister.queries import timegrense

ORDERED = "folkeregister.vask_bestilt"


class TooManyWashes(Exception):
    """The person has ordered as many washes as one may in an hour. The text is Bokmål, and says when to try again."""


def require_room(by: Actor, *, at: datetime) -> None:
    """Raise TooManyWashes when the person may order no more yet. Orders of one person wait for each other from here on."""
    most = settings.WASHES_AN_HOUR
    timegrense.one_at_a_time(ORDERED, by)
    if free := timegrense.free_again(ORDERED, by, most=most, at=at):
        told = {"antall": most, "klokke": f"{(free + timedelta(minutes=1)).astimezone(OSLO):%H.%M}"}
        text = ngettext(
            "Du har vasket %(antall)s liste den siste timen. Du kan vaske igjen fra kl. %(klokke)s.",
            "Du har vasket %(antall)s lister den siste timen. Du kan vaske igjen fra kl. %(klokke)s.",
            most,
        )
        raise TooManyWashes(text % told)
