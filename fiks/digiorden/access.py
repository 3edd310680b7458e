"""Who may see and change what in Digiorden.

* A reader (`digiorden.les`) sees all that the organisation has written, but for what is about single persons: requests from
  data subjects and breaches are the data protection officer's.
* An editor (`digiorden.rediger`) writes and sends to approval. Nobody approves what he himself sent.
* An approver (`digiorden.godkjenn`) approves, withdraws, and accepts risk as the risk owner. The controller is responsible
  and must be able to show it (GDPR art. 5 no. 2, 24 and 30).
* The data protection officer (`digiorden.personvernombud`) gives advice, and keeps requests and breaches (art. 33 no. 5, 35
  no. 2, 39). She decides nothing: what she advises is approved by others (art. 38 no. 6).
* A system owner (`digiorden.systemeier`) keeps the applications that she owns.
* A rights holder (`digiorden.rettighetshaver`) works for a vendor: it approves and keeps the vendor's own systems in the
  shared catalogue. It sees the catalogue, and nothing of what any municipality has. The database holds the same rule.
* The administrator of Digiorden (`digiorden.administrer`) gives these, and keeps «Min organisasjon», words and limits.
* Other organisations see what is shareable, and only while sharing is on, through published rows and never through these.

Everyone who has one of them may read; a rights holder the catalogue alone.
"""

from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fiks.felles.kontekst import Actor
from fiks.felles.tilgang.access import may

TJENESTE = "DIGIORDEN"
LES = "digiorden.les"
REDIGER = "digiorden.rediger"
GODKJENN = "digiorden.godkjenn"
PERSONVERNOMBUD = "digiorden.personvernombud"
SYSTEMEIER = "digiorden.systemeier"
ADMINISTRER = "digiorden.administrer"
RETTIGHETSHAVER = "digiorden.rettighetshaver"

# Code, name and what it opens, in the order they are offered.
PRIVILEGES: tuple[tuple[str, Promise, Promise], ...] = (
    (LES, _("Leser i Digiorden"), _("Ser behandlinger, applikasjoner, ROS og DPIA.")),
    (REDIGER, _("Redaktør i Digiorden"), _("Skriver, og sender til godkjenning.")),
    (GODKJENN, _("Godkjenner i Digiorden"), _("Godkjenner behandlinger, og tar stilling til risiko.")),
    (PERSONVERNOMBUD, _("Personvernombud"), _("Gir råd, og følger henvendelser og avvik.")),
    (SYSTEMEIER, _("Systemeier"), _("Holder applikasjonene sine oppdatert.")),
    (ADMINISTRER, _("Administrator i Digiorden"), _("Gir tilgang, og holder orden i organisasjon og ord.")),
    (
        RETTIGHETSHAVER,
        _("Rettighetshaver i katalogen"),
        _("For leverandører: godkjenner og oppdaterer egne systemer i den felles katalogen."),
    ),
)
# Any of these opens a page that only shows something: @requires(*READERS).
READERS = (LES, REDIGER, GODKJENN, PERSONVERNOMBUD, SYSTEMEIER, ADMINISTRER)
# And any of these a page of the catalogue.
CATALOGUE_READERS = (*READERS, RETTIGHETSHAVER)


def may_change_applikasjon(systemeier: UUID | None, actor: Actor, *, at: datetime) -> bool:
    """Tell whether the actor may change an application with this system owner: editors all, system owners their own."""
    if may(REDIGER, actor, at=at):
        return True
    return systemeier is not None and str(systemeier) == actor.id and may(SYSTEMEIER, actor, at=at)
