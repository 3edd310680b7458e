"""Which trouble an exception from the source is, with facts that may be kept and shown."""

from fiks.folkeregister.models import Avviksslag
from fiks.integrasjoner.folkeregisteret import (
    Brannmur,
    FolkeregisteretAvvist,
    FolkeregisteretFeil,
    FolkeregisteretUtilgjengelig,
    UventetSvar,
)
from fiks.integrasjoner.hendelsesliste import ForGammeltSekvensnummer, HalvSide
from fiks.integrasjoner.maskinporten import MaskinportenFeil

Kildefeil = (FolkeregisteretFeil, MaskinportenFeil)
# Closed by themselves when the source answers as it should again.
FORBIGAAENDE = (
    Avviksslag.BRANNMUR,
    Avviksslag.HALV_SIDE,
    Avviksslag.UVENTET_SVAR,
    Avviksslag.SVARER_IKKE,
    Avviksslag.FOR_MANGE_KALL,
    Avviksslag.AVVIST_TILGANG,
    Avviksslag.MASKINPORTEN,
)


# The first that fits.
_KINDS: tuple[tuple[type[Exception], Avviksslag], ...] = (
    (ForGammeltSekvensnummer, Avviksslag.FOR_GAMMEL),
    (Brannmur, Avviksslag.BRANNMUR),
    (HalvSide, Avviksslag.HALV_SIDE),
    (FolkeregisteretAvvist, Avviksslag.AVVIST_TILGANG),
    (UventetSvar, Avviksslag.UVENTET_SVAR),
    (MaskinportenFeil, Avviksslag.MASKINPORTEN),
    (FolkeregisteretFeil, Avviksslag.SVARER_IKKE),
)


def trouble(problem: FolkeregisteretFeil | MaskinportenFeil) -> tuple[Avviksslag, dict[str, object]]:
    """The kind of trouble and what is known about it. The texts of these exceptions are safe to show."""
    if isinstance(problem, FolkeregisteretUtilgjengelig) and str(problem) == "http_429":
        return Avviksslag.FOR_MANGE_KALL, {"sekunder": round(problem.wait)}
    slag = next(slag for kind, slag in _KINDS if isinstance(problem, kind))
    facts: dict[str, object] = {"grunn": str(problem)}
    if isinstance(problem, Brannmur):
        facts["referanse"] = problem.referanse
    return slag, facts


def asked_to_wait(problem: Exception) -> float:
    """Seconds that the source wants to be left alone; 0 when it did not say."""
    return problem.wait if isinstance(problem, FolkeregisteretUtilgjengelig) else 0.0
