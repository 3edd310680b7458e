"""The registers of words, as their page shows them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from fiks.digiorden.models import Begrep, Begrepsslag, Opplysningsart
from fiks.digiorden.queries.begreper import Ordforraad


@dataclass(frozen=True, slots=True)
class Ordlinje:
    """A word with its use. `pk` is that of an own word, which has a page; `art` is empty for what is ordinary."""

    navn: str
    art: str | Promise
    orgnr: str
    antall: int
    pk: UUID | None


def chosen_register(kode: str) -> Begrepsslag:
    """The register that an address asks for, or the first."""
    return Begrepsslag(kode) if kode in Begrepsslag.values else Begrepsslag.REGISTRERT


def registers() -> list[tuple[str, str | Promise]]:
    """All registers, by code and name."""
    return list(Begrepsslag.choices)


def words(
    slag: Begrepsslag, ordforraad: Ordforraad, own: Iterable[Begrep], usage: Counter[tuple[str, str]]
) -> list[Ordlinje]:
    """The words of a register, the most used first."""
    ids = {begrep.navn: begrep.pk for begrep in own if begrep.slag == slag}
    found = [
        Ordlinje(
            ordet.navn,
            Opplysningsart(ordet.art).label if ordet.art != Opplysningsart.VANLIG else "",
            ordet.orgnr,
            usage[slag.value, ordet.navn.casefold()],
            ids.get(ordet.navn) if ordet.egen else None,
        )
        for ordet in ordforraad.ordene[slag]
    ]
    return sorted(found, key=lambda linje: (-linje.antall, linje.navn.casefold()))
