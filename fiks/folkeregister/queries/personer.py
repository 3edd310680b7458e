"""Brief reads of persons in the register copy: those whom a document names, and those in the same dwelling.

Of them only what one needs to know who it is. Nothing here tells where anybody lives; what a role may see of it is decided
by the caller (`Naer.for_rolle`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Expression, Q
from django.db.models.functions import MD5

from fiks.folkeregister.innsyn import Innsyn
from fiks.folkeregister.models import Identifikator, Person, Verge
from fiks.folkeregister.registerkopi.documents import current_numbers

_COLUMNS = (
    "identifikator",
    "fornavn",
    "mellomnavn",
    "etternavn",
    "foedselsdato",
    "foedselsaar",
    "doedsdato",
    "status",
    "graderingsnivaa",
    "skjoldet",
)


@dataclass(frozen=True, slots=True)
class Naer:
    """A relative, guardian or member of the household.

    `nivaa` is address protection, `skjoldet` also whether the home is graded; neither is ever shown.
    """

    nummer: str
    fornavn: str | None = None
    mellomnavn: str | None = None
    etternavn: str | None = None
    foedselsdato: date | None = None
    foedselsaar: int | None = None
    doed: bool = False
    nivaa: str = ""
    skjoldet: bool = True

    def for_rolle(self, innsyn: Innsyn) -> "Naer":
        """The same person with what the role opens of anybody."""
        closed: dict[str, None] = {}
        for field in ("fornavn", "mellomnavn", "etternavn"):
            if not innsyn.opens("navn", field):
                closed[field] = None
        for field in ("foedselsdato", "foedselsaar"):
            if not innsyn.opens("foedsel", field):
                closed[field] = None
        may_know_death = innsyn.opens("doedsfall") or innsyn.opens("status")
        return replace(self, **closed, doed=self.doed and may_know_death, nivaa="", skjoldet=True)  # type: ignore[arg-type]  # None fits all of them


def people(numbers: Iterable[str]) -> dict[str, Naer]:
    """Persons by the number asked for, ended ones too. Those outside the register copy are left out."""
    current = current_numbers(numbers)
    found = {naer.nummer: naer for naer in _brief(Person.objects.filter(identifikator__in=set(current.values())))}
    return {asked: found[number] for asked, number in current.items() if number in found}


def order_of(innsyn: Innsyn) -> tuple[str | Expression, ...]:
    """Persons oldest first; by name where the role does not open birth dates, which order or numbers would tell."""
    by_age = innsyn.opens("foedsel", "foedselsdato")
    return ("foedselsdato", "identifikator") if by_age else ("sorteringsnavn", MD5("identifikator"))


def wards(number: str, *, innsyn: Innsyn, most: int) -> tuple[list[Naer], int]:
    """Whom a person is guardian for, by any number she has had, in the role's order; and how many there are in all."""
    former = Identifikator.objects.filter(person=number).values("nummer")
    guarded = Verge.objects.filter(Q(verge=number) | Q(verge__in=former)).values("person")
    found = Person.objects.filter(identifikator__in=guarded).exclude(identifikator=number)
    shown = list(_brief(found.order_by(*order_of(innsyn))[: most + 1]))
    return shown[:most], found.count() if len(shown) > most else len(shown)


def dwelling_of(number: str) -> str:
    """The dwelling that a person is registered in; empty when her home is shielded, or the register does not tell."""
    found = Person.objects.filter(identifikator=number, skjoldet=False).values_list("husholdning", flat=True).first()
    return found or ""


def household(number: str, *, innsyn: Innsyn) -> list[Naer]:
    """Who else is registered in the same dwelling, in the role's order.

    A person with a shielded address has no dwelling in the table, so she is never here, and has nobody here herself.
    """
    dwelling = Person.objects.filter(identifikator=number, husholdning__isnull=False).values("husholdning")[:1]
    others = Person.objects.filter(husholdning=dwelling, skjoldet=False).exclude(identifikator=number)
    return list(_brief(others.order_by(*order_of(innsyn))[:50]))


def _brief(persons: Iterable[Person]) -> Iterable[Naer]:
    for row in persons.values_list(*_COLUMNS):  # type: ignore[attr-defined]  # always a queryset
        number, given, middle, family, born, year, died, status, level, shielded = row
        yield Naer(number, given, middle, family, born, year, bool(died) or status == "doed", level or "", shielded)
