"""Tables of the folkeregister app, split by subject."""

from fiks.folkeregister.models.innbyggerliste import (
    Filformat,
    Innbyggerliste,
    Kolonnesett,
    LagretUtvalg,
    Listeinnstilling,
    Listestatus,
    Nedlasting,
    Sortering,
)
from fiks.folkeregister.models.register import (
    Adresse,
    Adresseslag,
    AnnetNummer,
    Dokumentordbok,
    Gate,
    GradertAdresse,
    Identifikator,
    Navnetoken,
    Person,
    Persondokument,
)
from fiks.folkeregister.models.rolle import Registerrolle
from fiks.folkeregister.models.vask import Vask, Vaskenedlasting, Vaskestatus

__all__ = [
    "Adresse",
    "Adresseslag",
    "AnnetNummer",
    "Dokumentordbok",
    "Filformat",
    "Gate",
    "GradertAdresse",
    "Identifikator",
    "Innbyggerliste",
    "Kolonnesett",
    "LagretUtvalg",
    "Listeinnstilling",
    "Listestatus",
    "Navnetoken",
    "Nedlasting",
    "Person",
    "Persondokument",
    "Registerrolle",
    "Sortering",
    "Vask",
    "Vaskenedlasting",
    "Vaskestatus",
]
