"""What is asked about events: which kind, where, and since when."""

from collections.abc import Mapping
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fiks.felles.koder import kommuneendringer
from fiks.felles.koder.kalender import format_dato
from fiks.folkeregister.access import innsyn
from fiks.folkeregister.actions.hendelser import CRITERIA
from fiks.folkeregister.forms.listefelt import DatoField
from fiks.folkeregister.forms.utvalg import kommune_field
from fiks.folkeregister.lister.utvalgstekst import kommunenavn
from fiks.folkeregister.models.register import EVENTS_FROM
from fiks.folkeregister.models.rolle import Registerrolle
from fiks.folkeregister.queries.hendelser import NAVN, Hendelse, Spoersmaal, opened

_YEARS = 3
_SUGGESTED = timedelta(days=30)


class HendelserForm(forms.Form):
    """The question. After `is_valid()`, `spoersmaal` is its value."""

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        rolle: Registerrolle,
        today: date,
        kommune: str = "",
    ) -> None:
        """`kommune` is the organisation's own, suggested when the role covers it."""
        super().__init__(data, initial={"siden": today - _SUGGESTED, "kommuner": (kommune,) if kommune else ()})
        self._first, self._today = earliest(today), today
        choices = [(kind.value, NAVN[kind]) for kind in opened(innsyn(rolle))]
        self.fields["hva"] = forms.ChoiceField(
            label=_("Hva har skjedd?"),
            choices=choices,
            widget=forms.RadioSelect,
            initial=choices[0][0] if choices else None,
            error_messages={"required": _("Velg hva som har skjedd.")},
        )
        numbers = None if rolle.landsdekkende else rolle.kommuner_now
        self._only = tuple(numbers) if numbers is not None and len(numbers) == 1 else ()
        if not self._only:
            self.fields["kommuner"] = kommune_field(numbers)
        self.fields["siden"] = DatoField(
            today=today,
            label=_("Siden"),
            help_text=_("Skriv datoen slik: 31.12.2026. Du kan se tilbake til %(dato)s.")
            % {"dato": format_dato(self._first)},
            error_messages={"required": _("Skriv datoen du vil se fra.")},
        )

    def clean_siden(self) -> date:
        """A day that the pages reach back to."""
        day: date = self.cleaned_data["siden"]
        if day > self._today:
            raise ValidationError(_("Velg en dag som har vært."))
        if day < self._first:
            raise ValidationError(_("Velg en dag fra %(dato)s.") % {"dato": format_dato(self._first)})
        return day

    @property
    def spoersmaal(self) -> Spoersmaal:
        """What is asked."""
        given = self.cleaned_data
        return Spoersmaal(Hendelse(given["hva"]), self._only or tuple(sorted(given["kommuner"])), given["siden"])

    def divided_since(self) -> list[str]:
        """What to say where a municipality was divided after the day: who left before that cannot be told where from."""
        asked = self.spoersmaal
        if asked.hva not in {Hendelse.DOED, Hendelse.UTFLYTTET}:
            return []
        return [
            _(
                "%(kommune)s ble til %(dato)s, da en kommune ble delt. De som døde eller flyttet ut før det, er ikke med."
            )
            % {"kommune": kommunenavn(number), "dato": format_dato(change.dato)}
            for change in kommuneendringer.endringer()
            if len(change.nye) > 1 and change.dato > asked.siden
            for number in sorted({*change.nye} & {*asked.kommuner})
        ]


def earliest(today: date) -> date:
    """The first day that pages of events reach."""
    same_day = date(today.year - _YEARS, today.month, min(today.day, 28))
    return max(EVENTS_FROM, same_day)


def as_criteria(asked: Spoersmaal) -> dict[str, object]:
    """The same question as the form of a new list shows it."""
    return {"kommuner": asked.kommuner, "alder": "ALLE", CRITERIA[asked.hva]: asked.siden}
