"""The processors of an application: a row for each, and two empty ones for more."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from fiks.digiorden.forms.felter import Orgnrfelt, Tekstfelt
from fiks.digiorden.katalog.databehandlere import Databehandler, read, write
from fiks.digiorden.models import Applikasjon
from fiks.felles.tilgang.forms.dato import DatoFelt

MOST = 20


class DatabehandlerForm(forms.Form):
    """One processor. A row without a name is left out."""

    navn = Tekstfelt(gettext_lazy("Databehandler"), longest=120)
    orgnr = Orgnrfelt(gettext_lazy("Organisasjonsnummer"))
    avtalt = DatoFelt(label=gettext_lazy("Avtale signert"), required=False)

    def clean(self) -> dict[str, Any]:
        """A number or a date belongs to somebody with a name."""
        given: dict[str, Any] = super().clean() or {}
        if (given.get("orgnr") or given.get("avtalt")) and not given.get("navn") and "navn" not in self.errors:
            self.add_error("navn", gettext("Skriv navnet på databehandleren."))
        return given


_Rows = forms.formset_factory(DatabehandlerForm, extra=2, max_num=MOST, absolute_max=MOST)


def databehandlerform(data: Any, applikasjon: Applikasjon) -> Any:
    """The rows of an application, as they stand or as they are sent."""
    kept = read(applikasjon.databehandlere)
    initial = [{"navn": one.navn, "orgnr": one.orgnr, "avtalt": one.avtalt} for one in kept]
    return _Rows(data, initial=initial, prefix="db")


def given_in(rows: Any) -> list[Any]:
    """The processors that a valid set of rows tells of, as the column keeps them."""
    told = [row for row in rows.cleaned_data if row.get("navn")]
    return write([Databehandler(row["navn"], row["orgnr"], row["avtalt"]) for row in told])
