"""What «Min organisasjon» and the roles give the first page."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from fiks.digiorden.access import ADMINISTRER, GODKJENN, PERSONVERNOMBUD
from fiks.digiorden.queries.forside import Linje, Maaling
from fiks.digiorden.queries.tilganger import open_digiorden_tildelinger_for
from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.queries import has_any
from fiks.felles.virksomhet.models import Kontakt, KontaktSlag
from fiks.felles.virksomhet.queries import kontakter_for, opplysninger_for

# What every protocol and notice must name.
NEEDED = (KontaktSlag.BEHANDLINGSANSVARLIG, KontaktSlag.PERSONVERNOMBUD, KontaktSlag.SIKKERHETSKONTAKT)
_AHEAD = timedelta(days=30)


def linjer(actor: Actor, at: datetime) -> list[Linje]:
    """What the administrator should put in place: contacts that lack or end, and roles that nobody has."""
    if not has_any(actor, [ADMINISTRER], at=at):
        return []
    today = timezone.localdate(at)
    now = list(kontakter_for(actor, today))
    return [*_missing(now), *_ending(now, today), *_roles(actor, at)]


def maalinger(actor: Actor, at: datetime) -> list[Maaling]:
    """How much is told of the organisation."""
    known = opplysninger_for(actor)
    told = [bool(known and known.postadresse), bool(known and known.epost)]
    held = {kontakt.slag for kontakt in kontakter_for(actor, timezone.localdate(at))}
    done = sum(told) + sum(slag in held for slag in NEEDED)
    return [Maaling(_("Min organisasjon"), done, len(told) + len(NEEDED), reverse("digiorden:organisasjon"))]


def _missing(now: list[Kontakt]) -> Iterator[Linje]:
    held = {kontakt.slag for kontakt in now}
    for slag in NEEDED:
        if slag not in held:
            yield Linje(
                _("Legg til: %(kontakt)s") % {"kontakt": slag.label},
                f"{reverse('digiorden:kontakt_ny')}?slag={slag.value}",
                _("Kontakten skal stå på protokollen, eller nås når noe skjer."),
            )


def _ending(now: list[Kontakt], today: date) -> Iterator[Linje]:
    for kontakt in now:
        if kontakt.until_date and kontakt.until_date <= today + _AHEAD:
            yield Linje(
                _("%(navn)s slutter som kontakt") % {"navn": kontakt.navn},
                reverse("digiorden:organisasjon"),
                _("%(kontakt)s. Legg til den som overtar.") % {"kontakt": kontakt.get_slag_display()},
                kontakt.until_date,
            )


def _roles(actor: Actor, at: datetime) -> Iterator[Linje]:
    given = set(open_digiorden_tildelinger_for(actor, at=at).order_by().values_list("privilegium", flat=True))
    for kode, text in (
        (GODKJENN, _("Ingen kan godkjenne i Digiorden")),
        (PERSONVERNOMBUD, _("Ingen har rollen personvernombud")),
    ):
        if kode not in given:
            yield Linje(text, reverse("digiorden:tilganger_gi"), _("Gi rollen til den som har oppgaven."))
