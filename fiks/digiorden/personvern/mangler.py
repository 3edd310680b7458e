"""What a breach lacks before it can be closed: what art. 33 and 34 ask to be decided and explained."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Mangel(NamedTuple):
    """A field of the form, and what to do about it."""

    felt: str
    tekst: str | Promise


class Avvik(Protocol):
    """What the rules read of a breach."""

    registrerte: str
    opplysninger: str
    konsekvenser: str
    tiltak: str
    risiko: str
    risiko_grunn: str
    meldt_at: datetime | None
    forsinket_grunn: str
    ikke_meldt_grunn: str
    underretning: str
    underretning_grunn: str
    underrettet_date: date | None

    @property
    def meldefrist_at(self) -> datetime:
        """When 72 hours have gone."""


def mangler(avvik: Avvik) -> list[Mangel]:
    """Everything that stands in the way of closing, in the order of the form."""
    return [*_described(avvik), *_datatilsynet(avvik), *_data_subjects(avvik)]


def _described(avvik: Avvik) -> Iterator[Mangel]:
    asked = {
        "registrerte": _("Skriv hvilke grupper av registrerte avviket gjelder."),
        "opplysninger": _("Skriv hvilke slags opplysninger det gjelder."),
        "konsekvenser": _("Skriv hva avviket kan føre til for de registrerte."),
        "tiltak": _("Skriv hva dere har gjort, eller skal gjøre."),
        "risiko": _("Velg hvor stor risikoen er for de registrerte."),
        "risiko_grunn": _("Skriv hvorfor risikoen er vurdert slik."),
    }
    for felt, tekst in asked.items():
        if not getattr(avvik, felt):
            yield Mangel(felt, tekst)


def _datatilsynet(avvik: Avvik) -> Iterator[Mangel]:
    if avvik.meldt_at is None and avvik.risiko == "USANNSYNLIG":
        if not avvik.ikke_meldt_grunn:
            yield Mangel("ikke_meldt_grunn", _("Skriv hvorfor avviket ikke er meldt til Datatilsynet."))
    elif avvik.meldt_at is None and avvik.risiko:
        yield Mangel("meldt", _("Meld avviket til Datatilsynet, og skriv når det ble gjort."))
    elif avvik.meldt_at is not None and avvik.meldt_at > avvik.meldefrist_at and not avvik.forsinket_grunn:
        yield Mangel("forsinket_grunn", _("Skriv hvorfor det ble meldt senere enn 72 timer etter at det ble oppdaget."))


def _data_subjects(avvik: Avvik) -> Iterator[Mangel]:
    if avvik.underretning == "IKKE_VURDERT":
        yield Mangel("underretning", _("Velg om de registrerte skal underrettes."))
    elif avvik.underretning == "IKKE_HOEY" and avvik.risiko == "HOEY":
        yield Mangel(
            "underretning", _("Risikoen er høy. Da skal de registrerte underrettes, eller en annen grunn velges.")
        )
    elif avvik.underretning in {"UNDERRETTET", "OFFENTLIG"}:
        if avvik.underrettet_date is None:
            yield Mangel("underrettet", _("Skriv datoen de registrerte ble underrettet."))
    elif not avvik.underretning_grunn:
        yield Mangel("underretning_grunn", _("Skriv hvorfor de registrerte ikke underrettes."))
