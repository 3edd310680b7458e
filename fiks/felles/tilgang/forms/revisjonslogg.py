"""What is asked of the audit log."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fiks.felles.kontekst import Actor
from fiks.felles.revisjon.models import Utfall
from fiks.felles.tilgang import loggord
from fiks.felles.tilgang.forms.dato import DatoFelt, begins, ends
from fiks.felles.tilgang.forms.person import FoedselsnummerFelt
from fiks.felles.tilgang.models import Ressurs
from fiks.felles.tilgang.queries.revisjonslogg import OTHERS, Utvalg, registerroller_for
from fiks.felles.virksomhet.models import Bruker
from fiks.felles.virksomhet.queries import all_brukere_for

DEFAULT_SPAN = timedelta(days=30)
WITH_WORDS = "ord"


class TidsromForm(forms.Form):
    """A span of days; empty ends are open."""

    fra = DatoFelt(label=_("Fra dato"), required=False)
    til = DatoFelt(label=_("Til og med dato"), required=False)

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        given = super().clean() or self.cleaned_data
        fra, til = given.get("fra"), given.get("til")
        if fra and til and til < fra:
            self.add_error("til", _("Siste dag kan ikke komme før første dag."))
        return given

    @property
    def utvalg(self) -> Utvalg:
        """The span as the log is asked for it."""
        fra, til = self.cleaned_data.get("fra"), self.cleaned_data.get("til")
        return Utvalg(fra=begins(fra) if fra else None, til=ends(til) if til else None)


class UtvalgForm(TidsromForm):
    """The filter. All of it but the words stands in the page's address (`address`)."""

    aktoer = forms.ChoiceField(label=_("Hvem gjorde det"), required=False)
    handling = forms.ChoiceField(label=_("Hva ble gjort"), required=False)
    rolle = forms.TypedChoiceField(label=_("Rolle"), required=False, coerce=UUID, empty_value=None)
    utfall = forms.ChoiceField(label=_("Utfall"), required=False)
    tekst = forms.CharField(
        label=_("Ord i formål, sak eller begrunnelse"),
        required=False,
        max_length=100,
        error_messages={"max_length": _("Skriv høyst 100 tegn.")},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("aktoer", _("Alle"), [*_people(all_brukere_for(actor)), (OTHERS, _("Jobber og drift"))])
        self._choices("handling", _("Alt"), loggord.acts())
        self._choices("rolle", _("Alle roller"), _roles(registerroller_for(actor)))
        self._choices("utfall", _("Alle"), [(utfall.value, utfall.label) for utfall in Utfall])

    def _choices(self, name: str, everything: Any, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]  # a field with choices

    @property
    def utvalg(self) -> Utvalg:
        """What is asked for; what could not be read is left out."""
        given = self.cleaned_data
        return replace(
            super().utvalg,
            aktoer=given.get("aktoer", ""),
            handling=given.get("handling", ""),
            rolle=given.get("rolle"),
            utfall=given.get("utfall", ""),
            tekst=given.get("tekst", ""),
        )

    @property
    def address(self) -> dict[str, str]:
        """What was chosen as parameters of the page's address, and whether words were typed."""
        given = {name: str(self.data.get(name, "")).strip() for name in self.fields if name != "tekst"}
        chosen = {name: value for name, value in given.items() if value} or {"fra": ""}
        return chosen | ({WITH_WORDS: "1"} if self.cleaned_data["tekst"] else {})

    @property
    def facts(self) -> dict[str, object]:
        """The filter as the audit row tells it: what was chosen, and of typed text only that there was some."""
        given = {name: str(value) for name, value in self.cleaned_data.items() if value and name != "tekst"}
        return given | ({"tekst": True} if self.cleaned_data.get("tekst") else {})


class PersonsoekForm(TidsromForm):
    """Every act about one person. Posted, never in an address."""

    foedselsnummer = FoedselsnummerFelt()
    field_order = ("foedselsnummer",)


def default_filter(at: datetime) -> dict[str, str]:
    """What the page asks for when nothing is chosen: the last thirty days."""
    return {"fra": f"{at - DEFAULT_SPAN:%d.%m.%Y}"}


def _people(brukere: QuerySet[Bruker]) -> list[tuple[str, str]]:
    return [(str(bruker.pk), bruker.navn) for bruker in brukere]


def _roles(roller: QuerySet[Ressurs]) -> list[tuple[str, str]]:
    return [(str(rolle.pk), rolle.navn) for rolle in roller]
