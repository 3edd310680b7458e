"""Who a command works for: `--som PERSON --rolle R`. The person must hold the role now, as in the browser."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from fiks.felles.koder.identifikator import FeilNummer, parse
from fiks.felles.kontekst import Actor, acting
from fiks.felles.kontekst.command_line import operator, os_user
from fiks.felles.tilgang.access import Refused, check_open, may
from fiks.felles.virksomhet.models import Bruker
from fiks.folkeregister.access import BRUK, TJENESTE
from fiks.folkeregister.models.rolle import Registerrolle


class UnknownName(LookupError):
    """No role or person is meant, or several are. The text says which, in Bokmål, and holds no number."""


def actor_for(
    som: str, rolle: str, *, formaal: str = "", sak: str = "", aarsak: str = ""
) -> tuple[Actor, Registerrolle]:
    """Find whom the command works for, and in which role. Looks in every organisation, as the operator.

    Args:
        som: the person's national number, id, or name; a name must be the only one in the role's organisation.
        rolle: the role's id or name; a name may stand in several organisations when the person is in one of them only.

    Raises:
        UnknownName: the two do not point out one person and one role.
    """
    with acting(operator(aarsak=aarsak)):
        found = [(person, role) for role in _roles(rolle) for person in _people(som, role.virksomhet_id)]
    if not found:
        raise UnknownName("Finner ingen slik person i virksomheten som har rollen.")
    if len(found) > 1:
        raise UnknownName("Flere passer til rollen og personen. Bruk id-ene.")
    person, role = found[0]
    return _actor(person, role, formaal=formaal, sak=sak), role


def require_holds(actor: Actor, rolle: Registerrolle, *, at: datetime) -> None:
    """Raise Refused unless the service is open and the person has the role now. Runs in the actor's context."""
    check_open(TJENESTE, actor, at=at)
    if not may(BRUK, actor, rolle.ressurs_id, at=at):
        raise Refused("TILDELING", f"{actor.navn} har ikke rollen {rolle.navn} nå.", "Fiks-administratoren")


def _actor(person: Bruker, rolle: Registerrolle, *, formaal: str, sak: str) -> Actor:
    return Actor.command_line(
        os_user(),
        bruker_id=person.id,
        navn=person.navn,
        virksomhet_id=rolle.virksomhet_id,
        ressurs_id=rolle.ressurs_id,
        formaal=formaal,
        sak=sak,
    )


def _roles(text: str) -> Sequence[Registerrolle]:
    by_id = _as_uuid(text)
    roles = Registerrolle.objects.filter(pk=by_id) if by_id else Registerrolle.objects.filter(navn=text)
    found = list(roles.select_related("virksomhet"))
    if not found:
        raise UnknownName("Rollen finnes ikke. Skriv navnet slik det står i Fiks, eller id-en.")
    return found


def _people(text: str, virksomhet_id: UUID) -> Sequence[Bruker]:
    people = Bruker.objects.filter(virksomhet_id=virksomhet_id, aktiv=True)
    if by_id := _as_uuid(text):
        return list(people.filter(pk=by_id))
    try:
        return list(people.filter(foedselsnummer=parse(text).verdi))
    except FeilNummer:
        return list(people.filter(navn=text))


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
