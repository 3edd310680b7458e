"""Tables of the folkeregister app, split by subject."""

from fiks.folkeregister.models.register import (
    Adresse,
    Adresseslag,
    Dokumentordbok,
    GradertAdresse,
    Identifikator,
    Navnetoken,
    Person,
    Persondokument,
)
from fiks.folkeregister.models.rolle import Registerrolle

__all__ = [
    "Adresse",
    "Adresseslag",
    "Dokumentordbok",
    "GradertAdresse",
    "Identifikator",
    "Navnetoken",
    "Person",
    "Persondokument",
    "Registerrolle",
]
