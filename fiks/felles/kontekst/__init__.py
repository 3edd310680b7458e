"""Who acts, and the transaction that tells the database so. Has no tables."""

from fiks.felles.kontekst.actor import Acr, Actor, ActorSlag, Kanal
from fiks.felles.kontekst.context import acting, reading_as
from fiks.felles.kontekst.request import FiksRequest

__all__ = ["Acr", "Actor", "ActorSlag", "FiksRequest", "Kanal", "acting", "reading_as"]
