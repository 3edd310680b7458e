"""The troubles of following the source in words: what happened, what it means, and what to do. Nothing about persons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fiks.folkeregister.queries.hendelsesliste import Tilstand

STOPS = "stopper"
WAITS = "venter"
TOLD = "til orientering"


@dataclass(frozen=True, slots=True)
class Ord:
    """A kind of trouble. `alvor` is whether it stops the reader, makes the copy lag, or is only told."""

    hva: str | Promise
    gjoer: str | Promise
    alvor: str = WAITS


_WORDS: Mapping[str, Ord] = {
    "FOR_GAMMEL": Ord(
        gettext_lazy("Hendelsene vi ikke har lest, er eldre enn 36 måneder og slettet i Folkeregisteret."),
        gettext_lazy("Leseren er stoppet, så ingenting hoppes over. Last hele registeret med fiks last-alt."),
        STOPS,
    ),
    "FEIL_PAKKE": Ord(
        gettext_lazy("Innstillingen for rettighetspakke er endret. Hver pakke har sin egen nummerrekke."),
        gettext_lazy("Sett FIKS_FOLKEREGISTERET_PAKKE tilbake, eller last hele registeret med fiks last-alt."),
        STOPS,
    ),
    "KILDEN_BAKOVER": Ord(
        gettext_lazy("Folkeregisteret sier at siste hendelse har et lavere nummer enn det vi har lest."),
        gettext_lazy(
            "Se etter at FIKS_FOLKEREGISTERET_ADRESSE er riktig. Er den det, spør Skatteetaten, og last alt på nytt."
        ),
        STOPS,
    ),
    "BRANNMUR": Ord(
        gettext_lazy(
            "Vi fikk en nettside i stedet for et svar. Den er trolig fra en brannmur eller en proxy på veien."
        ),
        gettext_lazy("Spør Skatteetaten, og oppgi referansen. Vi prøver igjen hvert minutt."),
    ),
    "HALV_SIDE": Ord(
        gettext_lazy("En side med hendelser sluttet midt i."),
        gettext_lazy("Siden er ikke tatt inn, og vi ber om den på nytt. Varer det, se på nettet og proxyen på veien."),
    ),
    "UVENTET_SVAR": Ord(
        gettext_lazy("Svaret er ikke slik Folkeregisteret skal svare."),
        gettext_lazy(
            "Se etter at FIKS_FOLKEREGISTERET_ADRESSE er riktig. Svaret er ikke tatt inn, og vi prøver igjen."
        ),
    ),
    "SVARER_IKKE": Ord(
        gettext_lazy("Folkeregisteret svarer ikke, eller bruker for lang tid."),
        gettext_lazy("Vi prøver igjen hvert minutt. Se driftsmeldingene hos Skatteetaten."),
    ),
    "FOR_MANGE_KALL": Ord(
        gettext_lazy("Folkeregisteret har bedt oss vente, fordi vi spør for ofte."),
        gettext_lazy(
            "Vi venter så lenge de ber om. Skjer det ofte, se etter om flere systemer spør fra samme adresse."
        ),
    ),
    "AVVIST_TILGANG": Ord(
        gettext_lazy("Folkeregisteret avviste oss."),
        gettext_lazy("Se etter at virksomheten har tilgang til rettighetspakken hos Skatteetaten."),
    ),
    "MASKINPORTEN": Ord(
        gettext_lazy("Vi får ikke tilgangstoken fra Maskinporten."),
        gettext_lazy("Se etter at klienten er registrert, at nøkkelen ikke er utløpt, og at tilgangen er gitt."),
    ),
    "TOM_SIDE": Ord(
        gettext_lazy("Folkeregisteret sier at det er flere hendelser, men siden med dem er tom."),
        gettext_lazy("Vi ber om siden igjen hvert minutt. Varer det, spør Skatteetaten."),
    ),
    "PAUSE": Ord(
        gettext_lazy("Så mange hendelser venter at lesingen har tatt pause til dokumentene er hentet."),
        gettext_lazy("Du trenger ikke gjøre noe. Ingenting går tapt."),
        TOLD,
    ),
    "HULL": Ord(
        gettext_lazy("Nummer mangler i rekken av hendelser."),
        gettext_lazy(
            "Vi spør etter dem igjen, sjeldnere og sjeldnere. Kommer de ikke, kjør fiks avstem --rett, og så "
            "fiks folg --godta-hull."
        ),
    ),
    "BORTE": Ord(
        gettext_lazy(
            "Hendelser gjelder personer som Folkeregisteret ikke finner. Kopien har dem slik de sist var kjent."
        ),
        gettext_lazy(
            "Vi spør igjen etter ti minutter, seks timer og et døgn. Kjør fiks folg --proev-igjen, eller spør Skatteetaten."
        ),
    ),
    "DOKUMENT_AVVIST": Ord(
        gettext_lazy("Dokumenter kan ikke brukes. Kopien har personene slik de sist var kjent."),
        gettext_lazy("Meld fra til dem som lager Fiks, med grunnen. Når det er rettet, kjør fiks folg --proev-igjen."),
    ),
    "UKJENT_TYPE": Ord(
        gettext_lazy("Hendelser er av en type vi ikke kjenner. Personene er hentet på nytt som ellers."),
        gettext_lazy("Meld fra til dem som lager Fiks, så typen blir kjent."),
        TOLD,
    ),
    "UTEN_PERSON": Ord(
        gettext_lazy("Hendelser mangler nummeret til personen de gjelder, så ingen kunne hentes."),
        gettext_lazy(
            "Se etter at rettighetspakken gir fødselsnummer. Kjør fiks avstem --rett for å finne det som er endret."
        ),
        TOLD,
    ),
    "UORDEN": Ord(
        gettext_lazy("Hendelser kom i feil rekkefølge. De er lest i riktig."),
        gettext_lazy("Du trenger ikke gjøre noe."),
        TOLD,
    ),
    "GJENTATT": Ord(
        gettext_lazy("Hendelser kom flere ganger. Hver er tatt inn én gang."),
        gettext_lazy("Du trenger ikke gjøre noe."),
        TOLD,
    ),
}


@dataclass(frozen=True, slots=True)
class Avvik:
    """A trouble as the page shows it."""

    hva: str
    gjoer: str
    alvor: str
    fakta: str
    antall: int
    foerst_at: datetime
    sist_at: datetime

    @property
    def er_alvorlig(self) -> bool:
        return self.alvor != TOLD


def avvik(tilstand: Tilstand) -> list[Avvik]:
    """The open troubles, those that stop first."""
    found = []
    for row in tilstand.avvik:
        words = _WORDS[row.slag]
        fakta = _facts(row.slag, row.detaljer)
        shown = Avvik(str(words.hva), str(words.gjoer), words.alvor, fakta, row.antall, row.foerst_at, row.sist_at)
        found.append(shown)
    return sorted(found, key=lambda one: (STOPS, WAITS, TOLD).index(one.alvor))


def lag(minutes: int | None) -> str:
    """«12 minutter bak», in hours when it is long, and what it means when nobody knows."""
    if minutes is None:
        return _("Ukjent. Leseren har ikke lest til slutten ennå.")
    if minutes < 2:
        return _("Ajour")
    if minutes < 120:
        return ngettext("%(antall)s\u00a0minutt bak", "%(antall)s\u00a0minutter bak", minutes) % {"antall": minutes}
    hours = minutes // 60
    return ngettext("%(antall)s\u00a0time bak", "%(antall)s\u00a0timer bak", hours) % {"antall": hours}


def _facts(slag: str, detaljer: Mapping[str, object]) -> str:
    """What is known beside the words: codes, references and sequence numbers."""
    told = {
        _("referanse"): detaljer.get("referanse"),
        _("svar"): detaljer.get("grunn"),
        _("grunn"): _joined(detaljer.get("grunner")),
        _("typer"): _joined(detaljer.get("typer")),
        _("nummer"): _joined(detaljer.get("hull")),
        _("sto ved"): detaljer.get("fra") if slag == "FOR_GAMMEL" else None,
        _("sekunder"): detaljer.get("sekunder"),
    }
    return ". ".join(f"{word.capitalize()}: {value}" for word, value in told.items() if value)


def _joined(values: object) -> str:
    return ", ".join(map(str, values)) if isinstance(values, list) else ""


_ELEMENTS_SHOWN = 8


def differences(elementer: Mapping[str, int]) -> list[tuple[str, int]]:
    """The elements that differed most often, with how often."""
    return sorted(elementer.items(), key=lambda one: (-one[1], one[0]))[:_ELEMENTS_SHOWN]
