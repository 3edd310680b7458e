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
    Verge,
)
from fiks.folkeregister.models.rolle import Registerrolle

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
    "Verge",
]
