"""What one has done in the register oneself, from the audit log."""

from django.db.models import QuerySet

from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.models import Revisjonslinje


def mine_oppslag(actor: Actor) -> QuerySet[Revisjonslinje]:
    """The actor's own acts on persons, in this organisation; confidential areas too, since they are her own.

    Ordered by the page. At the command line somebody else acted on her behalf; that is hers to see as well.
    """
    own = Revisjonslinje.objects.filter(virksomhet_id=actor.tenant, aktoer_id=actor.id)
    return own.filter(handling__startswith="folkeregister.").exclude(handling__startswith="folkeregister.rolle")
