"""What every page's frame shows: who is logged in, for whom, in which role, and the menu of the services that exist."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fiks.felles.innlogging import queries as innlogging
from fiks.felles.kontekst import Actor, reading_as
from fiks.felles.meldinger import queries as meldinger
from fiks.felles.tilgang import queries as tilgang
from fiks.felles.virksomhet import queries as virksomheter

# View name and word on the screen. The first part of the address tells which of them a page belongs to.
_MENU: tuple[tuple[str, str | Promise], ...] = (
    ("nettsted:oversikt", _("Oversikt")),
    ("folkeregister:start", _("Folkeregister")),
    ("digiorden:start", _("Digiorden")),
    ("tilgang:start", _("Tilgang")),
    ("meldinger:oversikt", _("Meldinger")),
)


@dataclass(frozen=True, slots=True)
class Menyvalg:
    """An item of the menu. `merke` is a number beside it, 0 for none."""

    navn: str | Promise
    url: str
    aktiv: bool
    merke: int = 0


@dataclass(frozen=True, slots=True)
class Rollevalg:
    """A role that may be chosen."""

    ressurs_id: str
    navn: str
    valgt: bool


def frame(request: HttpRequest) -> dict[str, object]:
    """The context processor: `ramme`, one name so that no page's own words hide it.

    A page that is shown because something failed may come before there is an actor.
    """
    shown: dict[str, object] = {"test_world": settings.TEST_WORLD}
    actor: Actor | None = getattr(request, "actor", None)
    if actor is not None and actor.virksomhet_id is not None:
        with reading_as(actor):
            shown |= _of(actor, request.path)
    return {"ramme": shown}


def _of(actor: Actor, path: str) -> dict[str, object]:
    roller = [
        Rollevalg(str(ressurs.id), ressurs.navn, ressurs.id == actor.ressurs_id)
        for ressurs in tilgang.roller_for(actor, at=timezone.now())
    ]
    unread = meldinger.unread_count(actor)
    return {
        "actor": actor,
        "virksomhet": virksomheter.virksomhet(actor.tenant).navn,
        "virksomheter": innlogging.may_act_for(actor),
        "roller": roller,
        "rolle": next((rolle.navn for rolle in roller if rolle.valgt), ""),
        "menu": _menu(path, unread),
    }


def _menu(path: str, unread: int) -> list[Menyvalg]:
    items = []
    for view, navn in _MENU:
        url = reverse(view)
        active = path == url if url == "/" else path.startswith(url)
        items.append(Menyvalg(navn, url, active, unread if view == "meldinger:oversikt" else 0))
    return items
