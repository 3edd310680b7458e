"""What is decided and said on an assessment: advice, acceptance, opening again, replacing, following up."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fiks.digiorden.actions.avgjoerelser import Avgjoerelse, Framdrift
from fiks.digiorden.forms.vurderinger import require_done_date
from fiks.digiorden.models import Tiltaksstatus, Vurdering, Vurderingstiltak
from fiks.digiorden.vurdering.avgjoerelse import Stilling
from fiks.digiorden.vurdering.grenser import Nivaa
from fiks.digiorden.vurdering.innhold import Raad, Scenario
from fiks.felles.design.fritekst import without_number
from fiks.felles.tilgang.forms.dato import DatoFelt

_JA, _NEI = "JA", "NEI"


def _text(label: Any, help_text: Any = "", *, required: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(required),
        max_length=4000,
        validators=[without_number],
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required, "max_length": gettext_lazy("Skriv høyst 4 000 tegn.")},
    )


class RaadForm(forms.Form):
    """The data protection officer's advice."""

    tekst = _text(
        gettext_lazy("Rådet ditt"),
        gettext_lazy("Er risikoen for de registrerte godt nok beskrevet og redusert? Hva bør gjøres mer?"),
        required=gettext_lazy("Skriv rådet."),
        rows=8,
    )
    forhaandsdroefting = forms.ChoiceField(
        label=gettext_lazy("Må Datatilsynet spørres før behandlingen begynner?"),
        help_text=gettext_lazy("Personvernforordningen artikkel 36: når risikoen er høy også etter tiltakene."),
        choices=[(_JA, gettext_lazy("Ja")), (_NEI, gettext_lazy("Nei"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg ja eller nei.")},
    )
    forhaandsdroefting_hvorfor = _text(gettext_lazy("Hvorfor?"), required=gettext_lazy("Skriv hvorfor."))
    vil_se_igjen = forms.BooleanField(label=gettext_lazy("Jeg vil gjerne se vurderingen igjen"), required=False)

    def raad(self, *, by: str, on: date) -> Raad:
        """The advice as it was given."""
        given = self.cleaned_data
        return Raad(
            tekst=given["tekst"],
            forhaandsdroefting=given["forhaandsdroefting"] == _JA,
            forhaandsdroefting_hvorfor=given["forhaandsdroefting_hvorfor"],
            vil_se_igjen=given["vil_se_igjen"],
            given_by=by,
            given_date=on,
            lest="",
        )


class AvgjoerForm(forms.Form):
    """The risk owner's stand on each risk above the limit, and on the whole. Nothing is chosen beforehand."""

    utfall = forms.ChoiceField(
        label=gettext_lazy("Hva bestemmer du for helheten?"),
        choices=[
            ("AKSEPTERT", gettext_lazy("Jeg aksepterer risikoen")),
            ("IKKE_AKSEPTERT", gettext_lazy("Jeg aksepterer ikke risikoen")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Velg hva du bestemmer.")},
    )
    begrunnelse = _text(
        gettext_lazy("Begrunnelse"), gettext_lazy("Må fylles ut når du ikke aksepterer. Ellers er det frivillig.")
    )
    review_date = DatoFelt(
        label=gettext_lazy("Ny gjennomgang innen"),
        help_text=gettext_lazy("Aksepten gjelder til og med denne dagen. Innen tre år."),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        asked: Sequence[tuple[int, Scenario, Nivaa]],
        review_date: date,
    ) -> None:
        super().__init__(data, initial={"review_date": review_date})
        self.asked = asked
        for number, one, level in asked:
            self.fields[f"risiko_{one.id}"] = _stand(number)
            reason = gettext_lazy("Hvorfor?") if level is Nivaa.HOEY else gettext_lazy("Merknad")
            self.fields[f"hvorfor_{one.id}"] = _text(reason, rows=2)

    @property
    def risikoer(self) -> list[tuple[int, Scenario, Nivaa, forms.BoundField, forms.BoundField]]:
        """Each risk with its two fields."""
        return [
            (number, one, level, self[f"risiko_{one.id}"], self[f"hvorfor_{one.id}"])
            for number, one, level in self.asked
        ]

    @property
    def avgjoerelse(self) -> Avgjoerelse:
        """What was decided."""
        given = self.cleaned_data
        stands = {
            one.id: Stilling(given[f"risiko_{one.id}"] == _JA, given[f"hvorfor_{one.id}"])
            for _number, one, _level in self.asked
        }
        return Avgjoerelse(given["utfall"], stands, given["begrunnelse"], given["review_date"])


def _stand(number: int) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Aksepterer du risikoen i scenario %(nummer)s?") % {"nummer": number},
        choices=[(_JA, gettext_lazy("Ja")), (_NEI, gettext_lazy("Nei"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Ta stilling til scenario %(nummer)s.") % {"nummer": number}},
    )


class BegrunnelseForm(forms.Form):
    """Why a decided assessment is opened again."""

    begrunnelse = _text(
        gettext_lazy("Hvorfor åpnes den?"),
        gettext_lazy("For eksempel ny gjennomgang, ny bruk eller et avvik."),
        required=gettext_lazy("Skriv hvorfor."),
    )


class ErstattForm(forms.Form):
    """Which assessment takes the place of this one."""

    av = forms.ChoiceField(
        label=gettext_lazy("Hvilken vurdering gjelder i stedet?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Velg en vurdering."),
            "invalid_choice": gettext_lazy("Velg en vurdering."),
        },
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, andre: Sequence[Vurdering]) -> None:
        super().__init__(data)
        self.fields["av"].choices = [(str(one.pk), one.tittel) for one in andre]  # type: ignore[attr-defined]  # a ChoiceField


class FramdriftForm(forms.Form):
    """How far a measure is come."""

    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=Tiltaksstatus.choices, widget=forms.RadioSelect)
    done_date = DatoFelt(label=gettext_lazy("Gjennomført dato"), required=False)
    merknad = _text(gettext_lazy("Merknad"))

    def __init__(self, data: Mapping[str, Any] | None = None, *, tiltak: Vurderingstiltak) -> None:
        self.stored = {"status": tiltak.status, "done_date": tiltak.done_date, "merknad": tiltak.merknad}
        super().__init__(data, initial=self.stored)

    def clean(self) -> dict[str, Any]:
        """What is done was done on a day."""
        given = super().clean() or self.cleaned_data
        require_done_date(self, given)
        return given

    @property
    def framdrift(self) -> Framdrift:
        """What was said."""
        return Framdrift(**self.cleaned_data)
