"""Who may use the register, and for what.

* A person uses a register role that he is given and has chosen (`folkeregister.bruk` on the role's resource), while the
  service Fiks folkeregister is open for his organisation. A role for machines is refused until machines can log in.
* The role's bruksområde says for what: single look-ups, search, lists, events. Its geography bounds search and lists to its
  municipalities; a single look-up by number reaches the whole country, since people move (hjemler.md 3).
* What the role opens is its `opplysninger`, and nothing confidential without `med_hjemmel`: folkeregisterloven § 10-2 lets
  only those with a legal basis of their own have it. STRENGT FORTROLIG is opened by nothing.
* Graded addresses take one more: a deliberate choice with a reason, and a log-in at level high. How many are on such a list
  takes that level too: beside a count without them it tells how many are protected.
* The organisation's administrator (`tilgang.administrer`) makes roles and gives and takes access. He does not see register
  data by that, and the log shows him no identities from areas where a look-up tells of a client relation
  (hjemler.md 1.3: child welfare, social, care, health and crisis-centre work).
"""

from django.utils.translation import gettext as _

from fiks.felles.kontekst import Acr, Actor
from fiks.felles.tilgang.access import Refused
from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.models.innbyggerliste import Innbyggerliste
from fiks.folkeregister.models.rolle import Bruksomraade, Registerrolle, RolleSlag
from fiks.folkeregister.opplysninger import is_confidential

TJENESTE = "FOLKEREGISTER"
BRUK = "folkeregister.bruk"


def innsyn(rolle: Registerrolle) -> Innsyn:
    """What the role opens now. A role without hjemmel opens nothing confidential, whatever its row says."""
    return Innsyn(frozenset(kode for kode in rolle.opplysninger if rolle.med_hjemmel or not is_confidential(kode)))


def require_use(rolle: Registerrolle, bruksomraade: Bruksomraade) -> None:
    """Raise Refused unless the role is active, for people, and meant for this use."""
    if not rolle.aktiv:
        raise Refused(
            "ROLLE", _("Rollen %(rolle)s er ikke lenger i bruk.") % {"rolle": rolle.navn}, _("Fiks-administratoren")
        )
    if rolle.slag == RolleSlag.MASKIN:
        raise Refused(
            "ROLLE", _("Rollen %(rolle)s er for fagsystemer.") % {"rolle": rolle.navn}, _("Fiks-administratoren")
        )
    if bruksomraade not in rolle.bruksomraader:
        melding = _("Rollen %(rolle)s åpner ikke for %(bruk)s.") % {
            "rolle": rolle.navn,
            "bruk": str(bruksomraade.label).lower(),
        }
        raise Refused("BRUKSOMRAADE", melding, _("Fiks-administratoren"))


def may_see_count(liste: Innbyggerliste, actor: Actor) -> bool:
    """Tell whether the actor is shown how many are on a list."""
    return not liste.med_graderte or actor.acr.covers(Acr.HIGH)


def require_geography(rolle: Registerrolle, kommuner: list[str]) -> None:
    """Raise Refused when a municipality lies outside the role's geography."""
    outside = [nummer for nummer in kommuner if not rolle.covers(nummer)]
    if outside:
        melding = _("Rollen %(rolle)s dekker ikke %(kommuner)s.") % {
            "rolle": rolle.navn,
            "kommuner": ", ".join(outside),
        }
        raise Refused("GEOGRAFI", melding, _("Fiks-administratoren"))
