"""Those who work in the measured organisations: what they may do, their sessions, and one of them as an actor."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fiks.felles.kontekst import Actor
    from fiks.felles.virksomhet.models import Virksomhet

MEASURED = 4


def let_in(owner: "Virksomhet", at: datetime) -> None:
    """Open Digiorden for an organisation, and give its person what the pages ask for."""
    from fiks.digiorden import access
    from fiks.felles.kontekst import Actor
    from fiks.felles.tilgang import actions as tilgang
    from fiks.felles.tilgang.models import RessursType
    from fiks.felles.virksomhet.models import Bruker

    by, person = Actor.operator("bench"), Bruker.objects.get(virksomhet=owner)
    tilgang.open_tjeneste(virksomhet=owner, tjeneste=access.TJENESTE, aarsak="Måling", by=by, at=at)
    ressurs = tilgang.create_ressurs(virksomhet=owner, type=RessursType.VIRKSOMHET, navn=owner.navn)
    for kode in (access.REDIGER, access.PERSONVERNOMBUD, access.ADMINISTRER):
        given = {"valid_from": at, "valid_until": None, "begrunnelse": "Måling", "by": by, "at": at}
        tilgang.give_access(bruker=person, ressurs=ressurs, kode=kode, **given)


def sessions() -> list[str]:
    """Log those in who have been let in: their cookies, one organisation each."""
    from importlib import import_module

    from django.conf import settings
    from django.utils import timezone

    from fiks.felles.innlogging import oekt
    from fiks.felles.kontekst import Acr, Actor, acting
    from fiks.felles.virksomhet.models import Bruker

    store = import_module(settings.SESSION_ENGINE).SessionStore
    with acting(Actor.operator("bench")):
        people = list(Bruker.objects.select_related("virksomhet").order_by("virksomhet__orgnr")[:MEASURED])
    cookies = []
    for nr, person in enumerate(people):
        session, one = store(), Acr.SUBSTANTIAL
        with acting(Actor.operator("bench")):
            oekt.begin(
                session, bruker=person, acr=one, sid=f"sid-{nr}", sub=f"sub-{nr}", id_token="", at=timezone.now()
            )
            oekt.choose_ressurs(session, None)
            session.save()
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={session.session_key}")
    return cookies


def reader() -> "Actor":
    """The person of the first organisation, at work."""
    from fiks.felles.kontekst import Acr, Actor, ActorSlag, Kanal, acting
    from fiks.felles.virksomhet.models import Bruker

    with acting(Actor.operator("bench")):
        person = Bruker.objects.order_by("virksomhet__orgnr")[0]
    return Actor(
        ActorSlag.BRUKER,
        str(person.pk),
        person.navn,
        Kanal.WEB,
        acr=Acr.SUBSTANTIAL,
        virksomhet_id=person.virksomhet_id,
    )
