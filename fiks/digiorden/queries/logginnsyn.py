"""What is logged about one person, for the answer that he has a right to (GDPR art. 15)."""

from datetime import datetime

from django.db.models import QuerySet

from fiks.digiorden.queries.personvern import is_ombud
from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.models import Revisjonslinje
from fiks.felles.tilgang.queries import revisjonslogg as logg


def innsyn_for(actor: Actor, *, at: datetime) -> logg.Logginnsyn:
    """The data protection officer sees every row but those of confidential areas; a controller those of his areas."""
    return logg.logginnsyn_for_svar(actor, at=at) if is_ombud(actor, at=at) else logg.logginnsyn(actor, at=at)


def linjer_about(innsyn: logg.Logginnsyn, number: str, utvalg: logg.Utvalg) -> QuerySet[Revisjonslinje]:
    """Every row that shows the person and whose identities may be seen, newest first."""
    return logg.linjer_about(innsyn, number, utvalg).order_by(*logg.KEYS)
